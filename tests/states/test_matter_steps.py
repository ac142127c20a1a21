"""Every row of the two tables walked: taken when its requirements hold, refused by name and section when not."""

import pytest

from mediation.kernel.refusals import StepNotPossible
from mediation.states.machine import Lifecycle, Subject
from mediation.states.matter import MatterKind, MatterState
from mediation.states.requirement import Requirement
from tests.finland import LIFECYCLES
from tests.states.facts import TURNS, Made, all_but, subjects

ACT = "1015/2005"
# fmt: off
SECTIONS = {  # what each requirement rests on, from the text of the law and not from the table under test
    "not_held":                "office policy",
    "not_barred":              f"{ACT} §1, §3, §3 a",
    "initiator_is_entitled":   f"{ACT} §13",
    "venue_is_here":           f"{ACT} §14",
    "other_office_is_named":   f"{ACT} §14.2",
    "every_consent":           f"{ACT} §2",
    "everyone_understands":    f"{ACT} §2.1",
    "facts_are_confirmed":     f"{ACT} §3.1",
    "in_victims_interest":     f"{ACT} §3.1",
    "is_suitable":             f"{ACT} §3.1, §15",
    "protection_is_assessed":  f"{ACT} §3.1",
    "has_natural_person":      f"{ACT} §1.2",
    "is_minor_or_from_crime":  f"{ACT} §1.2",
    "is_purposeful":           f"{ACT} §3.2, §15",
    "acceptance_is_decided":   f"{ACT} §15",
    "refusal_is_decided":      f"{ACT} §15; 434/2003 §45",
    "parties_are_heard":       "434/2003 §34",
    "interruption_has_ground": f"{ACT} §19",
    "lapse_has_ground":        "434/2003 §34, §36",
    "mediators_are_ready":     f"{ACT} §16(1); 434/2003 §27-29",
    "interpreters_are_there":  f"{ACT} §16(3)",
    "a_meeting_was_held":      f"{ACT} §17(1), §18.1",
    "everyone_has_signed":     f"{ACT} §17(5); 394/2011 §18",
    "agreement_is_certified":  f"{ACT} §17(5)",
    "account_is_given":        f"{ACT} §17(6)",
    "authority_is_informed":   f"{ACT} §16(4), §24",
    "no_authority_is_owed":    f"{ACT} §16(4), §24",
    "has_open_obligations":    "office policy",
    "no_open_obligations":     "office policy",
    "fulfilment_is_told":      "office policy",
    "report_is_recalled":      "office policy",
    "ended_in_agreement":      "office policy",
    "ended_without_agreement": "office policy",
    "ended_by_interruption":   "office policy",
    "ended_by_refusal":        "office policy",
    "ended_by_lapse":          "office policy",
}
# fmt: on

Row = tuple[Lifecycle, str, MatterState, MatterState, tuple[Requirement, ...]]
ROWS: list[Row] = [(life, s, a, b, tuple(needs)) for life in LIFECYCLES.values() for s, a, b, needs in life.steps]  # type: ignore[misc]
row = pytest.mark.parametrize(
    ("life", "step", "source", "target", "needs"), ROWS, ids=[f"{r[0].name}: {r[1]} from {r[2]}" for r in ROWS]
)
NEEDS = [(life, step, source, needs, one) for life, step, source, _, needs in ROWS for one in needs]


@row
def test_a_step_is_taken_when_all_it_requires_is_there(
    life: Lifecycle, step: str, source: MatterState, target: MatterState, needs: tuple[Requirement, ...]
) -> None:
    subject = Subject(source, all_but(needs))
    assert life.missing(subject, step) == []
    life.take(subject, step)
    assert subject.state is target


@pytest.mark.parametrize(
    ("life", "step", "source", "needs", "one"),
    NEEDS,
    ids=[f"{n[0].name}: {n[1]} from {n[2]} {n[4].code}" for n in NEEDS],
)
def test_one_missing_thing_refuses_the_step_by_its_name_and_section(
    life: Lifecycle, step: str, source: MatterState, needs: tuple[Requirement, ...], one: Requirement
) -> None:
    subject = Subject(source, all_but(needs, one.code))
    with pytest.raises(StepNotPossible) as refusal:
        life.take(subject, step)
    named = [(n.code, n.section, n.subject) for n in refusal.value.needs]
    assert named == [(one.code, SECTIONS[one.code], who) for who in subjects(one.code)]
    assert subject.state is source


@row
def test_a_refusal_names_everything_that_is_missing_at_once(
    life: Lifecycle, step: str, source: MatterState, target: MatterState, needs: tuple[Requirement, ...]
) -> None:
    del target
    if not needs:
        assert life.missing(Subject(source, Made()), step) == []
        return
    subject = Subject(source, all_but(needs, *(r.code for r in needs)))
    with pytest.raises(StepNotPossible) as refusal:
        life.take(subject, step)
    assert [(n.code, n.subject) for n in refusal.value.needs] == [(r.code, w) for r in needs for w in subjects(r.code)]
    [offered] = [offer for offer in life.offers(subject) if offer.step == step]
    assert offered.missing == refusal.value.needs
    assert subject.state is source


@pytest.mark.parametrize("kind", MatterKind)
@pytest.mark.parametrize("state", MatterState)
def test_from_every_state_there_are_the_steps_of_the_table_and_no_others(kind: MatterKind, state: MatterState) -> None:
    life = LIFECYCLES[kind]
    all_facts = Made(**{fact: good for fact, good, _ in TURNS.values()})
    here = {step for step, source, _, _ in life.steps if source is state}
    assert {offer.step for offer in life.offers(Subject(state, all_facts))} == here
    for step in {step for step, _, _, _ in life.steps} - here | {"", "to_closed", "set_state", "reopen"}:
        subject = Subject(state, all_facts)
        with pytest.raises(StepNotPossible) as refusal:
            life.take(subject, step)
        assert [n.code for n in refusal.value.needs] == ["no_such_step_from_here"]
        assert subject.state is state


def test_every_requirement_of_the_tables_is_known_here() -> None:
    used = {need.code for *_, needs in ROWS for need in needs}
    assert used == set(SECTIONS) == set(TURNS)
