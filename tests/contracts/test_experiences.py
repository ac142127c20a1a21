"""The Experiences port, and cases by the state of a matter: counted alike in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

from mediation.cases.assignment import Assignment
from mediation.kernel.ids import CaseId, ItemId, VolunteerId
from mediation.states.matter import MatterKind, MatterState
from mediation.states.small import AssignmentState
from tests.conftest import BEGINNING
from tests.contracts.conftest import Place
from tests.contracts.made import DAY, a_case

A = AssignmentState
V, M, R = VolunteerId("v_veikko"), VolunteerId("v_maija"), VolunteerId("v_runar")
YEAR_AGO = BEGINNING - timedelta(days=365)


def kept(place: Place, *who: tuple[VolunteerId, AssignmentState], days_ago: int = 10, held: bool = False,
         kind: MatterKind = MatterKind.CRIME) -> CaseId:  # fmt: skip
    case = a_case(place.office, "Väinö Äyräpää", "Sirkka Koivisto")
    at = BEGINNING - timedelta(days=days_ago)
    for matter in list(case.matters.values()):
        case.matters[matter.id] = replace(
            matter, kind=kind, state=MatterState.ACCEPTED, accepted_at=at, offence_class="violence",
            held_since=at.date() if held else None,
        )  # fmt: skip
    for volunteer, state in who:
        case.put(
            Assignment(
                id=ItemId(place.new_id("i")), matters=tuple(case.matters), volunteer=volunteer, state=state,
                offered_at=at, offered_by=case.id, answer_by=DAY,  # type: ignore[arg-type]
            )
        )  # fmt: skip
    with place.writing() as stores:
        stores.cases.add(case, DAY)
    return case.id


def test_what_each_has_accepted_is_counted_by_kind_by_year_and_by_pair(place: Place) -> None:
    kept(place, (V, A.ACCEPTED), (M, A.ACCEPTED))
    kept(place, (V, A.ACCEPTED), (M, A.ACCEPTED), days_ago=500, kind=MatterKind.DISPUTE)
    kept(place, (V, A.ACCEPTED), (R, A.DECLINED))
    kept(place, (R, A.OFFERED), (M, A.RELEASED))
    with place.open() as stores:
        found = stores.experiences.all(YEAR_AGO)
    assert set(found) == {V, M}
    assert (found[V].taken, dict(found[V].kinds), dict(found[V].together)) == (2, {"violence": 2, "dispute": 1}, {M: 2})
    assert (found[M].taken, dict(found[M].kinds), dict(found[M].together)) == (1, {"violence": 1, "dispute": 1}, {V: 2})


def test_who_was_released_and_took_it_again_has_had_one_case(place: Place) -> None:
    kept(place, (V, A.RELEASED), (V, A.ACCEPTED))
    with place.open() as stores:
        assert stores.experiences.all(YEAR_AGO)[V].taken == 1


def test_waiting_cases_come_longest_waiting_first_and_held_ones_do_not(place: Place) -> None:
    new, old = kept(place, days_ago=1), kept(place, days_ago=30)
    kept(place, days_ago=90, held=True)
    place.new_case()
    with place.open() as stores:
        assert stores.cases.with_matter_in(MatterState.ACCEPTED.value) == [old, new]
    with place.another_office() as stores:
        assert stores.cases.with_matter_in(MatterState.ACCEPTED.value) == []
        assert stores.experiences.all(YEAR_AGO) == {}


def test_a_name_is_looked_for_as_written_alone_where_that_is_asked(place: Place) -> None:
    case = a_case(place.office, "Johan Meier", "Sirkka Koivisto")
    with place.writing() as stores:
        stores.cases.add(case, DAY)
        stores.names.keep(case)
    with place.open() as stores:
        assert stores.names.find("Maier", bool, alike=False) == []
        assert [hit.case for hit in stores.names.find("Meier", bool, alike=False)] == [case.id]
