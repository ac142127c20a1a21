"""The command line as an office and its operator use it; every refusal has its exit code and its sentence."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from mediation.actions.catalogue import ACTIONS
from mediation.demo.arrivals import simple, two_suspects
from mediation.storage.tables import METADATA
from tests.cli.conftest import Line


def arrival(number: int = 1, **changes: Any) -> str:
    return json.dumps(simple(number, "assault", date.today()) | changes)


def rows(line: Line) -> dict[str, int]:
    """How many rows every table has, the log of refusals apart."""
    assert line.stage is not None
    tables = [*METADATA.sorted_tables, sa.table("journal_leaves")]
    with line.stage.house.engine.connect().execution_options(read_only=True) as connection:
        count = {t.name: connection.scalar(sa.select(sa.func.count()).select_from(t)) or 0 for t in tables}
    return {name: n for name, n in count.items() if name != "refusals"}


def test_without_a_word_it_shows_what_there_is(bare: Line) -> None:
    answer = bare.run()
    assert "cases" in answer.out
    assert "doctor" in answer.out


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: f"{a.noun} {a.verb}")
def test_every_action_has_help_that_names_its_fields(bare: Line, action: Any) -> None:
    answer = bare.run(action.noun, action.verb, "--help")
    assert answer.code == 0
    assert next(iter(action.form.model_fields)) in answer.out


def test_a_new_office_is_made_in_one_command_and_is_safe(bare: Line) -> None:
    made = bare.run("init", "--name", "Yrjö Ylläpitäjä", "--json")
    assert made.code == 0
    token = made.json["token"]
    assert bare.run("doctor").code == 0
    listed = bare.run("accounts", "list", "--json", MEDIATION_TOKEN=token)
    assert [a["name"] for a in listed.json] == ["Yrjö Ylläpitäjä"]
    again = bare.run("init")
    assert (again.code, "not_empty" in again.err) == (2, True)


def test_before_it_is_made_every_command_says_so(bare: Line) -> None:
    for words in (("cases", "list"), ("keys", "status"), ("due", "run")):
        answer = bare.run(*words)
        assert answer.code in (8, 9, 10), words
        assert "refused" in answer.err
        assert "Traceback" not in answer.err + answer.out


def test_a_case_is_registered_shown_and_moved(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "initiative.json"
    today = date.today()
    file.write_text(json.dumps(two_suspects(today, today)), encoding="utf-8")
    made = line.run("cases", "register", str(file), "--json", who="police").json
    case = made["case"]
    assert len(made["matters"]) == 2
    form = json.dumps({"matters": made["matters"], "venue_is_here": True})
    assert line.run("matters", "triage", case, "-", who="adviser", stdin=form).code == 0
    form = json.dumps({"matters": made["matters"]})
    assert len(line.run("consents", "ask", case, "--json", who="adviser", stdin=form).json["asked"]) == 5
    page = line.run("cases", "show", case, "--json", who="adviser").json
    assert {m["state"] for m in page["matters"]} == {"examining_conditions"}
    assert line.run("cases", "steps", case, who="adviser").code == 0
    assert "consent_answer" in line.run("cases", "deadlines", case, who="adviser").out
    papers = line.run("documents", "list", case, "--json", who="adviser").json
    assert len(papers) == 10
    out = tmp_path / "paper.pdf"
    assert line.run("documents", "get", case, papers[0]["id"], str(out), who="adviser").code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert line.run("due", "run", "--json").json["failed"] == []
    assert line.run("cases", "messages", case, who="adviser").code == 0
    assert line.run("cases", "search", "Tilta", "--json", who="adviser").json[0]["id"] == case


BAD: dict[str, tuple[str, int, str]] = {
    # what arrives: message, exit code, a word of the refusal
    "nothing at all":               ("", 2, "not_json"),
    "half a message":               ('{"format":', 2, "not_json"),
    "a list":                       ("[]", 2, "invalid"),
    "hostile nesting":              ("[" * 50_000, 2, "not_json"),
    "an unknown field":             (arrival(surprise=1), 2, "unknown_field"),
    "an unknown role":              (arrival(initiator="king"), 2, "initiator"),
    "an unknown unit":              (arrival(unit="n_nowhere"), 3, "unit_not_found"),
    "a day that does not exist":    (arrival(initiated_on="2026-02-30"), 2, "initiated_on"),
    "a day to come":                (arrival(initiated_on=str(date.today() + timedelta(days=30))), 2, "in_future"),
    "a day before the Act":         (arrival(initiated_on="2005-12-31"), 2, "before_the_act"),
    "nobody":                       (arrival(people=[]), 2, "people"),
    "ten megabytes":                (arrival(official="x" * 10_000_000), 2, "too_large"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BAD)
def test_an_initiative_that_cannot_be_leaves_everything_as_it_was(line: Line, sentence: str) -> None:
    message, code, word = BAD[sentence]
    before = rows(line)
    answer = line.run("cases", "register", "-", who="police", stdin=message)
    assert (answer.code, word in answer.err) == (code, True), answer.err
    assert rows(line) == before


def test_a_repeated_delivery_is_told_and_nothing_is_registered_twice(line: Line) -> None:
    assert line.run("cases", "register", "-", who="police", stdin=arrival()).code == 0
    before = rows(line)
    again = line.run("cases", "register", "-", who="police", stdin=arrival())
    assert (again.code, "duplicate_delivery" in again.err) == (7, True)
    assert rows(line) == before


def test_steps_out_of_order_stale_versions_and_strangers_are_told_apart_by_exit_code(line: Line) -> None:
    made = line.run("cases", "register", "-", "--json", who="police", stdin=arrival()).json
    case, form = made["case"], json.dumps({"matters": made["matters"]})
    before = rows(line)
    out_of_order = line.run("mediators", "name", case, "-", "--json", who="adviser", stdin=form)
    assert (out_of_order.code, json.loads(out_of_order.err)["refused"]) == (5, "step_not_possible")
    assert line.run("matters", "close", case, "-", "--version", "9", who="adviser", stdin=form).code == 6
    assert line.run("matters", "close", case, "-", who="veikko", stdin=form).code == 3
    assert line.run("matters", "close", case, "-", who="", stdin=form).code == 4
    decision = json.dumps({"matters": made["matters"], "kind": "accept", "reasons": "x"})
    assert line.run("decisions", "make", case, "-", who="adviser", stdin=decision).code == 4
    assert rows(line) == before


def test_keys_are_made_and_wrapped_anew(line: Line) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    assert line.run("keys", "create", "--json", who="administrator").json["epoch"] == 2
    dry = line.run("keys", "rotate", "--dry-run", "--json", who="administrator").json
    done = line.run("keys", "rotate", "--json", who="administrator").json
    assert dry["rewrapped"] == done["rewrapped"] > 0
    assert done["left"] == 0
    assert [e["data_keys"] for e in line.run("keys", "status", "--json").json][0] == 0


def test_nobody_but_an_administrator_touches_keys(line: Line) -> None:
    for words in (("keys", "create"), ("keys", "rotate")):
        assert line.run(*words, who="adviser").code == 4
        assert line.run(*words).code == 4
    assert len(line.run("keys", "status", "--json").json) == 1


def test_a_missing_root_key_and_a_wrong_one_are_refused_with_a_code(line: Line) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    key = line.home / "keys" / "epoch-00001.key"
    content = key.read_bytes()
    key.unlink()
    assert line.run("cases", "list", who="adviser").code in (8, 10)
    other = Line(line.home.parent / "other")
    other.run("init")
    key.write_bytes((other.home / "keys" / "epoch-00001.key").read_bytes())
    key.chmod(0o400)
    assert line.run("cases", "list", who="adviser").code in (8, 10)
    key.chmod(0o600)
    key.write_bytes(content)
    key.chmod(0o400)
    assert line.run("cases", "list", who="adviser").code == 0


def test_the_journal_is_signed_exported_and_every_change_to_it_is_found(line: Line, tmp_path: Path) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    note = line.run("journal", "checkpoint", "--json", who="administrator").json["checkpoint"]
    held, bundle = tmp_path / "held.txt", tmp_path / "journal.bundle"
    held.write_text(note, encoding="utf-8")
    made = line.run("journal", "export", str(bundle), "--json", who="auditor").json

    def verify(content: bytes) -> tuple[int, str]:
        bundle.write_bytes(content)
        command = [sys.executable, "-m", "audit", "verify", str(bundle), "--key", made["key"]]
        done = subprocess.run([*command, "--checkpoint", str(held)], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    whole = bundle.read_bytes()
    lines = whole.splitlines(keepends=True)
    assert verify(whole)[0] == 0
    assert verify(whole.replace(b'"act":"case.', b'"act":"cafe.', 1))[0] == 1
    assert verify(b"".join(lines[:5] + lines[6:]))[0] == 1
    assert verify(b"".join(lines[:8]))[0] in (1, 2)


def test_the_lifecycles_are_drawn(bare: Line, tmp_path: Path) -> None:
    assert bare.run("lifecycles", "show", "crime").out.startswith("stateDiagram-v2")
    assert bare.run("lifecycles", "show", "nothing").code == 2
    assert bare.run("lifecycles", "write", str(tmp_path / "pages")).code == 0
    assert (tmp_path / "pages" / "crime.md").exists()


def test_a_wrong_setting_is_named_and_never_its_value(bare: Line) -> None:
    answer = bare.run("doctor", MEDIATION_HTTP_PORT="salainen")
    told = answer.out + answer.err
    assert (answer.code, "MEDIATION_HTTP_PORT" in told, "salainen" in told) == (10, True, False)
    assert bare.run("doctor", MEDIATION_TYPO="1").code == 10
