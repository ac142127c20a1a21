"""What the operator does: makes an office, changes keys, signs and hands out the journal, migrates."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.storage import schema
from tests.cli.conftest import Line, arrival


def test_a_new_office_is_made_in_one_command_and_is_safe(bare: Line) -> None:
    made = bare.run("init", "--name", "Yrjö Ylläpitäjä", "--json")
    assert made.code == 0
    assert set(made.json) == {"account", "token", "journal_key"}
    assert bare.run("doctor").code == 0
    listed = bare.run("accounts", "list", "--json", MEDIATION_TOKEN=made.json["token"])
    assert [a["name"] for a in listed.json] == ["Yrjö Ylläpitäjä"]


def test_making_it_twice_is_refused_and_changes_no_key(bare: Line) -> None:
    bare.run("init")
    keys = {p: p.read_bytes() for p in (bare.home / "keys").iterdir()}
    again = bare.run("init", "--json")
    assert (again.code, again.refused["refused"]) == (2, "not_empty")
    assert {p: p.read_bytes() for p in (bare.home / "keys").iterdir()} == keys


def test_everything_it_makes_is_closed_to_others(bare: Line) -> None:
    bare.run("init")
    made = [bare.home, *bare.home.rglob("*")]
    assert len(made) > 6
    assert [p.name for p in made if stat.S_IMODE(p.stat().st_mode) & 0o077] == []


@pytest.mark.parametrize("words", ["cases list", "keys status", "due run", "database status", "database migrate",
                                   "journal checkpoint", "accounts list"])  # fmt: skip
def test_before_it_is_made_every_command_says_how_and_makes_nothing(bare: Line, words: str) -> None:
    answer = bare.run(*words.split())
    assert (answer.code, "mediation init" in answer.err) == (10, True)
    assert not bare.home.exists()


@pytest.mark.parametrize("lost", ["mediation.db", "keys.db"])
@pytest.mark.parametrize("words", ["cases list", "due run", "database status", "database migrate"])
def test_a_database_that_is_gone_is_told_and_no_empty_one_put_in_its_place(line: Line, lost: str, words: str) -> None:
    for path in line.home.glob(f"{lost}*"):
        path.unlink()
    answer = line.run(*words.split(), "--json", who="adviser")
    assert (answer.code, answer.refused["refused"]) == (10, "no_database")
    assert lost in answer.refused["message"]
    assert not (line.home / lost).exists()


def test_keys_are_made_and_wrapped_anew(line: Line) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    assert line.run("keys", "create", "--json", who="administrator").json["epoch"] == 2
    before = line.run("keys", "status", "--json").json
    dry = line.run("keys", "rotate", "--dry-run", "--json", who="administrator").json
    assert line.run("keys", "status", "--json").json == before
    done = line.run("keys", "rotate", "--json", who="administrator").json
    assert dry["rewrapped"] == done["rewrapped"] == before[0]["data_keys"] > 0
    assert (dry["dry_run"], done["dry_run"], done["left"], done["unopened"]) == (True, False, 0, [])
    assert [(e["data_keys"] > 0, e["current"]) for e in line.run("keys", "status", "--json").json] == [
        (False, False), (True, True),
    ]  # fmt: skip
    assert len(line.run("cases", "list", "--json", who="adviser").json["cases"]) == 1
    again = line.run("keys", "rotate", "--json", who="administrator").json
    assert again["rewrapped"] == 0


def test_a_missing_root_key_and_a_wrong_one_are_refused_and_change_nothing(line: Line) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    before, key = line.rows(), line.home / "keys" / "epoch-00001.key"
    content = key.read_bytes()
    key.unlink()
    missing = line.run("cases", "list", "--json", who="adviser")
    assert missing.code in (8, 10)
    other = Line(line.home.parent / "other")
    other.run("init")
    key.write_bytes((other.home / "keys" / "epoch-00001.key").read_bytes())
    key.chmod(0o400)
    wrong = line.run("cases", "list", "--json", who="adviser")
    assert (wrong.code, wrong.refused["refused"]) == (8, "cannot_open")
    assert line.run("cases", "register", "-", who="police", stdin=arrival(2)).code == 8
    assert line.rows() == before
    key.chmod(0o600)
    key.write_bytes(content)
    key.chmod(0o400)
    assert line.run("cases", "list", who="adviser").code == 0


def verify(bundle: Path, key: str, *held: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "audit", "verify", str(bundle), "--key", key]
    for path in held:
        command += ["--checkpoint", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_journal_is_signed_exported_and_every_change_to_it_is_found(line: Line, tmp_path: Path) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    held, bundle = tmp_path / "held.txt", tmp_path / "journal.bundle"
    held.write_text(line.run("journal", "checkpoint", who="administrator").out, encoding="utf-8")
    made = line.run("journal", "export", str(bundle), "--json", who="auditor").json
    assert stat.S_IMODE(bundle.stat().st_mode) == 0o600
    code, said = verify(bundle, made["key"], held)
    assert (code, f"WHOLE: {made['entries']} entries" in said) == (0, True)

    whole = bundle.read_bytes()
    lines = whole.splitlines(keepends=True)
    entries = [n for n, row in enumerate(lines) if b'"act":"' in row]
    place = whole.index(b'"act":"case.') + 8
    changed = {
        "a flipped byte": whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :],
        "a dropped entry": b"".join(lines[: entries[3]] + lines[entries[3] + 1 :]),
        "two in each other's place": b"".join([*lines[: entries[2]], lines[entries[3]], lines[entries[2]],
                                               *lines[entries[4] :]]),
    }  # fmt: skip
    for what, content in changed.items():
        bundle.write_bytes(content)
        code, said = verify(bundle, made["key"], held)
        assert (code, "BROKEN" in said) == (1, True), what
    cut = line.home.parent / "cut"
    cut.write_bytes(whole)
    assert verify(cut, "mediation.example/journal+00000000+AAAA")[0] == 2


def test_a_journal_cut_by_its_owner_is_found_by_the_checkpoint_kept_elsewhere(line: Line, tmp_path: Path) -> None:
    line.run("cases", "register", "-", who="police", stdin=arrival())
    early, late = tmp_path / "early.bundle", tmp_path / "late.txt"
    line.run("journal", "checkpoint", who="administrator")
    key = line.run("journal", "export", str(early), "--json", who="auditor").json["key"]
    line.run("cases", "register", "-", who="police", stdin=arrival(2))
    late.write_text(line.run("journal", "checkpoint", "--json", who="administrator").json["checkpoint"], "utf-8")
    assert verify(early, key)[0] == 0  # what an owner who cut the tail hands out looks whole
    code, said = verify(early, key, late)
    assert (code, "BROKEN" in said) == (1, True)


def test_an_export_that_fails_leaves_the_older_file_whole(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "journal.bundle"
    out.write_bytes(b"the older one")

    def full(_: object, path: Path) -> int:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("mediation.storage.journal.JournalKeeper.write_bundle", full)
    assert line.run("journal", "export", str(out), who="auditor").code == 9
    assert out.read_bytes() == b"the older one"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["journal.bundle"]


def test_the_schema_is_told_and_brought_up_to_date(line: Line) -> None:
    assert line.run("database", "status", "--json").json == {"now": schema.head(), "newest": schema.head()}
    assert line.run("database", "migrate", "--json").json == {"was": schema.head(), "now": schema.head()}
    with line.house.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = 'older'")
    old = line.run("cases", "list", "--json", who="adviser")
    assert (old.code, old.refused["refused"]) == (10, "old_schema")
    assert line.run("database", "status", "--json").json["now"] == "older"


def test_an_empty_database_is_told_from_an_office(line: Line) -> None:
    line.house.engine.dispose()
    for path in line.home.glob("mediation.db*"):
        path.unlink()
    sa.create_engine(f"sqlite:///{line.home / 'mediation.db'}").connect().close()
    (line.home / "mediation.db").touch(mode=0o600)
    answer = line.run("cases", "list", "--json", who="adviser")
    assert (answer.code, answer.refused["refused"]) == (10, "old_schema")
    assert line.run("database", "migrate", "--json").json["was"] == ""


def test_the_lifecycles_are_drawn(bare: Line, tmp_path: Path) -> None:
    assert bare.run("lifecycles", "show", "crime").out.startswith("stateDiagram-v2")
    unknown = bare.run("lifecycles", "show", "nothing")
    assert (unknown.code, "dispute" in unknown.err) == (2, True)
    assert bare.run("lifecycles", "write", str(tmp_path / "pages")).code == 0
    assert {p.stem for p in (tmp_path / "pages").iterdir()} >= {"crime", "dispute", "report"}


def test_what_is_due_is_done_once(line: Line) -> None:
    case = line.run("cases", "register", "-", "--json", who="police", stdin=arrival()).json
    line.do("adviser", case["case"], "matters triage", matters=case["matters"], venue_is_here=True)
    line.do("adviser", case["case"], "consents ask", matters=case["matters"])
    first = line.run("due", "run", "--json").json
    again = line.run("due", "run", "--json").json
    assert (first["failed"], again["failed"]) == ([], [])
    assert again["reminded"] == again["escalated"] == again["sent"] == again["by_letter"] == 0


def test_a_paper_is_written_whole_and_closed_or_into_a_pipe(line: Line, tmp_path: Path) -> None:
    case = line.run("cases", "register", "-", "--json", who="police", stdin=arrival()).json
    line.do("adviser", case["case"], "matters triage", matters=case["matters"], venue_is_here=True)
    line.do("adviser", case["case"], "consents ask", matters=case["matters"])
    papers = line.run("documents", "list", case["case"], "--json", who="adviser").json
    out = tmp_path / "paper.pdf"
    out.write_bytes(b"an older one")
    words = ("documents", "get", case["case"], papers[0]["id"])
    assert line.run(*words, str(out), who="adviser").code == 0
    assert (out.read_bytes()[:9], stat.S_IMODE(out.stat().st_mode)) == (b"<!doctype", 0o600)
    (tmp_path / "link").symlink_to(out)
    assert line.run(*words, str(tmp_path / "link"), who="adviser").code == 0
    assert (tmp_path / "link").is_symlink()
    assert line.run(*words, os.devnull, who="adviser").code == 0
    assert not Path(os.devnull).is_file()
    assert line.run(*words, str(tmp_path), "--json", who="adviser").refused["refused"] == "file"


def test_the_law_answers_without_an_office(bare: Line) -> None:
    facts = json.dumps({"kind": "crime", "initiative_on": "2026-09-01", "offence": "assault"})
    said = bare.run("law", "explain", "-", "--json", stdin=facts)
    assert said.code == 0
    assert said.json["eligibility"]["rules"]
    assert bare.run("law", "rules", "--on", "2026-09-01", "--json").json
    assert bare.run("law", "diff", "2024-12-31", "2025-01-01", "--json").json
    for wrong in ('{"kind": "crime", "kind": "dispute"}', '{"victim_age": "5"}', '{"surprise": 1}', "", "{", "NaN",
                  '{"x": ' + "9" * 5000 + "}"):  # fmt: skip
        assert bare.run("law", "explain", "-", stdin=wrong).code == 2, wrong[:40]
    assert bare.run("law", "rules", "--on", "1.9.2026").code == 2
    assert not bare.home.exists()
