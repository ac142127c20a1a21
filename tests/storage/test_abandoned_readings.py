"""A reading that stops at a record it cannot open leaves the connection as good as new for whoever reads next."""

import ast
import gc
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import CannotOpen
from mediation.storage import stores
from mediation.storage.tables import accounts, case_items, messages, volunteers
from mediation.vault import Box
from mediation.work import Stores
from tests.storage.story import a_case

Reading = Callable[[Stores, CaseId], object]
# fmt: off
READINGS: dict[str, tuple[sa.Table, Reading]] = {
    "the records of a case":  (case_items, lambda s, case_id: s.cases.get(case_id)),
    "the notes of a case":    (case_items, lambda s, case_id: s.cases.notes(case_id)),
    "the messages of a case": (messages,   lambda s, case_id: s.outbox.of_case(case_id)),
    "the accounts":           (accounts,   lambda s, _: s.accounts.all()),
    "the volunteers":         (volunteers, lambda s, _: s.volunteers.all()),
}
# fmt: on


@pytest.mark.parametrize("sentence", READINGS)
def test_after_a_failure_kept_for_a_while_one_can_go_on_reading(
    stage: Stage, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver keeps one compiled statement per text: one left half-read by an error that somebody still holds,
    and let go of in the middle of the next reading, would turn that reading back to its first row."""
    table, reading = READINGS[sentence]
    case_id = a_case(stage)
    stage.do("adviser", "notes add", case_id, text="Vielä yksi.")
    kind = {"the records of a case": "consent", "the notes of a case": "note"}.get(sentence)
    with stage.house.engine.begin() as connection:
        query = sa.select(table).order_by(table.c.id)
        last = connection.execute(query if kind is None else query.where(table.c.kind == kind)).all()[-1]
        bent = {"body_sealed": last.body_sealed[:-1] + bytes([last.body_sealed[-1] ^ 1])}
        connection.execute(sa.update(table).where(table.c.id == last.id).values(bent))
    kept = [failure(stage, reading, case_id)]
    original = Box.open

    def letting_go(box: Box, *rest: object) -> bytes:
        kept.clear()
        gc.collect()
        return original(box, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Box, "open", letting_go)
        kept.append(failure(stage, reading, case_id))
    for _ in range(3):
        assert isinstance(failure(stage, reading, case_id), CannotOpen)


def test_no_store_opens_a_row_while_its_cursor_is_still_read() -> None:
    """Every result is fetched whole, or is one row: nothing half-read is left behind when a record does not open."""
    for path in sorted(Path(stores.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.For | ast.comprehension) and path.name not in {"journal.py", "keys.py"}:
                asked = [n for n in ast.walk(node.iter) if isinstance(n, ast.Attribute)]
                names = [n.attr for n in asked]
                assert "execute" not in names or {"all", "scalars"} & set(names), f"{path.name}:{node.iter.lineno}"


def failure(stage: Stage, reading: Reading, case_id: CaseId) -> Exception:
    """The error a reading ends in, with all it holds on to."""
    try:
        with stage.app.open_stores() as opened:
            reading(opened, case_id)
    except Exception as error:
        return error
    raise AssertionError("the bent record was opened")
