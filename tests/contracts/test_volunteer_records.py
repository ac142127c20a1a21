"""The Records and Engagements ports: in memory, on SQLite and on PostgreSQL they keep and count alike."""

from dataclasses import replace

import pytest

from mediation.cases.assignment import Assignment
from mediation.cases.engagement import Engagement
from mediation.kernel.ids import AccountId, ItemId, VolunteerId
from mediation.kernel.refusals import Duplicate, Stale
from mediation.states.matter import MatterState
from mediation.states.small import AssignmentState
from tests.conftest import BEGINNING
from tests.contracts.conftest import Place
from tests.contracts.filled import filled
from tests.contracts.made import DAY, a_case, fresh
from tests.contracts.test_office import a_volunteer
from volunteers.availability import Availability
from volunteers.expenses import Claim, Receipt


def a_claim(place: Place, **more: object) -> Claim:
    """A claim of a volunteer who is in the register, every field filled, not kept yet."""
    more = {"volunteer": a_volunteer(place).id} | more
    return replace(filled(Claim), id=fresh("e"), meeting=fresh("i"), state="submitted", version=0, **more)


@pytest.mark.parametrize("kind", [Claim, Receipt, Availability])
def test_a_record_comes_back_as_it_was_and_one_version_on(place: Place, kind: type[Claim]) -> None:
    made = a_claim(place)
    if kind is not Claim:
        made = replace(filled(kind), id=fresh("a"), volunteer=made.volunteer, state=None, version=0)
    with place.writing() as stores:
        stores.records.put(made)
    with place.another_process() as stores:
        kept = stores.records.find(kind, made.id)
        assert kept == replace(made, version=1)
        assert stores.records.about(kind, made.volunteer, made.concerns) == kept
        assert stores.records.of(kind, made.volunteer) == [kept]
        assert stores.records.all(kind) == [kept]
        assert stores.records.find(kind, "e_none") is None
    with place.another_office() as stores:
        assert stores.records.find(kind, made.id) is None
        assert stores.records.of(kind, made.volunteer) == []
        assert stores.records.all(kind) == []


def test_there_is_one_record_for_what_it_concerns_and_a_stale_one_is_refused(place: Place) -> None:
    made = a_claim(place)
    with place.writing() as stores:
        stores.records.put(made)
    with place.open() as stores, pytest.raises(Duplicate), stores.transaction():
        stores.records.put(replace(made, id=fresh("e")))
    with place.writing() as stores:
        stores.records.put(replace(made, version=1, state="approved"))
    with place.open() as stores, pytest.raises(Stale), stores.transaction():
        stores.records.put(replace(made, version=1, state="returned"))
    with place.open() as stores:
        assert [c.id for c in stores.records.in_state(Claim, "approved", "paid")] == [made.id]
        assert stores.records.in_state(Claim, "submitted") == []


LIFE = {
    "an offer that waits":              (AssignmentState.OFFERED,  MatterState.ACCEPTED,       (0, 0, 1)),
    "a case taken and not met yet":     (AssignmentState.ACCEPTED, MatterState.ACCEPTED,       (0, 1, 0)),
    "a case in mediation":              (AssignmentState.ACCEPTED, MatterState.IN_MEDIATION,   (0, 1, 0)),
    "a case whose mediation is over":   (AssignmentState.ACCEPTED, MatterState.AGREED,         (1, 0, 0)),
    "a case they were released from":   (AssignmentState.RELEASED, MatterState.AGREED,         (0, 0, 0)),
    "an offer they declined":           (AssignmentState.DECLINED, MatterState.IN_MEDIATION,   (0, 0, 0)),
}  # fmt: skip


@pytest.mark.parametrize("sentence", LIFE)
def test_counted_is(place: Place, sentence: str) -> None:
    state, matter_state, counts = LIFE[sentence]
    who = VolunteerId(fresh("v"))
    case = a_case(place.office)
    (matter,) = case.matters
    ended = BEGINNING if matter_state is MatterState.AGREED else None
    case.matters[matter] = replace(case.matters[matter], state=matter_state, ended_at=ended)
    case.put(Assignment(
        id=ItemId(fresh("i")), matters=(matter,), volunteer=who, state=state, offered_at=BEGINNING,
        offered_by=AccountId("u_1"), answer_by=DAY,
    ))  # fmt: skip
    with place.writing() as stores:
        stores.cases.add(case, DAY)
    with place.another_process() as stores:
        assert stores.engagements.of(who) == Engagement(who, *counts)
        assert stores.engagements.all() == {who: Engagement(who, *counts)}
    with place.another_office() as stores:
        assert stores.engagements.all() == {}
        assert stores.engagements.of(who) == Engagement(who)
