"""One crime, two suspects: one says no, the other is sixteen, consents with her custodians and keeps her word."""

from datetime import timedelta

from mediation.actions.due import run_due
from mediation.actions.messages import send_due
from mediation.cases.agreement import Obligation
from mediation.demo import stories as s
from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.states.matter import MatterState, Outcome


def test_one_no_stops_that_suspects_matter_and_leaves_the_other_running_to_its_end(stage: Stage) -> None:
    case_id = stage.register("police", two_suspects(stage.today, stage.today - timedelta(days=9)))
    case = stage.case(case_id)
    named = {person.name: person.id for person in case.people.values()}
    sulos, tildas = list(case.matters)
    assert case.number.startswith("HEL-2026-")

    s.triage(stage, case_id)
    stage.do("adviser", "consents ask", case_id, matters=[sulos, tildas])
    stage.later(days=3)
    s.consent(stage, case_id, [sulos], named["Sulo Epäilty"], answer="refused")
    for person, child in (("Tilda Nuori", None), ("Hilla Huoltaja", "Tilda Nuori"), ("Hemmo Huoltaja", "Tilda Nuori")):
        s.consent(stage, case_id, [tildas], named[person], child and named[child])
    s.consent(stage, case_id, [sulos, tildas], named["Urpo Uhri"])

    s.decline(stage, case_id, [sulos])
    notice = s.report(stage, case_id, [sulos])
    s.assess(stage, case_id, [tildas])
    s.accept(stage, case_id, [tildas])
    s.name_mediators(stage, case_id, [tildas])
    meeting = s.meet(stage, case_id, [tildas])
    s.hold_meeting(stage, case_id, meeting)
    assert stage.case(case_id).matters[tildas].state is MatterState.IN_MEDIATION

    first = stage.today + timedelta(days=30)
    money = {
        "kind": "money", "promised_by": named["Tilda Nuori"], "promised_to": named["Urpo Uhri"],
        "text": "Korvaus auton vaurioista", "cents": 30001,
        "instalments": [
            {"due_on": str(first), "cents": 15001}, {"due_on": str(first + timedelta(days=30)), "cents": 15000},
        ],
    }  # fmt: skip
    s.agree(stage, case_id, [tildas], [money], demand="withdrawn", follow_up_until=str(first + timedelta(days=44)))
    s.account(stage, case_id, [tildas])
    s.acknowledge(stage, case_id, notice, "prosecutor")
    outcome = s.report(stage, case_id, [tildas])
    s.acknowledge(stage, case_id, outcome, "prosecutor")
    stage.do("adviser", "matters close", case_id, matters=[sulos])
    stage.do("adviser", "matters follow-up", case_id, matters=[tildas])

    for obligation in list(stage.case(case_id).all(Obligation)):
        stage.at(obligation.due_on)
        run_due(stage.app, stage.clockwork)
        stage.do("adviser", "obligations record", case_id, obligation=obligation.id, step="keep", on=str(stage.today))
    s.report(stage, case_id, [tildas])
    stage.do("adviser", "matters close", case_id, matters=[tildas])
    send_due(stage.app, stage.clockwork)

    case = stage.case(case_id)
    assert case.is_closed
    assert case.matters[sulos].outcome is Outcome.DECLINED
    assert case.matters[tildas].outcome is Outcome.AGREEMENT
