"""A full story leaves no personal word readable in any file, table, log or bundle; what is there is found."""

import base64
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import NotFound
from mediation.vault import Box, Label
from mediation.vault.sealed import Sealed, commitment, digest
from tests.conftest import BEGINNING, new_house
from tests.storage.plaintext import Searcher, forms
from tests.storage.story import Recording, tell


@dataclass(frozen=True)
class Told:
    """The story told, its journal signed and exported; the databases still open, their logs not yet folded in."""

    stage: Recording
    folder: Path
    log: str

    @contextmanager
    def looking(self, engine: sa.Engine | None = None) -> Iterator[sa.Connection]:
        """A connection whose changes are taken back."""
        with (engine or self.stage.house.engine).connect() as connection:
            yield connection
            connection.rollback()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder, clock, log = tmp_path_factory.mktemp("told"), SetClock(BEGINNING), io.StringIO()
    handler, root = logging.StreamHandler(log), logging.getLogger()
    root.addHandler(handler)
    level, _ = root.level, root.setLevel(logging.DEBUG)
    stage = Recording(new_house(folder, request.param, clock), clock)
    stage.open()
    tell(stage)
    stage.house.journal.write_bundle(folder / "journal.bundle")
    root.removeHandler(handler)
    root.setLevel(level)
    yield Told(stage, folder, log.getvalue())
    stage.house.engine.dispose()
    stage.house.key_engine.dispose()


def test_a_full_story_leaves_no_personal_word_readable(told: Told) -> None:
    assert len(told.stage.secrets) > 60
    searcher = Searcher(told.stage.secrets)
    found = searcher.look_in_folder(told.folder) + searcher.look("the log", told.log.encode())
    for engine in (told.stage.house.engine, told.stage.house.key_engine):
        with told.looking(engine) as connection:
            found += searcher.look_in_database(connection)
    assert found == []


def test_what_may_be_read_is_found_everywhere_it_lies(told: Told) -> None:
    """The same search does look into every file and table."""
    with told.stage.app.open_stores() as stores:
        _, case_id, number = stores.cases.page(told.stage.app.office.id)[0]
    files = {find.where for find in Searcher([case_id]).look_in_folder(told.folder)}
    with told.looking() as connection:
        tables = {find.where for find in Searcher([case_id]).look_in_database(connection)}
        assert {find.where for find in Searcher([number]).look_in_database(connection)} == {"cases.number"}
    with told.looking(told.stage.house.key_engine) as connection:
        assert {find.where for find in Searcher([case_id]).look_in_database(connection)} == {"data_keys.scope"}
    assert {"cases.id", "case_items.case_id", "documents.case_id", "search_entries.case_id"} <= tables
    assert "journal.bundle" in files
    assert told.stage.house.engine.dialect.name == "postgresql" or {"mediation.db-wal", "keys.db-wal"} <= files
    assert Searcher(["message_sent"]).look("the journal", (told.folder / "journal.bundle").read_bytes())
    assert "transitions" in told.log or "Executed" in told.log


def test_what_is_typed_where_a_case_is_asked_for_is_not_kept(told: Told) -> None:
    typed = "Urpo Uhri"
    with pytest.raises(NotFound):
        told.stage.do("adviser", "notes add", CaseId(typed), text="Soitettu.")
    with told.looking() as connection:
        assert Searcher([typed]).look_in_database(connection) == []
        assert connection.exec_driver_sql("select code, case_id from refusals").all() == [("case_not_found", "")]


def test_what_an_action_answers_is_ids_states_days_and_counts(told: Told) -> None:
    """Answers are kept readable, to answer a repeated request as before."""
    words = {word for answer in told.stage.answers for word in leaves(answer)}
    assert words
    assert {word for word in words if not re.fullmatch(r"[A-Za-z0-9_:.-]*", word)} == set()
    assert words & told.stage.secrets == set()


def leaves(answer: object) -> Iterator[str]:
    """Every value in an answer, and every name of a field."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from (key, *leaves(value))
    elif isinstance(answer, list | tuple):
        for value in answer:
            yield from leaves(value)
    else:
        yield str(answer)


# What an attentive programmer could do wrong, as SQL; each is found.
IN_CLEAR = {
    "a name among the effects":      "insert into effects (key, done_at) values (:x, '2026-01-01')",
    "a name as a case number":       "update cases set number = :x where id = (select max(id) from cases)",
    "a name in an unsealed record":  "update case_items set body_sealed = :b",
    "a name in an unsealed message": "update messages set body_sealed = :b",
    "a name in a journal entry":     "insert into journal_pending (entry) values (:b)",
    "a name in a table of its own":  "create table if not exists forgotten as select cast(:x as text) as word",
}  # fmt: skip


@pytest.mark.parametrize("sentence", IN_CLEAR)
def test_the_search_finds(told: Told, sentence: str) -> None:
    secret = "Tilda Nuori"
    searcher, statement = Searcher([secret]), sa.text(IN_CLEAR[sentence])
    values = {"x": secret, "b": b"\1\1" + secret.encode()}
    with told.looking() as connection:
        assert searcher.look_in_database(connection) == []
        connection.execute(statement, {name: values[name] for name in ("x", "b") if f":{name}" in str(statement)})
        assert {find.secret for find in searcher.look_in_database(connection)} == {secret}


def test_the_search_finds_a_sealing_that_does_not_seal(sqlite_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_clear(box: Box, payload: bytes, label: Label) -> Sealed:
        del label
        return Sealed(payload, digest(payload), commitment(b"", box.scope, payload))

    with monkeypatch.context() as patched:
        patched.setattr(Box, "seal", in_clear)
        sqlite_stage.register("police", two_suspects(sqlite_stage.today, sqlite_stage.today))
    with sqlite_stage.house.engine.connect() as connection:
        found = Searcher(["Tilda Nuori", "Salainentie 13"]).look_in_database(connection)
    assert {(find.secret, find.where) for find in found} >= {
        ("Tilda Nuori", "cases.head_sealed"),
        ("Salainentie 13", "cases.head_sealed"),
        ("Tilda Nuori", "search_entries.body_sealed"),
    }


HIDDEN = "Ääkköslä Örn"
WAYS = {
    "UTF-8":               HIDDEN.encode(),
    "UTF-16":              HIDDEN.encode("utf-16"),
    "UTF-16, big endian":  HIDDEN.encode("utf-16-be"),
    "lower case":          HIDDEN.lower().encode(),
    "upper case":          HIDDEN.upper().encode(),
    "Latin-1":             HIDDEN.encode("latin-1"),
    "hex":                 HIDDEN.encode().hex().encode(),
    "hex in upper case":   HIDDEN.encode().hex().upper().encode(),
    "base64":              base64.b64encode(HIDDEN.encode()),
    "base64, one byte on": base64.b64encode(b"x" + HIDDEN.encode() + b"yz"),
    "base64, two on":      base64.b64encode(b"xy" + HIDDEN.encode() + b"z"),
    "base64 for addresses": base64.urlsafe_b64encode(b"??>" + HIDDEN.encode()),
    "JSON escapes":        b'{"name": "\\u00c4\\u00e4kk\\u00f6sl\\u00e4 \\u00d6rn"}',
    "URL escapes":         b"name=%C3%84%C3%A4kk%C3%B6sl%C3%A4%20%C3%96rn",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_in_a_file_when_it_lies_there_in(tmp_path: Path, way: str) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 40)
    searcher = Searcher([HIDDEN])
    assert searcher.look_in_folder(tmp_path) == []
    (tmp_path / "file").write_bytes(b"\xff\0" * 100 + WAYS[way] + b"\0" * 100)
    assert {find.where for find in searcher.look_in_folder(tmp_path)} == {"file"}


def test_no_form_of_a_word_is_so_short_that_chance_makes_it() -> None:
    assert min(len(form) for form in forms("Salainentie 13")) >= 8
