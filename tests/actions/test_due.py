"""What is owed is done once, for everyone it is owed to, and nothing is lost because something like it was done."""

from collections import Counter
from datetime import date, timedelta

import pytest

from audit.canonical import entry_from
from audit.sql import SqlJournal
from mediation.actions.due import Swept, _chase, run_due
from mediation.actions.messages import Sent, send_due
from mediation.cases.agreement import Obligation
from mediation.cases.decision import Decision
from mediation.cases.meeting import Meeting
from mediation.deadlines.deadline import Deadline
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.clock import at_helsinki
from mediation.kernel.ids import CaseId, ItemId
from mediation.kernel.refusals import NotPermitted


def opened(stage: Stage, case: CaseId, rule: str) -> list[Deadline]:
    with stage.app.open_stores() as stores:
        return [d for d in stores.deadlines.open_for(case) if d.rule == rule]


def sent(stage: Stage, case: CaseId) -> Counter[tuple[str, str]]:
    with stage.app.open_stores() as stores:
        return Counter((m.kind, m.to.id) for m in stores.outbox.of_case(case))


def days(stage: Stage, many: int) -> Swept:
    """So many mornings, a sweep on each."""
    total = Swept()
    for _ in range(many):
        stage.later(days=1)
        swept = run_due(stage.app, stage.clockwork)
        assert swept.failed == ()
        total = Swept(total.reminded + swept.reminded, total.escalated + swept.escalated)
    return total


def named(stage: Stage) -> tuple[CaseId, list[str]]:
    case = stage.register("adviser", simple(1, "assault", stage.today))
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    s.name_mediators(stage, case, matters)
    return case, matters


def two_of_them(stage: Stage) -> CaseId:
    """One victim and two grown-up suspects: two matters that began on one day."""
    arrival = simple(7, "assault", stage.today)
    arrival["people"].append(person("c", "Kaija Kolmas", born_on="1991-01-01"))
    arrival["matters"][0]["suspects"] = ["a", "c"]
    return stage.register("adviser", arrival)


def asked_twice(stage: Stage) -> tuple[CaseId, list[str], str]:
    """The victim is asked for consent on two matters of one day."""
    case = two_of_them(stage)
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    stage.do("adviser", "consents ask", case, matters=matters)
    victim = stage.case(case).matters[matters[0]].about.victims[0]  # type: ignore[index]
    return case, matters, victim


def test_only_the_clockwork_may_sweep(sqlite_stage: Stage) -> None:
    named(sqlite_stage)
    sqlite_stage.later(days=30)
    swept = run_due(sqlite_stage.app, sqlite_stage.actors["administrator"])
    assert (swept.reminded, swept.escalated) == (0, 0)
    assert swept.failed
    with pytest.raises(NotPermitted):
        send_due(sqlite_stage.app, sqlite_stage.actors["administrator"])


def test_one_person_asked_about_two_matters_is_reminded_once(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, _, victim = asked_twice(stage)
    days(stage, 8)
    assert sent(stage, case)[("consent_reminder", victim)] == 1
    assert [d.reminders_done for d in opened(stage, case, "consent_answer") if d.subject_id == victim] == [1, 1]


def test_the_answer_for_one_matter_does_not_silence_the_other(sqlite_stage: Stage) -> None:
    """The reminder of the two was one; if only one is answered, the other still goes to the adviser."""
    stage = sqlite_stage
    case, matters, victim = asked_twice(stage)
    days(stage, 8)
    s.consent(stage, case, matters[:1], victim)
    [waiting] = [d for d in opened(stage, case, "consent_answer") if d.subject_id == victim]
    days(stage, 9)
    [waiting] = [d for d in opened(stage, case, "consent_answer") if d.id == waiting.id]
    assert waiting.escalated_on is not None
    assert waiting.escalated_on >= waiting.due_on
    with stage.app.open_stores() as stores:
        escalated = [m for m in stores.outbox.of_case(case) if m.kind == "task_escalated"]
    assert any(m.queued_at.date() >= waiting.due_on for m in escalated)


def test_a_sweep_cut_short_loses_no_escalation(sqlite_stage: Stage) -> None:
    """One of the two was reminded when the machine died; weeks later the other is owed both at once."""
    stage = sqlite_stage
    case, _, victim = asked_twice(stage)
    stage.later(days=8)
    reminded, other = (d for d in opened(stage, case, "consent_answer") if d.subject_id == victim)
    _chase(stage.app, stage.clockwork, reminded, stage.today)
    s.consent(stage, case, [reminded.matter_id or ""], victim)
    stage.later(days=20)
    before = escalations(stage, case)
    swept = run_due(stage.app, stage.clockwork)
    [waiting] = [d for d in opened(stage, case, "consent_answer") if d.subject_id == victim]
    assert (waiting.id, waiting.escalated_on) == (other.id, stage.today)
    assert escalations(stage, case) - before == swept.escalated
    assert str(waiting.id) in journalled(stage, "case.deadline_escalated")
    assert sent(stage, case)[("consent_reminder", victim)] == 1


def escalations(stage: Stage, case: CaseId) -> int:
    return sum(many for (kind, _), many in sent(stage, case).items() if kind == "task_escalated")


def journalled(stage: Stage, act: str) -> list[str]:
    with stage.house.engine.connect() as connection:
        entries = [entry_from(leaf.entry) for leaf in SqlJournal("any").entries(connection)]
    return [entry.thing for entry in entries if entry.act == act]


def test_a_meeting_moved_by_an_hour_is_still_reminded_of_the_day_before(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = named(stage)
    meeting = s.meet(stage, case, matters, in_days=10)
    victim = stage.case(case).matters[matters[0]].about.victims[0]  # type: ignore[index]
    days(stage, 4)
    assert sent(stage, case)[("meeting_reminder", victim)] == 1
    starts = stage.case(case).item(Meeting, ItemId(meeting)).starts_at + timedelta(hours=1)
    stage.do("veikko", "meetings move", case, meeting=meeting, starts_at=starts.isoformat())
    days(stage, 5)
    assert sent(stage, case)[("meeting_reminder", victim)] == 2


def test_a_promise_taken_back_by_mistake_is_reminded_of_again_on_its_day(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, promise = promised(stage, in_days=10)
    days(stage, 4)
    payer = promise.promised_by
    assert sent(stage, case)[("instalment_reminder", payer)] == 1
    record = {"obligation": promise.id, "on": str(stage.today)}
    stage.do("adviser", "obligations record", case, step="keep", **record)
    stage.do("adviser", "obligations record", case, step="reopen", obligation=promise.id)
    stage.at(promise.due_on)
    run_due(stage.app, stage.clockwork)
    assert sent(stage, case)[("instalment_reminder", payer)] == 2


def promised(stage: Stage, in_days: int) -> tuple[CaseId, Obligation]:
    case, matters = named(stage)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    by, to = stage.case(case).matters[matters[0]].about.parties  # type: ignore[index]
    due = stage.today + timedelta(days=in_days)
    item = {"kind": "money", "promised_by": by, "promised_to": to, "text": "Korvaus", "cents": 5000,
            "instalments": [{"due_on": str(due), "cents": 5000}]}  # fmt: skip
    s.agree(stage, case, matters, [item])
    [promise] = stage.case(case).all(Obligation)
    return case, promise


def test_a_decision_on_two_matters_grows_final_on_both(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case = two_of_them(stage)
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    [decision] = stage.case(case).all(Decision)
    assert opened(stage, case, "service_of_decision") == []
    assert {d.matter_id for d in opened(stage, case, "appeal")} == set(matters)
    stage.at(max(service.appeal_until for service in decision.services))
    run_due(stage.app, stage.clockwork)
    assert opened(stage, case, "appeal")  # the last day is still theirs
    stage.later(days=1)
    run_due(stage.app, stage.clockwork)
    assert opened(stage, case, "appeal") == []


def test_an_offer_nobody_answered_runs_out_and_frees_the_place(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case = stage.register("adviser", simple(1, "assault", stage.today))
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    made = stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["runar"])
    stage.at(date.fromisoformat(made["answer_by"]))
    run_due(stage.app, stage.clockwork)
    assert stage.case(case).items[made["assignment"]].state == "offered"  # type: ignore[union-attr]
    stage.later(days=3)
    run_due(stage.app, stage.clockwork)
    assert stage.case(case).items[made["assignment"]].state == "expired"  # type: ignore[union-attr]
    assert sent(stage, case)[("assignment_expired", stage.volunteers["runar"])] == 1
    stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["runar"])


def test_whatever_is_swept_can_be_sent(sqlite_stage: Stage) -> None:
    """Months of a forgotten case: every role a task goes to has somewhere to go."""
    stage = sqlite_stage
    for number, chapters in enumerate(("none", "triage", "decided")):
        case = stage.register("adviser", simple(number, "assault", stage.today))
        matters: list[str] = list(stage.case(case).matters)
        if chapters != "none":
            s.triage(stage, case)
            stage.do("adviser", "consents ask", case, matters=matters)
        if chapters == "decided":
            s.everyone_consents(stage, case, matters)
            s.assess(stage, case, matters)
            stage.do("in_charge", "decisions make", case, matters=matters, kind="accept", reasons="Syy.")
    swept = Swept()
    for _ in range(12):
        stage.later(days=10)
        more = run_due(stage.app, stage.clockwork)
        assert more.failed == ()
        swept = Swept(swept.reminded + more.reminded, swept.escalated + more.escalated)
    assert swept.escalated > 10
    stage.clock.put(at_helsinki(stage.today, 12))
    result = send_due(stage.app, stage.clockwork)
    assert (result.failed, result.given_up) == (0, 0)
    assert result.sent >= swept.reminded
    assert send_due(stage.app, stage.clockwork) == Sent()


@pytest.mark.parametrize("times", [2, 3])
def test_sweeping_again_the_same_day_does_nothing(sqlite_stage: Stage, times: int) -> None:
    stage = sqlite_stage
    case, _, _ = asked_twice(stage)
    stage.later(days=40)
    first = run_due(stage.app, stage.clockwork)
    assert first.reminded
    before = sent(stage, case)
    for _ in range(times):
        assert run_due(stage.app, stage.clockwork) == Swept()
    assert sent(stage, case) == before
