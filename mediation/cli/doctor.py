"""Setting up a new installation, and examining one."""

import os
from typing import Annotated

import typer

from mediation.actions.office import NewAccount, first_account
from mediation.bootstrap import House, build, key_source, private_folder
from mediation.cli.session import JsonOption, command, show, stop
from mediation.kernel.actor import Role, service
from mediation.kernel.clock import Clock, SystemClock
from mediation.kernel.refusals import Refusal
from mediation.safety import examine
from mediation.settings import Settings, read_settings
from mediation.storage import schema
from mediation.storage.keys import create_key_tables
from mediation.vault.sources.private_file import write_private
from mediation.work import unit


@command
def doctor(as_json: JsonOption = False) -> None:
    """Examine this installation; exit 10 and say what to do if anything about it is unsafe."""
    settings = read_settings(os.environ)
    try:
        findings = [(f.code, f.advice) for f in examine(build(settings))]
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


def prepare(settings: Settings, clock: Clock) -> House:
    """Make what a new installation needs: folders, keys and schema; what is there already stays."""
    private_folder(settings.home)
    private_folder(settings.signing_key.parent)
    if settings.key_source == "file":
        private_folder(settings.key_folder)
    if not settings.signing_key.exists():
        write_private(settings.signing_key, os.urandom(32).hex().encode())
    source = key_source(settings, os.environ)
    if not source.epochs():
        source.create_epoch(clock.now())
    place = build(settings, clock)
    create_key_tables(place.key_engine)
    schema.migrate(place.engine)
    return place
