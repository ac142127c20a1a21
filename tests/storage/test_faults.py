"""Whatever breaks in the middle: a refusal with a code, no personal word, nothing half done; trying again works."""

import logging
import os
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from mediation.bootstrap import build
from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import CannotOpen, Refusal, Unavailable, Unsafe
from mediation.vault.sources.files import FileKeys
from tests.storage.faults import AT_COMMIT, failing_at
from tests.storage.plaintext import Searcher
from tests.storage.state import changed, state_of
from tests.storage.story import a_case, secrets_in

DAY = date(2026, 9, 1)
BETTER = "Sulo Epäilty-Toinen"
SECRETS = Searcher(set(secrets_in(two_suspects(DAY, DAY))))


def arrive(stage: Stage) -> CaseId:
    delivery = {"delivery_id": f"koe-{len(cases_of(stage)):08d}"}
    return stage.register("police", two_suspects(stage.today, stage.today - timedelta(days=9)) | delivery)


def ask(stage: Stage) -> object:
    (case_id,) = cases_of(stage)
    return stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))


def correct(stage: Stage) -> object:
    (case_id,) = cases_of(stage)
    person = next(iter(stage.case(case_id).people))
    return stage.do("adviser", "people correct", case_id, person=person, name=BETTER)


def cases_of(stage: Stage) -> list[CaseId]:
    with stage.app.open_stores() as stores:
        return [row[1] for row in stores.cases.page(stage.app.office.id)]


def told(act: Callable[[], object]) -> Refusal:
    """The refusal an act ends in; neither it nor its traceback says anything of a person."""
    with pytest.raises(Refusal) as caught:
        act()
    error: Refusal = caught.value
    assert isinstance(error, Unavailable | CannotOpen | Unsafe)
    assert error.code != "refused"
    printed = "".join(traceback.format_exception(error)) + repr(error) + str(error.args) + str(vars(error))
    assert SECRETS.look("the traceback", printed.encode()) == []
    assert error.__cause__ is None
    return error


STEP = {"sqlite": 1, "postgresql": 3}  # a connection made anew costs more than a statement
CODES = {"sqlite": "disk_failing", "postgresql": "database_down"}
ACTS = {"an initiative arrives": arrive, "consents are asked": ask, "a name is put right": correct}


@pytest.mark.parametrize("sentence", ACTS)
def test_wherever_the_database_fails_nothing_is_kept_while(
    stage: Stage, sentence: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    act, engine = ACTS[sentence], stage.house.engine
    if act is not arrive:
        stage.do("adviser", "matters triage", arrive(stage), matters=matters_of(stage), venue_is_here=True)
    before, number = state_of(engine), AT_COMMIT
    while True:
        with failing_at(engine, number, monkeypatch) as strikes:
            if not works(stage, act, engine):
                assert strikes.has_struck
        if not strikes.has_struck:
            break
        assert changed(before, state_of(engine)) == set()
        number += STEP[engine.dialect.name]
    assert number > 12
    assert "cases" in changed(before, state_of(engine))
    assert SECRETS.look("the log", caplog.text.encode()) == []


def works(stage: Stage, act: Callable[[Stage], object], engine: sa.Engine) -> bool:
    try:
        act(stage)
    except Unavailable as error:
        refusal = error
    else:
        return True
    assert refusal.code == CODES[engine.dialect.name]
    printed = "".join(traceback.format_exception(refusal))
    assert SECRETS.look("the traceback", printed.encode()) == []
    return False


def matters_of(stage: Stage) -> list[str]:
    (case_id,) = cases_of(stage)
    return list(stage.case(case_id).matters)


def test_wherever_the_key_database_fails_nothing_is_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    before, number = state_of(stage.house.engine), AT_COMMIT
    while True:
        stage.later(minutes=10)  # no key is held in memory any more
        with failing_at(stage.house.key_engine, number, monkeypatch) as strikes:
            if not works(stage, arrive, stage.house.engine):
                assert strikes.has_struck
        if not strikes.has_struck:
            break
        assert changed(before, state_of(stage.house.engine)) == set()
        number += 1
    assert number > 3
    assert len(cases_of(stage)) == 1


def test_a_full_disk_keeps_nothing_reads_go_on_and_room_made_is_used(sqlite_stage: Stage) -> None:
    stage, engine = sqlite_stage, sqlite_stage.house.engine
    case_id = a_case(stage)
    before = state_of(engine)

    def full(connection: Any, _: object) -> None:
        connection.execute(f"pragma max_page_count = {connection.execute('pragma page_count').fetchone()[0]}")

    sa.event.listen(engine, "connect", full)
    engine.dispose()
    long_text = "Urpo Uhri kertoi. " * 900
    refusals = [told(lambda: stage.do("adviser", "notes add", case_id, text=long_text)) for _ in range(3)]
    assert {refusal.code for refusal in refusals} == {"disk_full"}
    assert changed(before, state_of(engine)) == set()
    assert stage.case(case_id).number
    sa.event.remove(engine, "connect", full)
    engine.dispose()
    stage.do("adviser", "notes add", case_id, text=long_text)
    with stage.app.open_stores() as stores:
        assert [note.text for note in stores.cases.notes(case_id)][0] == long_text.strip()


def move(path: Path) -> Callable[[], None]:
    """Move a database file away with its companions; what is given back puts them in their place again."""
    moved = [p for suffix in ("", "-wal", "-shm") if (p := path.with_name(path.name + suffix)).exists()]
    for each in moved:
        each.rename(each.with_name("away-" + each.name))

    def back() -> None:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        for each in moved:
            each.with_name("away-" + each.name).rename(each)

    return back


@pytest.mark.parametrize("which", ["mediation.db", "keys.db"])
def test_a_database_file_that_is_gone_is_said_to_be_and_comes_back_whole(sqlite_stage: Stage, which: str) -> None:
    stage, house = sqlite_stage, sqlite_stage.house
    case_id = a_case(stage)
    before = state_of(house.engine), state_of(house.key_engine)
    for engine in (house.engine, house.key_engine):
        engine.dispose()
    stage.later(minutes=10)
    path = house.settings.home / which
    back = move(path)
    for act in (lambda: stage.case(case_id), lambda: arrive(stage)):
        assert told(act).code == "database_down"
    assert not path.exists()
    back()
    for engine in (house.engine, house.key_engine):
        engine.dispose()
    assert (state_of(house.engine), state_of(house.key_engine)) == before
    stage.do("adviser", "notes add", case_id, text="Jatketaan.")
    assert len(stage.case(case_id).people) == 5


def test_a_folder_that_takes_no_database_is_said_to_be(sqlite_stage: Stage, tmp_path: Path) -> None:
    settings = replace(sqlite_stage.house.settings, database_url=f"sqlite:///{tmp_path}/no/folder/x.db")
    house = build(settings, sqlite_stage.clock)
    assert told(lambda: Stage(house, sqlite_stage.clock).open()).code == "database_down"


def test_a_file_that_is_no_database_is_said_to_be(sqlite_stage: Stage) -> None:
    stage, house = sqlite_stage, sqlite_stage.house
    case_id = arrive(stage)
    house.engine.dispose()
    path = house.settings.home / "mediation.db"
    whole = path.read_bytes()
    path.write_bytes(os.urandom(len(whole)))
    assert told(lambda: stage.case(case_id)).code == "database_locked"
    house.engine.dispose()
    path.write_bytes(whole)
    assert stage.case(case_id).number


def test_an_engine_closed_between_two_units_opens_again_by_itself(stage: Stage) -> None:
    case_id = arrive(stage)
    with stage.app.open_stores() as stores:
        stores.cases.get(case_id)
        stage.house.engine.dispose()
        assert stores.cases.get(case_id).number
    stage.house.key_engine.dispose()
    stage.do("adviser", "notes add", case_id, text="Jatketaan.")


# What can happen to the root keys while the office works, and what it then says.
def gone(folder: Path) -> None:
    for path in folder.glob("epoch-*.key"):
        path.rename(folder.parent / path.name)


def folder_gone(folder: Path) -> None:
    folder.rename(folder.with_name("keys-away"))


def another_key(folder: Path) -> None:
    path = folder / "epoch-00001.key"
    first, _, _ = path.read_text().rpartition(":")
    gone(folder)
    path.touch(0o600)
    path.write_text(first or "nonsense")


KEYS = {
    "is missing":             (gone, {"root_key_gone", "no_root_key"}),
    "is gone with its folder": (folder_gone, {"key_folder_unsafe"}),
    "cannot be read":         (another_key, {"root_key_unreadable"}),
}  # fmt: skip


@pytest.mark.parametrize("sentence", KEYS)
def test_a_root_key_that(stage: Stage, sentence: str) -> None:
    harm, codes = KEYS[sentence]
    case_id = a_case(stage)
    before = state_of(stage.house.engine)
    stage.later(minutes=10)
    folder = stage.house.settings.key_folder
    names = {path.name: path.read_bytes() for path in folder.iterdir()}
    harm(folder)
    for act in (lambda: stage.case(case_id), lambda: arrive(stage)):
        assert told(act).code in codes
    assert changed(before, state_of(stage.house.engine)) <= {"refusals"}
    heal(folder, names)
    assert len(stage.case(case_id).people) == 5
    arrive(stage)


def heal(folder: Path, names: dict[str, bytes]) -> None:
    folder.mkdir(0o700, exist_ok=True)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.unlink()
    for name, content in names.items():
        (folder / name).touch(0o600)
        (folder / name).write_bytes(content)


def test_with_the_root_key_of_another_installation_nothing_opens(stage: Stage) -> None:
    case_id = a_case(stage)
    settings = replace(stage.house.settings, home=stage.house.settings.home.with_name("another"))
    (settings.home / "keys").mkdir(0o700, parents=True)
    FileKeys(settings.home / "keys").create_epoch(stage.clock.now())
    other = Stage(build(settings, stage.clock), stage.clock)
    assert told(lambda: other.case(case_id)).code == "cannot_open"
    with other.app.open_stores() as stores:
        assert told(lambda: stores.accounts.all()).code == "cannot_open"
    assert stage.case(case_id).number
