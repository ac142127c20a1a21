"""The flows called plainly: each does what its name says and logs counts; the table names every one, with a time."""

import asyncio
import inspect
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from prefect import Flow
from prefect.client.schemas.schedules import CronSchedule
from prefect.server.schemas.schedules import CronSchedule as ServersCron

from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.flows import clocks, runtime
from mediation.flows.schedule import SCHEDULE, ZONE
from mediation.kernel.clock import HELSINKI
from mediation.kernel.ids import CaseId
from mediation.notifications.hours import CLOSES, OPENS
from mediation.states.small import MessageState
from mediation.storage.tables import case_items
from tests.storage.plaintext import Searcher
from tests.storage.story import secrets_in


@pytest.fixture
def office(sqlite_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """An office at work, lent to the flows of this process."""
    monkeypatch.setattr(runtime, "_lent", [])
    runtime.lend(sqlite_stage.house)
    yield sqlite_stage
    assert runtime.current() is sqlite_stage.house


def asked(stage: Stage) -> CaseId:
    case_id = stage.register("adviser", simple(3, "assault", stage.today))
    s.triage(stage, case_id)
    stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
    return case_id


def in_mediation(stage: Stage) -> CaseId:
    case_id = asked(stage)
    matters = list(stage.case(case_id).matters)
    s.everyone_consents(stage, case_id, matters)
    s.assess(stage, case_id, matters)
    s.accept(stage, case_id, matters)
    s.name_mediators(stage, case_id, matters)
    return case_id


def kinds(stage: Stage, case_id: CaseId) -> list[str]:
    with stage.app.open_stores() as stores:
        return [message.kind for message in stores.outbox.of_case(case_id)]


def rules_reminded(stage: Stage) -> set[str]:
    with stage.house.engine.connect() as connection:
        return {row.key.split(":")[1] for row in connection.execute(sa.text("select key from effects")) if
                row.key.startswith(("remind:", "escalate:"))}  # fmt: skip


def test_due_deadlines_chases_everything_that_is_owed(office: Stage) -> None:
    case_id = asked(office)
    office.later(days=8)
    clocks.due_deadlines.fn()
    assert kinds(office, case_id).count("consent_reminder") == 2
    with office.app.open_stores() as stores:
        assert stores.deadlines.owed_by(office.today, 100) == []
    clocks.due_deadlines.fn()
    assert kinds(office, case_id).count("consent_reminder") == 2


def test_reminders_remind_of_meetings_and_of_nothing_else(office: Stage) -> None:
    case_id, other = in_mediation(office), None
    matters = list(office.case(case_id).matters)
    s.meet(office, case_id, matters, in_days=9)
    other = office.register("adviser", simple(4, "assault", office.today))
    office.later(days=8)
    clocks.reminders.fn()
    assert rules_reminded(office) == {"meeting"}
    assert kinds(office, case_id).count("meeting_reminder") >= 2
    assert kinds(office, other) == []


def test_follow_up_asks_about_promises_and_about_nothing_else(office: Stage) -> None:
    case_id = in_mediation(office)
    matters = list(office.case(case_id).matters)
    s.hold_meeting(office, case_id, s.meet(office, case_id, matters))
    first, second = office.case(case_id).people
    due = office.today + timedelta(days=20)
    money = {"kind": "money", "promised_by": first, "promised_to": second, "text": "Korvaus", "cents": 5000,
             "instalments": [{"due_on": str(due), "cents": 5000}]}  # fmt: skip
    s.agree(office, case_id, matters, [money], follow_up_until=str(due + timedelta(days=14)))
    s.account(office, case_id, matters)
    s.report(office, case_id, matters)
    office.do("adviser", "matters follow-up", case_id, matters=matters)
    office.at(due)
    clocks.follow_up.fn()
    assert "instalment_reminder" in kinds(office, case_id)
    assert rules_reminded(office) <= {"instalment", "asking_the_receiver", "end_of_follow_up"}


def test_the_outbox_is_sent(office: Stage) -> None:
    case_id = asked(office)
    clocks.outbox.fn()
    with office.app.open_stores() as stores:
        assert {m.state for m in stores.outbox.of_case(case_id)} == {MessageState.SENT}
        assert stores.outbox.waiting() == 0


def test_the_journal_is_signed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "_lent", [stage.house])
    clocks.journal_checkpoint.fn()
    with stage.house.engine.connect() as connection:
        notes = connection.execute(sa.text("select size from journal_checkpoints")).all()
        assert connection.execute(sa.text("select count(*) from journal_pending")).scalar_one() == 0
    assert [note.size for note in notes] == [stage.house.journal.size()]


def test_a_flow_whose_sweep_left_something_fails_and_names_a_number_alone(office: Stage) -> None:
    case_id = in_mediation(office)
    with office.house.engine.begin() as connection:
        connection.execute(sa.update(case_items).where(case_items.c.case_id == case_id).values(body_sealed=b"\1\1?"))
    other = asked_again(office)
    office.later(days=30)
    with pytest.raises(clocks.SomeFailed) as failed:
        clocks.due_deadlines.fn()
    assert str(failed.value).endswith("of the owed deadlines")
    assert kinds(office, other).count("consent_reminder") == 2


def asked_again(stage: Stage) -> CaseId:
    case_id = stage.register("adviser", simple(5, "assault", stage.today))
    s.triage(stage, case_id)
    stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
    return case_id


def test_no_flow_logs_a_personal_word(office: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked(office)
    office.later(days=8)
    for flow in flows():
        flow.fn()
    assert "reminded=" in caplog.text
    secrets = set(secrets_in(simple(3, "assault", office.today)))
    assert Searcher(secrets).look("the log", caplog.text.encode()) == []


def flows() -> list[Flow[Any, Any]]:
    return [value for value in vars(clocks).values() if isinstance(value, Flow)]


def test_the_table_names_every_flow_once() -> None:
    assert sorted(wakes.flow.name for wakes in SCHEDULE) == sorted(flow.name for flow in flows())
    assert len({wakes.flow.name for wakes in SCHEDULE}) == len(SCHEDULE) == 7


@pytest.mark.parametrize("wakes", SCHEDULE, ids=lambda wakes: wakes.flow.name)
def test_every_flow_has_a_valid_time_no_parameters_and_keeps_no_result(wakes: Any) -> None:
    CronSchedule(cron=wakes.cron, timezone=ZONE)
    assert inspect.signature(wakes.flow.fn).parameters == {}
    assert json.dumps(wakes.flow.parameters.properties) == "{}"
    assert wakes.flow.persist_result is False
    assert wakes.flow.description


def test_what_reminds_people_wakes_in_the_daytime_through_the_change_of_the_clocks() -> None:
    for wakes in SCHEDULE:
        if wakes.flow.name in {"reminders", "follow-up", "volunteer-care"}:
            schedule = ServersCron(cron=wakes.cron, timezone=ZONE)
            found = asyncio.run(schedule.get_dates(5, datetime(2027, 3, 26, 12, tzinfo=UTC)))
            woken = [time.astimezone(HELSINKI) for time in found]
            assert all(OPENS <= time.hour < CLOSES for time in woken)
            assert len({time.date() for time in woken}) == 5
