"""Whatever country there is a folder for is proved; what a search is made of comes from its pack alone."""

import pytest

from mediation.law.packs import names, pack
from mediation.proof.invariants import INVARIANTS
from mediation.proof.prove import asked_of, prove
from mediation.proof.scene import scenes_of
from mediation.proof.seats import Seats
from mediation.proof.table import Table, facts_of
from mediation.proof.telling import answer
from mediation.states.requirement import Requirement, fact, found
from mediation.states.requirements import every_consent, has_open_obligations, not_barred

COUNTRIES = names()
country = pytest.mark.parametrize("code", COUNTRIES)


@country
def test_nothing_breaks_under_the_law_of_any_country(code: str) -> None:
    law = pack(code)
    proof = prove(law, scenes=[scene for scene in scenes_of(law) if not scene.looks])
    assert [one.words() for one in proof.broken] == []


@country
@pytest.mark.heavy
def test_every_row_of_every_countrys_tables_is_taken_and_every_requirement_seen_refusing(code: str) -> None:
    proof = prove(pack(code))
    assert [c for c in proof.coverage if not c.is_complete] == []
    assert [one.words() for one in proof.broken] == []


@country
def test_a_scene_has_the_people_whose_consent_its_law_asks_for(code: str) -> None:
    law = pack(code)
    for scene in scenes_of(law):
        seats = Seats(law, scene)
        assert seats.seats
        assert len(seats.missing((0,) * len(seats.seats), 0, False)) >= 1
        company = [who for who, party in seats.parties if party.age is None]
        assert all(seat.person not in company for seat in seats.seats)


@country
def test_the_invariants_a_law_is_not_asked_are_told(code: str) -> None:
    law = pack(code)
    told = answer(prove(law, scenes=()), law)
    assert [row["invariant"] for row in told["invariants"]] == [one.says for one in asked_of(law)]
    assert len(told["invariants"]) + len(told["not_asked"]) == len(INVARIANTS)
    assert all(row["section"] for row in told["invariants"])


# fmt: off
ASKED: list[tuple[Requirement, set[str]]] = [
    (every_consent,                                                                   {"consents_missing"}),
    (not_barred,                                                                      {"bars"}),
    (has_open_obligations,                                                            {"open_obligations"}),
    (found("risk_can_be_managed"),                                                    {"is_found:risk_can_be_managed"}),
    (fact("one_of_two", lambda f: f.is_held or f.venue_is_here),                      {"is_held", "venue_is_here"}),
    (fact("both",       lambda f: f.is_held and f.venue_is_here),                     {"is_held", "venue_is_here"}),
    (fact("filed",      lambda f: f.outcome != "agreement" or f.is_found("filed")),   {"outcome", "is_found:filed"}),
]
# fmt: on


@pytest.mark.parametrize(("requirement", "facts"), ASKED, ids=[row[0].code for row in ASKED])
def test_what_a_requirement_asks_for_is_heard_by_asking_it(requirement: Requirement, facts: set[str]) -> None:
    assert facts_of(requirement) == facts


@country
def test_what_is_forgotten_is_asked_for_by_no_step_that_may_still_come(code: str) -> None:
    for life in pack(code).lifecycles.values():
        table = Table(life)
        for row in table.rows:
            assert {f for need in row.requires for f in facts_of(need)} <= table.facts_from[row.source]
            assert table.facts_from[row.target] - table.facts_from[row.source] <= {"a_meeting_was_held"}
