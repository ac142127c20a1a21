"""The command tree: the table of actions, and the commands of the office and of its operator beside it."""

from typing import Annotated

import typer

from mediation import __version__
from mediation.actions.catalogue import ACTIONS, Action
from mediation.actions.forms import read_form
from mediation.actions.records import RECORDS
from mediation.cli import (
    accounts,
    cases,
    database,
    demo,
    doctor,
    documents,
    due,
    expenses,
    journal,
    keys,
    law,
    letters,
    lifecycles,
    own,
    serve,
    units,
    volunteers,
)
from mediation.cli.office import add
from mediation.cli.session import JsonOption, case_of, command, in_unit, read_input, show

app = typer.Typer(
    name="mediation", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Mediation in criminal and certain civil cases (Finnish Act 1015/2005).",
)  # fmt: skip


def _version(asked: bool) -> None:
    if asked:
        print(f"mediation {__version__}")
        raise typer.Exit


VersionOption = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")]


@app.callback()
def begin(version: VersionOption = False) -> None:
    """Mediation in criminal and certain civil cases (Finnish Act 1015/2005)."""
    del version  # answered by its callback, before any command


GROUPS: dict[str, typer.Typer] = {
    "accounts": accounts.app,
    "assignments": own.assignments,
    "cases": cases.app,
    "database": database.app,
    "demo": demo.app,
    "documents": documents.app,
    "due": due.app,
    "expenses": expenses.app,
    "journal": journal.app,
    "keys": keys.app,
    "law": law.app,
    "letters": letters.app,
    "lifecycles": lifecycles.app,
    "reports": own.reports,
    "units": units.app,
    "volunteers": volunteers.app,
}
HELP = {
    "availability": "When mediators can come.",
    "agreements": "Agreements: drafted, signed, certified.",
    "conditions": "The conditions of mediation.",
    "consents": "Consents: asked, recorded, withdrawn.",
    "contacts": "Tries to reach somebody.",
    "decisions": "Decisions of the person in charge.",
    "doubts": "Doubts about a consent or about understanding.",
    "hearings": "Parties heard before a refusal.",
    "matters": "The steps of a matter's life.",
    "mediators": "Mediators named.",
    "meetings": "Meetings arranged and held.",
    "notes": "Working notes of the office.",
    "obligations": "Promises kept or broken.",
    "papers": "Papers ordered one by one: requests, attestations, copies, plain letters.",
    "people": "People of a case.",
    "requests": "Requests entered and answered.",
    "venue": "The office where a matter belongs.",
}


def _add(action: Action) -> None:
    group = GROUPS.setdefault(action.noun, typer.Typer(no_args_is_help=True, help=HELP.get(action.noun, "")))
    fields = ", ".join(f"{n}{'' if f.is_required() else '?'}" for n, f in action.form.model_fields.items())

    @group.command(action.verb, help=f"{action.says}\n\nFields of the JSON: {fields}.")
    @command
    def act(
        case: str = typer.Argument(help="The case: its number or its id."),
        file: str = typer.Argument("-", help="A JSON file, or - for standard input."),
        version: int = typer.Option(0, min=0, help="Refuse if the case is not at this version any more."),
        as_json: JsonOption = False,
    ) -> None:
        raw = read_input(file)
        show(
            in_unit(lambda work: action.run(work, case_of(work, case), read_form(action.form, raw), version or None)),
            as_json,
        )


for _action in ACTIONS:
    _add(_action)
for _record in RECORDS:
    _group = GROUPS.setdefault(_record.noun, typer.Typer(no_args_is_help=True, help=HELP.get(_record.noun, "")))
    add(_group, _record.verb, _record.run, _record.form)
for _name in sorted(GROUPS):
    app.add_typer(GROUPS[_name], name=_name)
app.command("doctor")(doctor.doctor)
app.command("init")(doctor.init)
app.command("serve")(serve.serve)
