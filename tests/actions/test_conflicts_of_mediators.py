"""Links to the people of a case: found sealed, told to the adviser, and to the volunteer only that they cannot."""

import json
from typing import Any

import pytest

from mediation.demo import stories as s
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Refusal, StepNotPossible
from mediation.queries import lists, matching
from mediation.work import unit
from tests.actions.offering import accepted, line_up, more_mediators, offer_to, states, told

PHONE = {"contact": {"phone": "+358 40 555 0101"}}


def with_phone(stage: Stage, number: int = 1) -> tuple[CaseId, list[str]]:
    people = [person("a", f"Olli Osapuoli{number}", born_on="1985-05-05", **PHONE), person("b", "Vuokko Vastapuoli")]
    return accepted(stage, number, people=people)


def links(stage: Stage, case: CaseId) -> set[tuple[str, str, str]]:
    with unit(stage.app, stage.actors["adviser"]) as work:
        found = matching.match(work, case)
    keys = {v: k for k, v in stage.volunteers.items()}
    return {(keys[one["volunteer"]], one["signal"], one["strength"]) for one in found["links"]}


def offer(stage: Stage, case: CaseId, matters: list[str], who: str, **more: Any) -> dict[str, Any]:
    return stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers[who], **more)


def test_somebody_with_a_partys_phone_cannot_be_offered_the_case(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = with_phone(stage)
    told(stage, "veikko", phone="040 5550101")
    assert links(stage, case) == {("veikko", "same_phone", "bars")}
    for attempt in (offer, line_up):
        with pytest.raises(StepNotPossible) as refusal:
            attempt(stage, case, matters, "veikko", considered="Ei haittaa.")
        assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
            ("no_conflict", "434/2003 §27-29", stage.volunteers["veikko"])
        ]
    assert states(stage, case) == {}


def test_a_link_that_is_looked_at_is_offered_only_with_what_was_made_of_it(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = with_phone(stage)
    told(stage, "maija", name="Maija Vastapuoli")
    assert links(stage, case) == {("maija", "same_surname", "look")}
    with pytest.raises(StepNotPossible) as refusal:
        offer(stage, case, matters, "maija")
    assert [n.code for n in refusal.value.needs] == ["conflict_is_considered"]
    offer(stage, case, matters, "maija", considered="Kysytty: eivät sukua.")
    assert states(stage, case) == {"maija": "offered"}


def test_a_volunteer_who_is_also_a_party_is_refused_and_told_nothing_else(sqlite_stage: Stage) -> None:
    """They became a party, or their entry was corrected, after the offer: all they learn is that they cannot."""
    stage = sqlite_stage
    case, matters = with_phone(stage)
    offer(stage, case, matters, "veikko")
    told(stage, "veikko", name="Olli Osapuoli1", phone="0405550101")
    made = offer_to(stage, case, "veikko")
    with pytest.raises(Refusal) as refusal:
        stage.do("veikko", "assignments answer", case, assignment=made, accept=True, undisqualified=True)
    assert (refusal.value.code, refusal.value.message, refusal.value.needs) == (
        "cannot_take",
        "you cannot take this one",
        (),
    )
    assert states(stage, case) == {"veikko": "offered"}
    assert links(stage, case) >= {("veikko", "is_the_person", "bars")}


def test_who_mediated_for_somebody_before_or_was_a_party_beside_them_is_looked_at(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    more_mediators(stage)
    earlier, matters = with_phone(stage, 7)
    s.name_mediators(stage, earlier, matters)
    told(stage, "torsti", name="Vuokko Vastapuoli")
    people = [person("a", "Olli Osapuoli7", born_on="1985-05-05"), person("b", "Muu Henkilö")]
    now, _ = accepted(stage, 8, people=people)
    assert links(stage, now) == {
        ("veikko", "earlier_case", "look"), ("maija", "earlier_case", "look"), ("torsti", "fellow_party", "look"),
    }  # fmt: skip


def test_a_namesake_of_another_age_is_another_person(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    earlier, matters = with_phone(stage, 7)
    s.name_mediators(stage, earlier, matters)
    people = [person("a", "Olli Osapuoli7", born_on="2001-01-01"), person("b", "Muu Henkilö")]
    now, _ = accepted(stage, 8, people=people)
    assert links(stage, now) == set()


def test_an_offered_mediator_sees_what_kind_of_case_it_is_and_nobody_in_it(sqlite_stage: Stage) -> None:
    """The declaration is made on this: whatever names somebody opens with the acceptance."""
    stage = sqlite_stage
    case, matters = with_phone(stage)
    offer(stage, case, matters, "veikko")
    with unit(stage.app, stage.actors["veikko"]) as work:
        [one] = lists.own_assignments(work)
    assert one["summary"] == {
        "kinds": ["violence"], "matters": 1, "parties": 2, "languages": ["fi"], "interpreter": False,
        "close_relation": False,
    }  # fmt: skip
    assert one["number"] == ""
    shown = json.dumps(one, ensure_ascii=False)
    for people in stage.case(case).people.values():
        for word in (people.name, *people.name.split(), people.contact.street, people.contact.municipality, people.id):
            assert word not in shown
    with pytest.raises(Refusal), unit(stage.app, stage.actors["veikko"]) as work:
        work.view(case, matching.May.CASE_READ, "handling")
