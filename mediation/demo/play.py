"""The demo played: one crime case from the police's initiative to the last instalment, among forty others."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from mediation.bootstrap import House, prepare
from mediation.demo import stories as s
from mediation.demo.arrivals import two_suspects
from mediation.demo.clockwork import Clockwork
from mediation.demo.nowhere import look_for_names
from mediation.demo.stage import Stage
from mediation.demo.telling import Telling
from mediation.demo.world import plan
from mediation.flows import runtime
from mediation.kernel.clock import SetClock, SystemClock, at_helsinki, helsinki_date
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import StepNotPossible
from mediation.settings import Settings

DAYS = 110  # from the initiative to the last instalment


def play(settings: Settings, folder: Path) -> None:
    """Play the whole demo in an empty folder; any step that fails ends it with that step's refusal."""
    end = helsinki_date(SystemClock().now())
    clock = SetClock(at_helsinki(end - timedelta(days=DAYS), 9))
    house = prepare(settings, clock, with_seal=True)
    runtime.lend(house)
    stage = Stage(house, clock)
    told = Telling(stage)
    told.title("The office opens")
    stage.open()
    told.say(f"{len(stage.tokens)} people have signed in: staff, mediators, police, prosecutor, auditor")
    clockwork = Clockwork(stage, told.morning)
    told.cases = plan(stage, clockwork, end, told.another)
    case_id = _the_case(stage, told, clockwork, folder)
    told.title("The forty others reach today")
    clockwork.until(end)
    clockwork.tick()
    _finish(house, stage, told, case_id, folder)


def _the_case(stage: Stage, told: Telling, clockwork: Clockwork, folder: Path) -> CaseId:
    told.title("The police's initiative")
    arrival = folder / "initiative.json"
    message = two_suspects(stage.today, stage.today - timedelta(days=12))
    arrival.write_text(json.dumps(message, ensure_ascii=False, indent=2), encoding="utf-8")
    case_id = stage.register("police", json.loads(arrival.read_text("utf-8")))
    clockwork.watched = told.watched = case_id
    case = stage.case(case_id)
    told.say(f"{arrival.name} opened case {case.number}: one act, two suspects, so two matters", case_id)
    people = {p.name: p.id for p in case.people.values()}
    sulo, tilda = people["Sulo Epäilty"], people["Tilda Nuori"]
    sulos, tildas = list(case.matters)

    told.title("Triage and consent")
    clockwork.until(stage.today + timedelta(days=1))
    s.triage(stage, case_id)
    told.say("triage: not barred by §3 a, the venue is Helsinki, the police may initiate", case_id)
    stage.do("adviser", "consents ask", case_id, matters=[sulos, tildas])
    told.say("invitations and consent forms go to both suspects, the victim and both custodians", case_id)
    clockwork.until(stage.today + timedelta(days=4))
    s.consent(stage, case_id, [sulos], sulo, answer="refused")
    told.say("Sulo says no: his own matter cannot go on, the other can", case_id)
    s.consent(stage, case_id, [tildas], tilda)
    s.consent(stage, case_id, [tildas], people["Hilla Huoltaja"], tilda)
    s.consent(stage, case_id, [sulos, tildas], people["Urpo Uhri"])
    s.assess(stage, case_id, [tildas])
    _refused(stage, told, case_id, tildas)
    clockwork.until(stage.today + timedelta(days=9))
    s.consent(stage, case_id, [tildas], people["Hemmo Huoltaja"], tilda)
    told.say("after the reminder Hemmo, the second custodian, consents too", case_id)

    told.title("Decisions of the person in charge")
    s.decline(stage, case_id, [sulos])
    notice = s.report(stage, case_id, [sulos])
    told.say("Sulo's matter is declined; the prosecutor, where the matter is pending, gets the notice of §24", case_id)
    s.accept(stage, case_id, [tildas])
    told.say("Tilda's matter is accepted; each reader gets the decision, custodians separately", case_id)
    s.acknowledge(stage, case_id, notice, "prosecutor")
    told.say("the prosecutor has fetched and acknowledged the notice", case_id)
    stage.do("adviser", "matters close", case_id, matters=[sulos])

    told.title("Mediation")
    clockwork.until(stage.today + timedelta(days=2))
    s.name_mediators(stage, case_id, [tildas])
    told.say("Veikko and Maija take the case, having declared that nothing disqualifies them", case_id)
    separate = s.meet(stage, case_id, [tildas], in_days=8, form="separate")
    clockwork.until(stage.today + timedelta(days=8), hour=20)
    stage.do("veikko", "meetings record", case_id, meeting=separate, came=[tilda, people["Hilla Huoltaja"]])
    told.say("a separate meeting, agreed to by both parties (§18.3)", case_id)
    joint = s.meet(stage, case_id, [tildas], in_days=9)
    clockwork.until(stage.today + timedelta(days=9), hour=20)
    came = [tilda, people["Hilla Huoltaja"], people["Hemmo Huoltaja"], people["Urpo Uhri"]]
    stage.do("veikko", "meetings record", case_id, meeting=joint, came=came)
    told.say("the joint meeting is held", case_id)
    first = stage.today + timedelta(days=25)
    second = first + timedelta(days=28)
    items: list[dict[str, Any]] = [
        {"kind": "apology", "promised_by": tilda, "promised_to": people["Urpo Uhri"], "text": "Tilda pyysi anteeksi."},
        {"kind": "money", "promised_by": tilda, "promised_to": people["Urpo Uhri"], "cents": 30001,
         "text": "Korvaus auton peilistä ja ovesta",
         "instalments": [{"due_on": str(first), "cents": 15001}, {"due_on": str(second), "cents": 15000}]},
        {"kind": "no_claims", "promised_by": people["Urpo Uhri"], "promised_to": tilda,
         "text": "Urpolla ei ole muita vaatimuksia."},
    ]  # fmt: skip
    s.agree(stage, case_id, [tildas], items, demand="withdrawn", follow_up_until=str(second + timedelta(days=14)))
    told.say("the agreement: an apology, 300,01 € in two instalments, no further claims; certified (§17)", case_id)

    told.title("Report to the prosecutor, and follow-up")
    clockwork.until(stage.today + timedelta(days=2))
    s.account(stage, case_id, [tildas])
    outcome = s.report(stage, case_id, [tildas])
    told.say("the report waits in the unit's portal; a neutral mail says so", case_id)
    clockwork.until(stage.today + timedelta(days=1))
    s.acknowledge(stage, case_id, outcome, "prosecutor")
    told.say("the prosecutor has fetched and acknowledged the report", case_id)
    stage.do("adviser", "matters follow-up", case_id, matters=[tildas])
    clockwork.until(first)
    s.keep_next_promise(stage, case_id)
    told.say("the first instalment is paid on its day", case_id)
    clockwork.until(second + timedelta(days=5))
    s.keep_next_promise(stage, case_id)
    told.say("the last instalment is paid, five days late, after Urpo was asked", case_id)
    last = s.report(stage, case_id, [tildas])
    s.acknowledge(stage, case_id, last, "prosecutor")
    stage.do("adviser", "matters close", case_id, matters=[tildas])
    told.say("fulfilment is reported and acknowledged; the case is closed", case_id)
    return case_id


def _refused(stage: Stage, told: Telling, case_id: CaseId, matter: str) -> None:
    """Accepting too early: the refusal says what is missing, with its section."""
    try:
        s.accept(stage, case_id, [matter])
    except StepNotPossible as refusal:
        told.say(f"accepting now is refused: {'; '.join(str(n) for n in refusal.needs)}", case_id)
        return
    raise AssertionError("a matter without every consent was accepted")


def _keep_tokens(stage: Stage, folder: Path) -> None:
    lines = [f"{key}={token}\n" for key, token in stage.tokens.items()]
    path = folder / "tokens.env"
    path.touch(mode=0o600)
    path.write_text("".join(lines), encoding="utf-8")


def _finish(house: House, stage: Stage, told: Telling, case_id: CaseId, folder: Path) -> None:
    told.title("What it left behind")
    stage.renew_tokens()
    _keep_tokens(stage, folder)
    papers = told.write_documents(case_id, folder / "documents")
    for path in papers:
        told.say(str(path))
    bundle = folder / "journal.bundle"
    house.journal.checkpoint(stage.clock.now())
    entries = house.journal.write_bundle(bundle)
    told.say(f"the journal: {entries} entries in {bundle}")
    sys.stdout.flush()
    told.verify(bundle, house.journal.verifier_key())
    read, found = look_for_names(house.settings.home)
    told.say(f"every invented name searched for in {read} files of the office: {found or 'none'} found")
    if found:
        raise SystemExit(1)
    told.summary()
