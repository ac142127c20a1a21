"""The table of readable columns is whole and true: every other column is sealed, or a hash."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from audit.sql import JOURNAL
from mediation.demo.stage import Stage
from mediation.storage import keys
from mediation.storage.clear import CLEAR, HASHED, SHAPES
from mediation.storage.tables import METADATA
from mediation.vault.envelope import kid_of
from tests.storage.plaintext import as_bytes
from tests.storage.story import a_case

EVERY = {
    (table.name, column.name): column
    for metadata in (METADATA, JOURNAL, keys.metadata)
    for table in metadata.tables.values()
    for column in table.c
}
LISTED = [(row.table, row.column) for row in (*CLEAR, *HASHED)]
SEALED = {place: column for place, column in EVERY.items() if place not in LISTED}
PLAN = {"remind_on", "escalate_on", "escalates_to", "reminders_done", "escalated_on", "held_since"}


def test_every_column_is_in_the_table_once_or_sealed_binary() -> None:
    assert sorted(LISTED) == sorted(set(LISTED))
    wrong = [
        place for place, column in SEALED.items()
        if not (isinstance(column.type, sa.LargeBinary) and column.name.endswith("_sealed"))
    ]  # fmt: skip
    assert wrong == []
    assert len(SEALED) >= 8


def test_no_row_of_the_table_is_about_a_column_that_is_not_there() -> None:
    assert [place for place in LISTED if place not in EVERY] == []


def test_no_readable_column_is_called_sealed_and_every_hash_is_binary() -> None:
    assert [place for place in LISTED if place[1].endswith("_sealed")] == []
    assert {type(EVERY[row.table, row.column].type) for row in HASHED} == {sa.LargeBinary}


def test_every_row_says_what_it_holds_and_why() -> None:
    assert {row.holds for row in CLEAR} <= set(SHAPES)
    assert [row for row in CLEAR if len(row.why) < 3] == []
    assert {(row.table, row.column) for row in CLEAR if row.holds == "text"} == {("units", "name"), ("units", "email")}


@pytest.fixture
def filled(stage: Stage) -> Stage:
    """An office with a case, deadlines, messages, documents, a refusal and a signed journal."""
    a_case(stage)
    stage.house.journal.checkpoint(stage.clock.now())
    with stage.app.open_stores() as stores:
        stores.note_refusal("u_1", "not_found", "Urpo Uhri", stage.clock.now())
    return stage


def values(stage: Stage, table: str, column: str) -> Iterator[Any]:
    engine = stage.house.key_engine if table == "data_keys" else stage.house.engine
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f'select "{column}" from "{table}"').all()
    return (row[0] for row in rows if row[0] is not None)


def test_what_is_called_sealed_has_the_form_of_a_sealed_record(filled: Stage) -> None:
    looked_at = 0
    for table, column in SEALED:
        for blob in values(filled, table, column):
            assert bytes(blob[:2]) == b"\1\1", (table, column)
            assert len(kid_of(bytes(blob))) == 16
            looked_at += 1
    assert looked_at > 30


def test_what_is_called_readable_has_the_shape_its_row_says(filled: Stage) -> None:
    wrong = [
        (row.table, row.column, value)
        for row in CLEAR
        for value in values(filled, row.table, row.column)
        if not re.fullmatch(SHAPES[row.holds], as_bytes(value).decode())
    ]
    assert wrong == []


def test_a_deadlines_plan_holds_days_roles_and_counters(filled: Stage) -> None:
    plans = [json.loads(text) for text in values(filled, "deadlines", "plan")]
    assert plans
    for plan in plans:
        assert set(plan) == PLAN
        shown = {str(value) for value in (*plan.pop("remind_on"), *plan.values())}
        assert {v for v in shown if not re.fullmatch(r"None|[a-z_]+|[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}", v)} == set()


def test_a_journal_entry_holds_ids_codes_days_counts_and_hashes(filled: Stage) -> None:
    entries = [json.loads(bytes(raw)) for raw in values(filled, "journal_leaves", "entry")]
    assert len(entries) > 20
    strange = {text for entry in entries for text in texts(entry) if not re.fullmatch(r"[A-Za-z0-9_:.+-]*", text)}
    assert strange == set()


def texts(node: Any) -> Iterator[str]:
    """Every key and value in a piece of JSON."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from (key, *texts(value))
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        yield str(node)


NOT_A_CODE = ["Urpo Uhri", "Vahingonteko", "urpo@keksitty.example", "9990/R/1234/26", "ä"]


@pytest.mark.parametrize("word", NOT_A_CODE)
@pytest.mark.parametrize("shape", ["id", "code", "number", "day", "instant", "yes_no"])
def test_no_persons_word_passes_for(shape: str, word: str) -> None:
    assert re.fullmatch(SHAPES[shape], word) is None
