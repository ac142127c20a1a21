"""The command line as a process on a terminal: help, versions, pipes that close, Ctrl-C, letters without a sign."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from mediation import __version__
from mediation.actions.catalogue import ACTIONS
from mediation.cli.tree import app
from tests.cli.conftest import Line, arrival


def commands(group: typer.Typer, *before: str) -> Iterator[tuple[str, ...]]:
    for command in group.registered_commands:
        yield (*before, str(command.name))
    for inner in group.registered_groups:
        yield (*before, str(inner.name))
        yield from commands(inner.typer_instance or typer.Typer(), *before, str(inner.name))


EVERY = sorted(commands(app))


def mediation(line: Line, *words: str, who: str = "", **env: str) -> list[Any]:
    """The words of a process and the environment it gets."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MEDIATION_")}
    return [[sys.executable, "-m", "mediation", *words], outer | line.environment(who, **env)]


def run(line: Line, *words: str, who: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
    command, environment = mediation(line, *words, who=who, **env)
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def test_without_a_word_it_shows_what_there_is(bare: Line) -> None:
    answer = bare.run()
    for word in ("cases", "doctor", "init", "journal", "reports"):
        assert word in answer.out


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_has_help_that_says_what_it_does(bare: Line, words: tuple[str, ...]) -> None:
    answer = bare.run(*words, "--help")
    assert answer.code == 0
    said = [
        row.strip() for row in answer.out.splitlines() if row.strip() and not row.strip().startswith(("╭", "│", "╰"))
    ]
    assert said[0].startswith("Usage:")
    assert said[1].endswith((".", "checked.", ":")) or len(said) > 2, said
    assert len(said[1]) > 10


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: f"{a.noun} {a.verb}")
def test_the_help_of_an_action_names_the_fields_of_its_form(bare: Line, action: Any) -> None:
    said = " ".join(bare.run(action.noun, action.verb, "--help").out.split())
    for field in action.form.model_fields:
        assert field in said


def test_a_process_tells_its_version_and_an_unknown_word_is_named(bare: Line) -> None:
    told = run(bare, "--version")
    assert (told.returncode, told.stdout) == (0, f"mediation {__version__}\n")
    unknown = bare.run("fly")
    assert (unknown.code, "fly" in unknown.err) == (2, True)


def test_an_answer_and_a_refusal_come_on_their_own_streams(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "initiative.json"
    file.write_text(arrival(), encoding="utf-8")
    made = line.run("cases", "register", str(file), "--json", who="police")
    assert (made.code, made.err) == (0, "")
    again = run(line, "cases", "register", str(file), "--json", who="police")
    assert (again.returncode, again.stdout) == (7, "")
    assert "duplicate_delivery" in again.stderr


def test_nothing_but_the_answer_is_on_the_answers_stream_even_beside_a_progress_bar(line: Line) -> None:
    rotated = line.run("keys", "rotate", "--json", who="administrator")
    assert rotated.out.startswith("{")
    assert rotated.out.count("\n") == 1


def test_a_terminal_without_a_letter_still_gets_its_answer(line: Line) -> None:
    listed = run(line, "accounts", "list", who="administrator", PYTHONIOENCODING="ascii")
    assert (listed.returncode, "Yll" in listed.stdout, listed.stderr) == (0, True, "")


def test_a_reader_that_leaves_is_no_error_with_a_trace(bare: Line) -> None:
    command, environment = mediation(bare, "lifecycles", "show", "crime")
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    assert process.wait(60) in (0, 1, 141)
    assert said == ""


def test_ctrl_c_ends_it_without_a_trace_while_it_is_being_loaded(line: Line) -> None:
    command, environment = mediation(line, "cases", "list", who="adviser")
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert out == b""
    assert process.returncode in (130, -signal.SIGINT)


def test_who_is_at_a_keyboard_is_told_what_to_type_and_may_leave_with_ctrl_c(line: Line) -> None:
    command, environment = mediation(line, "cases", "register", who="police")
    mine, theirs = pty.openpty()
    process = subprocess.Popen(command, env=environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert b"Ctrl-D" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    os.close(mine)
    os.close(theirs)
    assert b"Traceback" not in err
    assert (out, process.returncode) == (b"", 130)
