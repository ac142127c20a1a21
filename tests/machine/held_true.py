"""What must hold after every act, asked of what is stored."""

from collections import Counter
from typing import Any

import sqlalchemy as sa

from audit import VerifierKey, verify
from mediation.deadlines.deadline import Deadline
from mediation.kernel.ids import CaseId
from mediation.storage.tables import effects
from tests.finland import TABLE
from tests.machine.law import consents_are_there
from tests.machine.model import ModelCase
from tests.machine.owed import OF_DUTY, OF_MONEY, SEEKING, open_deadlines
from tests.machine.played import Played

TALKS = "Neuvottelussa tarjottiin satasta."
BY_PERSON = {
    "first_contact", "consent_answer", "service_of_decision", "answer_to_assignment", "disqualification_declaration",
    "booking_of_interpreter", "meeting", "person_turns_15", "person_turns_18", *SEEKING,
}  # fmt: skip
BY_RECORD = {*OF_MONEY, *OF_DUTY, "fetching_of_report"}


def projected(d: Deadline) -> tuple[str, str, str]:
    """A stored deadline in the words of the model."""
    if d.rule == "appeal":
        return d.rule, str(d.matter_id), d.due_on.isoformat()
    if d.rule in BY_RECORD:
        return d.rule, "", str(d.subject_id)
    return d.rule, str(d.matter_id), str(d.subject_id) if d.rule in BY_PERSON else ""


def open_of(played: Played, case: ModelCase) -> list[Deadline]:
    """The open deadlines of a case, as stored."""
    with played.stage.app.open_stores() as stores:
        return list(stores.deadlines.open_for(CaseId(case.id)))


def check_case(played: Played, case: ModelCase) -> None:
    """The stored case is what the law says; its deadlines are open exactly while their reason is there."""
    differences = list(played.differences(case))
    assert not differences, differences
    stored = open_of(played, case)
    appeals: dict[Any, str] = {}
    for d in (d for d in stored if d.rule == "appeal"):  # of several appeals on a matter the last one counts
        appeals[d.matter_id] = max(appeals.get(d.matter_id, ""), d.due_on.isoformat())
    real = {projected(d) for d in stored if d.rule != "appeal"}
    real |= {("appeal", str(m), until) for m, until in appeals.items()}
    should = open_deadlines(case)
    assert real == should, f"open without reason: {sorted(real - should)}; not open: {sorted(should - real)}"
    for d in stored:
        waits = d.matter_id is not None and case.matters[d.matter_id].held and TABLE.rules[d.rule].holds
        assert (d.held_since is not None) == waits, f"{d.rule} of a matter that is held or not"
    for meeting in (m for m in case.meetings if m.state == "arranged" and m.starts_at > case.clock()):
        for matter in meeting.matters:
            assert case.matters[matter].state in ("accepted", "mediators_named", "in_mediation")
            assert consents_are_there(case, case.matters[matter], case.today()), "a meeting ahead without consent"


def check_papers(played: Played, case: ModelCase, seen: set[str]) -> None:
    """No paper shows one side what is protected of another; nothing that is reported carries the talks."""
    with played.stage.app.open_stores() as stores:
        for made in [d for d in stores.documents.of_case(CaseId(case.id)) if d.id not in seen]:
            seen.add(made.id)
            text = stores.documents.get(made.id).pdf.decode()
            for human in case.people.values():
                shown = [s for s in human.secrets if s and s in text]
                assert not shown or made.reader == human.id, f"{made.kind} shows {shown} to {made.reader}"
            assert TALKS not in text, f"{made.kind} carries the talks"


def check_messages(played: Played, case: ModelCase, seen: set[str]) -> None:
    """Every new message goes to a person of the case, to who is its mediator, to its authority or to the office."""
    with played.stage.app.open_stores() as stores:
        for message in [m for m in stores.outbox.of_case(CaseId(case.id)) if m.id not in seen]:
            seen.add(message.id)
            to = message.to
            if to.kind == "person":
                assert to.id in case.people
            if to.kind == "unit":
                assert to.id in {m.authority for m in case.matters.values()}
            if to.kind == "volunteer" and message.kind == "meeting_reminder":
                mine = {o.mediator for o in case.offers if o.state == "accepted"}
                names = {v: k for k, v in played.stage.volunteers.items()}
                assert names[to.id] in mine, "a mediator who left the case is reminded of its meeting"


def check_journal(played: Played, folder: Any) -> None:
    """The journal is whole, speaks of every stored row, and each effect stands in it once."""
    house = played.stage.house
    house.journal.checkpoint(played.stage.clock.now())
    bundle = folder / "bundle.jsonl"
    house.journal.write_bundle(bundle)
    report = verify([bundle.read_bytes()], [VerifierKey.parse(house.journal.verifier_key())])
    assert (report.broken, list(report.differences)) == ("", []), report.broken
    with house.engine.connect() as connection:
        keys = Counter(connection.execute(sa.select(effects.c.key)).scalars())
    assert not keys or max(keys.values()) == 1
