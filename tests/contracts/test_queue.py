"""The office's queues on SQLite and on PostgreSQL: narrowed, in order, a page at a time, nothing of another office."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import timedelta

import pytest

from mediation.deadlines.queue import Wanted
from mediation.deadlines.rule import Owner
from mediation.demo import world as w
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, OfficeId, UnitId
from mediation.states.matter import MatterKind, MatterState
from mediation.storage.queue import SqlQueue


@pytest.fixture
def cases(stage: Stage) -> dict[str, CaseId]:
    """A new one, one whose parties are asked, a dispute, and a closed one, in that order of age, the oldest first."""
    made = {}
    tales = {"closed": [w.triaged, w.lapsed, w.closed], "dispute": [], "asked": [w.triaged, w.asked], "new": []}
    for number, (name, chapters) in enumerate(tales.items(), 1):
        kind = "dispute" if name in {"dispute", "closed"} else "assault"
        made[name] = stage.register("adviser", simple(number, kind, stage.today))
        for chapter in chapters:
            chapter(stage, made[name], list(stage.case(made[name]).matters))
        stage.later(days=1)
    return made


def found(stage: Stage, cases: dict[str, CaseId], **wanted: object) -> list[str]:
    names = {case: name for name, case in cases.items()}
    with stage.app.open_stores() as stores:
        return [names[line.id] for line in stores.queue.cases(Wanted(**wanted), None, 50)]  # type: ignore[arg-type]


WANTED = {  # what is asked for → which cases, the last changed first
    "everything open":      ({}, ["new", "asked", "dispute"]),
    "closed ones too":      ({"closed_too": True}, ["new", "asked", "dispute", "closed"]),
    "one state":            ({"states": frozenset({MatterState.CLOSED})}, ["closed"]),
    "two states":           ({"states": frozenset({MatterState.RECEIVED, MatterState.EXAMINING_CONDITIONS})}, ["new", "asked", "dispute"]),
    "disputes":             ({"kind": MatterKind.DISPUTE}, ["dispute"]),
    "the parties' turn":    ({"waits_for": Owner.PARTY.value}, ["asked"]),
    "a state and a kind":   ({"states": frozenset({MatterState.RECEIVED}), "kind": MatterKind.CRIME}, ["new"]),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WANTED)
def test_a_list_is_narrowed(sentence: str, stage: Stage, cases: dict[str, CaseId]) -> None:
    wanted, names = WANTED[sentence]
    assert found(stage, cases, **wanted) == names


def test_only_overdue_ones(stage: Stage, cases: dict[str, CaseId]) -> None:
    assert found(stage, cases, overdue_on=stage.today - timedelta(days=10)) == []
    assert set(found(stage, cases, overdue_on=stage.today + timedelta(days=60))) == {"new", "asked", "dispute"}


def test_pages_follow_each_other_without_a_gap(stage: Stage, cases: dict[str, CaseId]) -> None:
    seen, after = [], None
    with stage.app.open_stores() as stores:
        while lines := stores.queue.cases(Wanted(closed_too=True), after, 2):
            seen += [line.id for line in lines]
            after = lines[-1].touched_on, lines[-1].id
    assert sorted(seen) == sorted(cases.values())
    assert len(seen) == len(set(seen))


def test_a_line_has_its_title_and_its_nearest_task(stage: Stage, cases: dict[str, CaseId]) -> None:
    with stage.app.open_stores() as stores:
        line = stores.queue.some([cases["asked"]])[0]
        owed = min(stores.deadlines.open_for(cases["asked"]), key=lambda d: (d.due_on, d.id))
    assert [m.title for m in line.matters] == ["Pahoinpitely"]
    assert line.next is not None
    assert (line.next.rule, line.next.due_on) == (owed.rule, owed.due_on)


def test_tasks_come_by_their_day_for_the_owners_asked_for(stage: Stage, cases: dict[str, CaseId]) -> None:
    with stage.app.open_stores() as stores:
        tasks = stores.queue.tasks(frozenset({Owner.ADVISER}), stage.today + timedelta(days=20), 100)
        cut = stores.queue.tasks(frozenset({Owner.ADVISER}), stage.today + timedelta(days=20), 2)
    assert {t.owner for t in tasks} == {"adviser"}
    assert [t.due_on for t in tasks] == sorted(t.due_on for t in tasks)
    assert cut == tasks[:2]
    assert {t.case for t in tasks} <= {cases["new"], cases["asked"], cases["dispute"]}


def test_who_is_waited_for_is_counted_in_cases(stage: Stage, cases: dict[str, CaseId]) -> None:
    with stage.app.open_stores() as stores:
        counted = {one.owner: one for one in stores.queue.waiting(stage.today)}
        late = {one.owner: one for one in stores.queue.waiting(stage.today + timedelta(days=300))}
    assert counted["party"].cases == 1
    assert counted["adviser"].cases == 3
    assert late["adviser"].overdue == 3
    assert "system" not in counted
    del cases


def test_states_are_counted(stage: Stage, cases: dict[str, CaseId]) -> None:
    with stage.app.open_stores() as stores:
        assert stores.queue.states() == {
            MatterState.RECEIVED: 2, MatterState.EXAMINING_CONDITIONS: 1, MatterState.CLOSED: 1,
        }  # fmt: skip
    del cases


def test_another_office_sees_nothing(stage: Stage, cases: dict[str, CaseId]) -> None:
    with stage.house.engine.connect().execution_options(read_only=True) as connection:
        other = SqlQueue(lambda: connection, stage.house.vault, OfficeId("o_oulu"))
        assert other.cases(Wanted(closed_too=True), None, 50) == []
        assert other.some(list(cases.values())) == []
        assert other.tasks(frozenset(Owner), stage.today + timedelta(days=300), 50) == []
        assert other.waiting(stage.today) == []
        assert other.states() == {}


def test_a_units_own_initiatives_come_newest_first_a_page_at_a_time(stage: Stage) -> None:
    sent = []
    for number, who in enumerate(("police", "adviser", "police", "police"), 1):
        kind = "dispute" if who == "adviser" else "assault"  # the office registers one that a party asked for
        sent.append(stage.register(who, simple(number, kind, stage.today)))
        stage.later(minutes=1)
    police = UnitId("n_poliisi_keksitty")
    with stage.app.open_stores() as stores:
        assert stores.queue.sent_by(police) == [sent[3], sent[2], sent[0]]
        assert stores.queue.sent_by(police, limit=2) == [sent[3], sent[2]]
        assert stores.queue.sent_by(police, sent[2]) == [sent[0]]
        assert stores.queue.sent_by(UnitId("n_syyttaja_keksitty")) == []
    with stage.house.engine.connect().execution_options(read_only=True) as connection:
        elsewhere = SqlQueue(lambda: connection, stage.house.vault, OfficeId("o_espoo"))
        assert elsewhere.sent_by(police) == []
