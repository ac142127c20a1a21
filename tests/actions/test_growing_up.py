"""Whoever turns 18 meanwhile speaks and is written to alone: the custodians' part ends that day (§2.2)."""

from datetime import date, timedelta
from typing import Any

import pytest

from mediation.actions.papers import readers_of_decision
from mediation.cases.decision import Decision
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid

Scene = tuple[CaseId, list[str], dict[str, str]]


def accepted(stage: Stage, birthday_in: int) -> Scene:
    """A case decided on while the suspect is still 17, or just not any more."""
    eighteen = stage.today + timedelta(days=birthday_in)
    born = date(eighteen.year - 18, eighteen.month, eighteen.day)
    message: dict[str, Any] = simple(1, "assault", stage.today)
    message["people"] = [
        person("a", "Nuori Epäilty", born_on=str(born)), person("b", "Vuokko Uhri", born_on="1990-09-09"),
        person("h", "Äiti Huoltaja"),
    ]  # fmt: skip
    message["parts"] = [{"person": "h", "role": "custodian", "acts_for": "a"}]
    case = stage.register("adviser", message)
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    stage.do("in_charge", "decisions make", case, matters=matters, kind="accept", reasons="Edellytykset täyttyvät.")
    return case, matters, {p.name.split()[0]: p.id for p in stage.case(case).people.values()}


def decision(stage: Stage, case: CaseId) -> Decision:
    return list(stage.case(case).all(Decision))[-1]


@pytest.mark.parametrize("birthday_in", [1, 0, -400])
def test_a_decision_goes_to_the_custodian_only_of_a_child(sqlite_stage: Stage, birthday_in: int) -> None:
    """434/2003 §56: both the child and who represents it are served, each apart; nobody beside a grown-up."""
    case, _, named = accepted(sqlite_stage, birthday_in)
    readers = set(readers_of_decision(sqlite_stage.case(case), decision(sqlite_stage, case)))
    assert (named["Äiti"] in readers) is (birthday_in > 0)
    assert {named["Nuori"], named["Vuokko"]} <= readers
    with sqlite_stage.app.open_stores() as stores:
        to_serve = {d.subject_id for d in stores.deadlines.open_for(case) if d.rule == "service_of_decision"}
    assert to_serve == readers
    if birthday_in <= 0:
        with pytest.raises(Invalid):
            sqlite_stage.do("adviser", "decisions serve", case, decision=decision(sqlite_stage, case).id,
                            person=named["Äiti"], channel="letter")  # fmt: skip


def test_a_grown_ups_agreement_is_not_sent_to_the_mother(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = accepted(stage, birthday_in=5)
    s.serve(stage, case, decision(stage, case).id)
    s.name_mediators(stage, case, matters)
    s.hold_meeting(stage, case, s.meet(stage, case, matters, in_days=10))
    apology = {"kind": "apology", "promised_by": named["Nuori"], "promised_to": named["Vuokko"], "text": "Anteeksi."}
    s.agree(stage, case, matters, [apology])
    with stage.app.open_stores() as stores:
        copies = {m.to.id for m in stores.outbox.of_case(case) if m.kind == "agreement_copy"}
    assert copies == {named["Nuori"], named["Vuokko"]}


def test_a_grown_up_is_asked_alone(sqlite_stage: Stage) -> None:
    case, matters, named = accepted(sqlite_stage, birthday_in=0)
    with pytest.raises(Invalid):
        s.consent(sqlite_stage, case, matters, named["Äiti"], named["Nuori"])
