"""The law on the command line: what it says of facts, which rules are in force, what changed."""

from typing import Annotated

import typer

from mediation.cli.session import JsonOption, command, read_input, show
from mediation.law.packs import pack
from mediation.queries import law

LawOption = Annotated[str, typer.Option("--law", help="The rule pack: a folder of mediation/law/.")]

app = typer.Typer(no_args_is_help=True, help="What the law says: rules, sections and reasons; no case is opened.")


@app.command("explain")
@command
def explain(
    file: Annotated[str, typer.Argument(help="Facts as JSON, or - for standard input.")] = "-",
    country: LawOption = "finland",
    as_json: JsonOption = False,
) -> None:
    """Say of facts whether they may be mediated: each rule asked, its section, what it found, what would change it."""
    show(law.explain(law.read_facts(read_input(file)), pack(country)), as_json)


@app.command("rules")
@command
def rules(
    on: Annotated[str, typer.Option(help="The day the initiative is made, as 2026-11-24.")],
    country: LawOption = "finland",
    as_json: JsonOption = False,
) -> None:
    """List the rules in force for an initiative made on a day."""
    show(law.rules_on(law.day_of(on), pack(country)), as_json)


@app.command("diff")
@command
def diff(one: str, other: str, country: LawOption = "finland", as_json: JsonOption = False) -> None:
    """List what changed in the rules between two days."""
    show(law.changes(law.day_of(one), law.day_of(other), pack(country)), as_json)
