"""What every command shares: the house of this environment, the actor behind the token, how answers are printed."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer

from mediation.accounts.tokens import digest
from mediation.bootstrap import House, house
from mediation.cli.refusals import exit_code, say
from mediation.kernel.actor import Actor
from mediation.kernel.refusals import Invalid, NotSignedIn, Refusal
from mediation.work import Work, unit

P = ParamSpec("P")
R = TypeVar("R")
JsonOption = Annotated[bool, typer.Option("--json", help="Print the answer, or the refusal, as JSON.")]
LARGEST = 1_000_000


def command(function: Callable[P, R]) -> Callable[P, R]:
    """A refusal becomes a sentence and an exit code; `--json` makes it JSON."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except Refusal as refusal:
            say(refusal, bool(kwargs.get("as_json")))
            raise typer.Exit(exit_code(refusal)) from None

    return run


def current_actor(place: House) -> Actor:
    """The account behind MEDIATION_TOKEN; the command line has no way around it."""
    token = os.environ.get("MEDIATION_TOKEN", "")
    with place.app.open_stores() as stores:
        account = stores.accounts.by_token(digest(token), place.clock.now())
    if account is None:
        raise NotSignedIn("set MEDIATION_TOKEN to a token of yours; `mediation accounts token` makes one")
    return account.actor()


def in_unit(act: Callable[[Work], R]) -> R:
    """Do one thing as the account behind the token, in one unit of work."""
    place = house()
    with unit(place.app, current_actor(place)) as work:
        return act(work)


def show(answer: Any, as_json: bool) -> None:
    """Print an answer: JSON, or one line per thing."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for line in _lines(answer):
        print(line)


def _lines(answer: Any, indent: str = "") -> list[str]:
    if isinstance(answer, dict):
        made: list[str] = []
        for key, value in answer.items():
            if isinstance(value, dict | list) and value:
                made += [f"{indent}{key}:", *_lines(value, indent + "  ")]
            else:
                made.append(f"{indent}{key}: {_plain(value)}")
        return made
    if isinstance(answer, list):
        if not answer:
            return [f"{indent}(none)"]
        made = []
        for item in answer:
            first, *rest = _lines(item, indent + "  ") if isinstance(item, dict) else [f"{indent}  {item}"]
            made += [f"{indent}- {first.lstrip()}", *rest]
        return made
    return [f"{indent}{_plain(answer)}"]


def _plain(value: Any) -> str:
    return "–" if value in (None, "", [], {}) else str(value)


def read_input(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; Invalid if there are none or too many."""
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else _bounded(Path(path))
    except OSError:
        raise Invalid("this file cannot be read", code="unreadable_file", fields=[("", "unreadable")]) from None
    if len(raw) > LARGEST:
        raise Invalid("this is larger than one megabyte", code="too_large", fields=[("", "too_large")])
    return raw


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def stop(message: str, code: int) -> NoReturn:
    """End the command with a sentence on standard error."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)
