"""Setting up a new installation, and examining one."""

import os
from typing import Annotated

import typer

from mediation.actions.office import NewAccount, first_account
from mediation.bootstrap import prepare
from mediation.cli.session import JsonOption, command, house_here, show, stop
from mediation.kernel.actor import Role, service
from mediation.kernel.clock import SystemClock
from mediation.kernel.refusals import Refusal
from mediation.safety import examine
from mediation.settings import read_settings
from mediation.work import unit


@command
def doctor(as_json: JsonOption = False) -> None:
    """Examine this installation; exit 10 and say what to do if anything about it is unsafe."""
    try:
        findings = [(f.code, f.advice) for f in examine(house_here())]
    except Refusal as refusal:
        findings = [(refusal.code, refusal.message)]
    show({"safe": not findings, "findings": [{"code": c, "advice": a} for c, a in findings]}, as_json)
    if findings:
        stop(f"{len(findings)} things are unsafe", 10)


@command
def init(
    name: Annotated[str, typer.Option(help="Name of the first administrator.")] = "Ylläpitäjä",
    as_json: JsonOption = False,
) -> None:
    """Make keys, databases and the first administrator; the token is shown this once."""
    place = prepare(read_settings(os.environ), SystemClock())
    with unit(place.app, service(place.app.office.id)) as work:
        answer = first_account(work, NewAccount(name=name, roles=(Role.ADMINISTRATOR,)))
    show({**answer, "journal_key": place.journal.verifier_key()}, as_json)
