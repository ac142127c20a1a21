"""Consent on the way through the office: asked of everyone, answered, taken back, each with what hangs on it."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from mediation.cases.consent import Consent, ConsentTo
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid
from mediation.states.matter import MatterState

NUMBERS = count(1)


def registered(stage: Stage, **more: Any) -> tuple[CaseId, list[str], dict[str, str]]:
    """A case through triage, and its people by name."""
    message = simple(next(NUMBERS), "assault", stage.today) | more
    case = stage.register("adviser", message)
    s.triage(stage, case)
    found = stage.case(case)
    return case, list(found.matters), {p.name.split()[0]: p.id for p in found.people.values()}


def asking(stage: Stage, case: CaseId) -> set[str]:
    with stage.app.open_stores() as stores:
        return {d.subject_id or "" for d in stores.deadlines.open_for(case) if d.rule == "consent_answer"}


def with_a_child(stage: Stage, *custodians: str) -> tuple[CaseId, list[str], dict[str, str]]:
    born = f"{stage.today.year - 16}-01-01"
    people = [person("a", "Nuori Epäilty", born_on=born), person("b", "Vuokko Uhri", born_on="1990-09-09")]
    people += [person(f"h{n}", f"{name} Huoltaja") for n, name in enumerate(custodians)]
    parts = [{"person": f"h{n}", "role": "custodian", "acts_for": "a"} for n in range(len(custodians))]
    return registered(stage, people=people, parts=parts)


def test_everyone_who_has_to_say_yes_is_asked_and_nobody_else(one_office: Stage) -> None:
    case, matters, named = with_a_child(one_office, "Äiti", "Isä")
    answer = one_office.do("adviser", "consents ask", case, matters=matters)
    assert set(answer["asked"]) == set(named.values()) == asking(one_office, case)


def test_whoever_has_answered_is_not_asked_again(one_office: Stage) -> None:
    case, matters, named = with_a_child(one_office, "Äiti")
    s.consent(one_office, case, matters, named["Vuokko"])
    answer = one_office.do("adviser", "consents ask", case, matters=matters)
    assert set(answer["asked"]) == {named["Nuori"], named["Äiti"]}


def test_nobody_is_asked_while_somebody_who_must_consent_is_unknown(one_office: Stage) -> None:
    case, matters, named = with_a_child(one_office)
    with pytest.raises(Invalid) as refusal:
        one_office.do("adviser", "consents ask", case, matters=matters)
    assert refusal.value.fields == ((named["Nuori"], "custodian"),)
    assert asking(one_office, case) == set()


def test_an_answer_on_documents_leaves_the_question_about_mediation_open(one_office: Stage) -> None:
    case, matters, named = registered(one_office)
    one_office.do("adviser", "consents ask", case, matters=matters)
    answer(one_office, case, matters, named["Vuokko"], to="documents")
    assert named["Vuokko"] in asking(one_office, case)
    answer(one_office, case, matters, named["Vuokko"])
    assert named["Vuokko"] not in asking(one_office, case)


def answer(stage: Stage, case: CaseId, matters: list[str], who: str, **more: Any) -> dict[str, Any]:
    now = stage.clock.now()
    form = {"rights_explained_at": (now - timedelta(minutes=9)).isoformat(), "given_at": now.isoformat(),
            "language": "fi", "channel": "phone"} | more  # fmt: skip
    return stage.do("adviser", "consents record", case, matters=matters, person=who, **form)


def test_a_consent_to_documents_taken_back_is_kept(one_office: Stage) -> None:
    case, matters, named = registered(one_office)
    answer(one_office, case, matters, named["Olli"], to="documents")
    one_office.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"], how="puhelimitse")
    [kept] = one_office.case(case).all(Consent)
    assert (kept.to, kept.withdrawn_at, kept.withdrawn_how) == (
        ConsentTo.DOCUMENTS, one_office.clock.now(), "puhelimitse",
    )  # fmt: skip


def test_whoever_needs_an_interpreter_does_not_consent_without_one(one_office: Stage) -> None:
    people = [person("a", "Olli Epäilty"), person("b", "Vuokko Uhri", interpreter_language="so")]
    case, matters, named = registered(one_office, people=people)
    with pytest.raises(Invalid) as refusal:
        answer(one_office, case, matters, named["Vuokko"])
    assert refusal.value.fields == (("interpreter_used", "required"),)
    answer(one_office, case, matters, named["Vuokko"], interpreter_used=True)
    answer(one_office, case, matters, named["Vuokko"], answer="refused")  # a no is a no in any language


def test_a_mediator_told_of_a_withdrawal_stops_mediation_there_and_then(one_office: Stage) -> None:
    case, matters, named = registered(one_office)
    s.everyone_consents(one_office, case, matters)
    s.assess(one_office, case, matters)
    s.accept(one_office, case, matters)
    s.name_mediators(one_office, case, matters)
    told = one_office.do("veikko", "consents withdraw", case, matters=matters, person=named["Vuokko"])
    assert set(told["states"].values()) == {MatterState.INTERRUPTED.value}


def test_a_withdrawal_in_the_conditions_phase_is_kept_and_asks_for_a_decision(one_office: Stage) -> None:
    case, matters, named = registered(one_office)
    s.everyone_consents(one_office, case, matters)
    told = one_office.do("adviser", "consents withdraw", case, matters=matters, person=named["Olli"])
    assert set(told["states"].values()) == {MatterState.EXAMINING_CONDITIONS.value}
    kept = [c for c in one_office.case(case).all(Consent) if c.person == named["Olli"]]
    assert [c.withdrawn_at for c in kept] == [one_office.clock.now()]
    s.decline(one_office, case, matters)
    with one_office.app.open_stores() as stores:
        assert "interruption" not in {d.rule for d in stores.deadlines.open_for(case)}
