"""What every command shares: the office of this environment, the actor behind the token, how a command ends."""

import os
import re
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, NoReturn, ParamSpec, TypeVar

import typer

from mediation.accounts.tokens import digest
from mediation.bootstrap import House, build
from mediation.cli.files import read_input
from mediation.cli.printing import show
from mediation.cli.refusals import FAULT, exit_code, say, say_fault
from mediation.kernel.actor import Actor
from mediation.kernel.ids import CaseId, looks_like_id
from mediation.kernel.refusals import NotFound, NotSignedIn, Refusal, Unavailable, Unsafe
from mediation.safety import absent_files, is_current, refuse_unmade
from mediation.settings import read_settings
from mediation.work import Work, unit

__all__ = [
    "JsonOption", "case_of", "command", "current_actor", "house_here", "in_unit", "office", "read_input", "show",
    "stop", "unit_of",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")
NUMBER = re.compile(r"\w{1,3}-\d{4}-\d{4,}")  # a case number, as letters carry it
JsonOption = Annotated[bool, typer.Option("--json", help="Print the answer, or the refusal, as JSON.")]


def command(function: Callable[P, R]) -> Callable[P, R]:
    """A refusal becomes a sentence and an exit code, a fault a number and a place; `--json` makes both JSON."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        as_json = bool(kwargs.get("as_json"))
        try:
            return function(*args, **kwargs)
        except Refusal as refusal:
            say(refusal, as_json)
            raise typer.Exit(exit_code(refusal)) from None
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
            raise
        except OSError as error:
            unusable = Unavailable(f"{error.filename or 'a file'}: {error.strerror or 'cannot be used'}", code="file")
            say(unusable, as_json)
            raise typer.Exit(exit_code(unusable)) from None
        except Exception as error:
            say_fault(error, as_json)
            raise typer.Exit(FAULT) from None

    return run


def house_here() -> House:
    """The product as the environment sets it up, whatever the state of its databases; Unsafe if there is none yet."""
    settings = read_settings(os.environ)
    refuse_unmade(settings)
    return build(settings)


def office() -> House:
    """The office of this environment; Unsafe says how to make it, or how to bring its database up to date."""
    place = house_here()
    absent = absent_files(place)
    if absent:
        raise Unsafe(f"{absent[0]} (MEDIATION_HOME names the folder)", code="no_database")
    if not is_current(place):
        raise Unsafe("the database is not at the newest schema: run `mediation database migrate`", code="old_schema")
    return place


def current_actor(place: House) -> Actor:
    """The account behind MEDIATION_TOKEN, or the token in the file MEDIATION_TOKEN_FILE; there is no way around it."""
    token, path = os.environ.get("MEDIATION_TOKEN", ""), os.environ.get("MEDIATION_TOKEN_FILE", "")
    if path and not token:
        token = Path(path).read_text("utf-8", "replace")
    with place.app.open_stores() as stores:
        account = stores.accounts.by_token(digest(token.strip()), place.clock.now())
    if account is None:
        raise NotSignedIn("set MEDIATION_TOKEN to a token of yours; `mediation accounts token` makes one")
    return account.actor()


def unit_of(place: House, act: Callable[[Work], R]) -> R:
    """Do one thing in an office as the account behind the token, in one unit of work."""
    with unit(place.app, current_actor(place)) as work:
        return act(work)


def in_unit(act: Callable[[Work], R]) -> R:
    """Do one thing as the account behind the token, in one unit of work."""
    return unit_of(office(), act)


def case_of(work: Work, text: str) -> CaseId:
    """The case that was typed, by its id or by its number; what is neither is no case."""
    if looks_like_id(text, "c"):
        return CaseId(text)
    if not NUMBER.fullmatch(text.strip().upper()):
        raise NotFound("no such case", code="case_not_found")
    return work.stores.cases.by_number(text.strip().upper())


def stop(message: str, code: int) -> NoReturn:
    """End the command with a sentence on standard error."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)
