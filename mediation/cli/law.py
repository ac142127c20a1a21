"""The law on the command line: what it says of facts, which rules are in force, what changed."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from mediation.cli.session import JsonOption, command, office, read_input, show, unit_of
from mediation.kernel.clock import helsinki_date
from mediation.law.packs import pack
from mediation.law.page import page
from mediation.queries import law
from mediation.queries.simulation import simulated

LawOption = Annotated[str, typer.Option("--law", help="The rule pack: a folder of mediation/law/.")]

app = typer.Typer(no_args_is_help=True, help="What the law says: rules, sections and reasons.")


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


@app.command("simulate")
@command
def simulate(
    under: Annotated[str, typer.Option(help="The day whose rules are asked, as 2024-12-31.")],
    first: Annotated[str, typer.Option("--from", help="The first day of arrival; the first of last year.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day of arrival; the last of last year.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Compare what the law says of the office's own cases with what the rules of another day say; changes nothing."""
    place = office()
    year = helsinki_date(place.clock.now()).year - 1
    span = law.day_of(first or f"{year}-01-01"), law.day_of(last or f"{year}-12-31")
    with Progress(console=Console(stderr=True), transient=True, disable=as_json) as bar:
        task = None

        def told(done: int, total: int) -> None:
            nonlocal task
            task = bar.add_task("cases", total=total) if task is None else task
            bar.update(task, completed=done)

        found = unit_of(place, lambda work: simulated(work, law.day_of(under), *span, told))
    show(found, as_json)


@app.command("write")
@command
def write(
    file: Annotated[Path, typer.Argument(help="Where the page goes, such as docs/law.md.")],
    tests: Annotated[Path, typer.Option(help="The folder of the tests whose sentences are cited.")] = Path("tests"),
) -> None:
    """Write the page of the law: every table of every rule pack beside the tests that cite it."""
    file.write_text(page(tests), encoding="utf-8")
    print(file)
