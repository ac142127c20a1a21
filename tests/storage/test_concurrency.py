"""Many at once, on both engines: sweeps that miss nothing and double nothing, changes of which one is refused."""

import json
from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa

from mediation.actions import office as records
from mediation.actions.due import Swept, run_due
from mediation.actions.follow_up import NoteForm, add_note
from mediation.actions.forms import read_form
from mediation.cases.note import Hold
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.actor import Role
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import CannotOpen, Invalid, Refusal, Stale
from mediation.storage.tables import case_items
from mediation.work import unit
from tests.conftest import new_house
from tests.contracts.threads import together

THREADS = 4


def asked(stage: Stage, count: int) -> list[CaseId]:
    """Cases in which everyone was asked for consent, so that reminders will be owed."""
    made = []
    for number in range(count):
        case_id = stage.register("adviser", simple(number, "assault", stage.today))
        s.triage(stage, case_id)
        stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
        made.append(case_id)
    return made


def rows(stage: Stage, statement: str) -> list[Any]:
    with stage.house.engine.connect() as connection:
        return list(connection.execute(sa.text(statement)))


def owed(stage: Stage) -> int:
    with stage.app.open_stores() as stores:
        return len(stores.deadlines.owed_by(stage.today, 1000))


def test_four_sweeps_at_once_do_every_effect_once_and_miss_none(stage: Stage) -> None:
    cases = asked(stage, 12)
    for _ in range(9):  # reminders, then escalations
        stage.later(days=1)
        before = owed(stage)
        swept = together(*[lambda: run_due(stage.app, stage.clockwork)] * THREADS)
        total = Counter[str]()
        for each in swept:
            assert isinstance(each, Swept)
            assert each.failed == ()
            total.update(reminded=each.reminded, escalated=each.escalated)
        assert owed(stage) == 0
        assert total.total() >= before
    keys = [row.key for row in rows(stage, "select key from effects")]
    reminders = [key for key in keys if key.startswith("remind:consent_answer:")]
    assert len(reminders) == 2 * len(cases)
    sent = rows(stage, "select case_id from messages where kind = 'consent_reminder'")
    assert Counter(row.case_id for row in sent) == dict.fromkeys(cases, 2)
    journalled = journal(stage)
    assert journalled["case.reminder_sent"] == sum(key.startswith("remind:") for key in keys)
    assert journalled["case.deadline_escalated"] == sum(key.startswith("escalate:") for key in keys)


def journal(stage: Stage) -> Counter[str]:
    """How often each act is in the journal, once everything has its place."""
    stage.house.journal.sequence()
    return Counter(json.loads(bytes(row.entry))["act"] for row in rows(stage, "select entry from journal_leaves"))


def test_sweeps_and_the_offices_own_work_at_once_lose_nothing(stage: Stage) -> None:
    """While four sweep, everyone answers: an answered deadline is not reminded of twice, and none stays open."""
    cases = asked(stage, 6)
    stage.later(days=8)

    def answer() -> int:
        tries = 0
        for case_id in cases:
            case = stage.case(case_id)
            matters = list(case.matters)
            for person in case.people:
                while True:
                    tries += 1
                    try:
                        s.consent(stage, case_id, matters, person)
                        break
                    except Stale:
                        assert tries < 200
        return tries

    def sweep() -> int:
        return sum(len(run_due(stage.app, stage.clockwork).failed) for _ in range(3))

    assert owed(stage) >= len(cases)
    assert together(answer, *[sweep] * 3)[1:] == [0, 0, 0]
    with stage.app.open_stores() as stores:
        left = [d for case_id in cases for d in stores.deadlines.open_for(case_id)]
    assert [d for d in left if d.rule == "consent_answer"] == []
    assert run_due(stage.app, stage.clockwork).failed == ()
    assert max(Counter(row.key for row in rows(stage, "select key from effects")).values()) == 1


def test_one_case_that_cannot_be_opened_keeps_no_other_from_its_reminder(stage: Stage) -> None:
    cases = asked(stage, 5)
    spoiled = cases[2]
    item = sa.update(case_items).where(case_items.c.case_id == spoiled).values(body_sealed=b"\1\1" + b"?" * 60)
    with stage.app.open_stores() as stores:
        case = stores.cases.get(spoiled)
        case.put(Hold(id="i_hold", matter=list(case.matters)[0], reason="", since=stage.clock.now(), by="u_1"))  # type: ignore[arg-type]
        with stores.transaction():
            stores.cases.save(case, stage.today)
    with stage.house.engine.begin() as connection:
        connection.execute(item)
    with pytest.raises(CannotOpen):
        stage.case(spoiled)
    stage.later(days=8)
    swept = run_due(stage.app, stage.clockwork)
    assert swept.reminded >= 4
    with stage.app.open_stores() as stores:
        assert {d.id for d in stores.deadlines.owed_by(stage.today, 1000)} == set(swept.failed)
        assert {d.case_id for d in stores.deadlines.owed_by(stage.today, 1000)} == {spoiled}


def test_of_two_actions_on_one_case_at_once_one_is_stale_and_nothing_of_it_is_kept(stage: Stage) -> None:
    (case_id,) = asked(stage, 1)
    before = stage.case(case_id).version

    def late() -> None:
        with unit(stage.app, stage.actors["second_adviser"]) as work:
            add_note(work, case_id, NoteForm(text="Toinen."))
            stage.do("adviser", "notes add", case_id, text="Ensimmäinen.")

    with pytest.raises(Stale):
        late()
    with stage.app.open_stores() as stores:
        assert [n.text for n in stores.cases.notes(case_id)] == ["Ensimmäinen."]
        assert stores.cases.get(case_id).version == before + 1
    assert rows(stage, "select code, case_id from refusals") == [("stale_version", case_id)]


def test_four_who_write_notes_keep_theirs_or_are_told(stage: Stage) -> None:
    (case_id,) = asked(stage, 1)

    def write(number: int) -> list[str]:
        kept = []
        for turn in range(5):
            text = f"Merkintä {number}/{turn}"
            try:
                stage.do("adviser", "notes add", case_id, text=text)
            except Stale:
                continue
            kept.append(text)
        return kept

    kept = {text for each in together(*[lambda n=n: write(n) for n in range(THREADS)]) for text in each}
    with stage.app.open_stores() as stores:
        assert {n.text for n in stores.cases.notes(case_id)} == kept
    assert len(kept) + len(rows(stage, "select id from refusals where code = 'stale_version'")) == 5 * THREADS


def test_one_delivery_that_arrives_four_times_at_once_is_one_case(stage: Stage) -> None:
    arrival = two_suspects(stage.today, stage.today)

    def deliver() -> str:
        try:
            return stage.register("police", arrival)
        except Refusal as refusal:
            return refusal.code

    answers = together(*[deliver] * THREADS)
    assert sum(answer.startswith("c_") for answer in answers) == 1
    assert {answer for answer in answers if not answer.startswith("c_")} <= {"already_done", "duplicate_delivery"}
    assert len(rows(stage, "select id from cases")) == 1


def test_case_numbers_have_no_gap_and_no_double_under_four_registrars(stage: Stage) -> None:
    def register(first: int) -> int:
        for number in range(first, first + 6):
            stage.register("adviser", simple(number, "dispute", stage.today))
        return first

    together(*[lambda n=n: register(n) for n in (0, 100, 200, 300)])
    numbers = [row.number for row in rows(stage, "select number from cases order by number")]
    assert numbers == [f"HEL-2026-{n:04d}" for n in range(1, 25)]


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_an_empty_office_gets_one_first_administrator(tmp_path: Any, engine_name: str, clock: Any) -> None:
    house = new_house(tmp_path, engine_name, clock)
    stage = Stage(house, clock)
    form = read_form(records.NewAccount, {"name": "Ensimmäinen Ylläpitäjä", "roles": [Role.ADMINISTRATOR]})

    def first() -> bool:
        try:
            with unit(stage.app, stage.clockwork) as work:
                records.first_account(work, form)
        except Refusal:
            return False
        return True

    assert sum(together(*[first] * THREADS)) == 1
    with stage.app.open_stores() as stores:
        assert len(stores.accounts.all()) == 1
    with pytest.raises(Invalid), unit(stage.app, stage.clockwork) as work:
        records.first_account(work, form)
    house.engine.dispose()
    house.key_engine.dispose()
