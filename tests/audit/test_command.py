"""`python -m audit`, as an auditor runs it: exit codes, sentences, and nothing of the product needed."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import audit.__main__ as command
from audit.bundle import export
from audit.journal import MemoryJournal
from audit.note import VerifierKey
from tests.audit.journals import KEY, NOON, ORIGIN, OTHER_KEY, PUBLIC, a_journal, an_entry
from tests.audit.test_bundle import ROWS

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    file = tmp_path / "bundle.jsonl"
    file.write_bytes(b"".join(export(a_journal(60, checkpoints=(20, 52)), None, [PUBLIC])))
    (tmp_path / "held.txt").write_bytes(list(a_journal(60, checkpoints=(52,)).checkpoints(None))[0].encode())
    return file


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """The command in a process of its own: exit code, output, errors."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "audit", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_a_whole_journal_ends_with_0_and_says_what_is_not_proven(bundle: Path) -> None:
    code, said, errors = run("verify", bundle)
    assert (code, errors) == (0, "")
    assert said.startswith(f"WHOLE: 60 entries of {ORIGIN}, root ")
    assert "checkpoints that agree: 2 in the bundle, 0 kept elsewhere" in said
    assert "not yet under a checkpoint: entries 52 to 59" in said
    assert "the key came with the bundle" in said
    assert "a cut or rewritten journal would look the same" in said


def test_with_a_key_and_a_checkpoint_of_ones_own_nothing_is_left_open(bundle: Path) -> None:
    code, said, _ = run("verify", bundle, "--key", str(PUBLIC), "--checkpoint", bundle.with_name("held.txt"))
    assert code == 0
    assert "2 in the bundle, 1 kept elsewhere" in said
    assert "the key came" not in said
    assert "would look the same" not in said


def test_a_key_may_lie_in_a_file(bundle: Path) -> None:
    file = bundle.with_name("key.txt")
    file.write_text(f"{PUBLIC}\n")
    assert run("verify", bundle, "--key", file)[0] == 0
    file.write_text(f"{VerifierKey.of(ORIGIN, OTHER_KEY)}\n")
    code, said, _ = run("verify", bundle, "--key", file)
    assert code == 1
    assert said.startswith("BROKEN: the last checkpoint is not valid")


def test_a_checkpoint_survives_a_mail_program(bundle: Path) -> None:
    held = bundle.with_name("held.txt")
    held.write_bytes(b"\r\n" + held.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert run("verify", bundle, "--checkpoint", held)[0] == 0


Damage = Callable[[bytes], bytes]
BROKEN: dict[str, tuple[Damage, str]] = {
    "one flipped byte": (lambda raw: raw.replace(b'"cv":41', b'"cv":40', 1), "entry 41 was changed"),
    "one dropped entry": (
        lambda raw: b"".join(one for one in raw.splitlines(keepends=True) if not one.startswith(b"[41,")),
        "entry 41 is missing",
    ),
    "a cut tail": (
        lambda raw: raw[: raw.index(b"[40,")], "the journal ends at 40 but its last checkpoint says 52",
    ),
    "two entries in the wrong order": (
        lambda raw: raw.replace(b"[8,", b"[?,").replace(b"[7,", b"[8,").replace(b"[?,", b"[7,"),
        "the order was changed: entry 8 stands before entry 7",
    ),
    "an edited checkpoint": (
        lambda raw: raw.replace(b"\\n20\\n", b"\\n19\\n"), "the checkpoint after 20 entries is not valid",
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_journal_ends_with_1_and_the_first_break_in_words(bundle: Path, sentence: str) -> None:
    damage, words = BROKEN[sentence]
    bundle.write_bytes(damage(bundle.read_bytes()))
    code, said, _ = run("verify", bundle)
    assert code == 1
    assert said.startswith(f"BROKEN: {words}")


def test_a_full_rewrite_is_found_by_a_checkpoint_that_was_kept(bundle: Path) -> None:
    rewritten = MemoryJournal(ORIGIN)
    rewritten.append_many(None, [an_entry(number, actor="u_matti") for number in range(60)])
    rewritten.checkpoint(None, KEY, NOON)
    bundle.write_bytes(b"".join(export(rewritten, None, [PUBLIC])))
    assert run("verify", bundle, "--key", str(PUBLIC))[0] == 0
    code, said, _ = run("verify", bundle, "--checkpoint", bundle.with_name("held.txt"))
    assert code == 1
    assert said.startswith(
        "BROKEN: the journal was rewritten: entries 0 to 51 are not those of the checkpoint in"
    )


def test_every_row_that_differs_is_printed(bundle: Path) -> None:
    bundle.write_bytes(b"".join(export(a_journal(60), None, [PUBLIC], ROWS)))
    code, said, _ = run("verify", bundle)
    assert code == 1
    assert said.count("is not in the database; the journal knows it at version 1") == command.MOST_DIFFERENCES
    assert said.endswith("and 28 more\n")


UNREADABLE: dict[str, tuple[bytes, list[str]]] = {
    "a bundle that is not one":        (b"hello\n", []),
    "an empty bundle":                 (b"", []),
    "a picture":                       (bytes(range(256)) * 10, []),
    "a key that is not one":           (b"", ["--key", "a+b+c"]),
    "a key file that is not there":    (b"", ["--key", "nowhere"]),
    "a checkpoint that is not there":  (b"", ["--checkpoint", "nowhere"]),
    "a folder instead of a file":      (b"", ["--checkpoint", "."]),
    "an option that does not exist":   (b"", ["--repair"]),
}  # fmt: skip


@pytest.mark.parametrize("sentence", UNREADABLE)
def test_what_cannot_be_read_ends_with_2_and_a_sentence(bundle: Path, sentence: str) -> None:
    content, options = UNREADABLE[sentence]
    bundle.write_bytes(content)
    code, said, errors = run("verify", bundle, *options)
    assert (code, said) == (2, "")
    assert errors.strip()


def test_a_bundle_that_is_not_there_and_a_checkpoint_that_is_no_text_end_with_2(bundle: Path) -> None:
    assert run("verify", bundle.with_name("nowhere"))[0] == 2
    bundle.with_name("held.txt").write_bytes(b"\xff\xfe")
    code, _, errors = run("verify", bundle, "--checkpoint", bundle.with_name("held.txt"))
    assert (code, "this is not a text file" in errors) == (2, True)
    assert run()[0] == 2


def test_the_verifier_loads_neither_the_product_nor_a_database(bundle: Path) -> None:
    program = (
        "import runpy, sys\n"
        f"sys.argv = ['audit', 'verify', {str(bundle)!r}]\n"
        "try: runpy.run_module('audit', run_name='__main__')\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "foreign = {'sqlalchemy', 'mediation', 'volunteers', 'psycopg', 'fcntl'} & set(sys.modules)\n"
        "assert not foreign, foreign\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_progress_is_told_on_the_error_stream_only_when_it_takes_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bundle: Path
) -> None:
    assert command.main(["verify", str(bundle)]) == 0
    assert capsys.readouterr().err == ""
    ticks = iter(range(0, 10_000, 3))
    monkeypatch.setattr(time, "monotonic", lambda: next(ticks))
    assert command.main(["verify", str(bundle)]) == 0
    assert "of 60 entries checked" in capsys.readouterr().err
