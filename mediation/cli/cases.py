"""Cases on the command line: registered, listed, shown, searched."""

import typer

from mediation.actions.arrival import Arrival
from mediation.actions.forms import read_form
from mediation.actions.intake import register_initiative
from mediation.cli.session import JsonOption, case_of, command, in_unit, read_input, show
from mediation.queries import case_page, lists

app = typer.Typer(no_args_is_help=True, help="Cases: registered, listed, shown, searched.")


@app.command("register")
@command
def register(
    file: str = typer.Argument("-", help="The initiative as JSON, or - for standard input."),
    as_json: JsonOption = False,
) -> None:
    """Register an arriving initiative as a case."""
    raw = read_input(file)
    show(in_unit(lambda work: register_initiative(work, read_form(Arrival, raw))), as_json)


@app.command("list")
@command
def list_cases(after: str = "", limit: int = 50, as_json: JsonOption = False) -> None:
    """List the office's cases, last changed first."""
    show(in_unit(lambda work: lists.case_list(work, after, limit)), as_json)


@app.command("show")
@command
def show_case(case: str, as_json: JsonOption = False) -> None:
    """Show one case with the next steps of its matters."""
    show(in_unit(lambda work: case_page.case_page(work, case_of(work, case))), as_json)


@app.command("steps")
@command
def steps(case: str, as_json: JsonOption = False) -> None:
    """Show what may happen next in a case, and what is missing for it."""
    show(in_unit(lambda work: case_page.next_steps(work, case_of(work, case))), as_json)


@app.command("search")
@command
def search(text: str, limit: int = 50, as_json: JsonOption = False) -> None:
    """Find cases by the name of a person, as written or alike."""
    show(in_unit(lambda work: lists.search(work, text, limit)), as_json)


@app.command("deadlines")
@command
def deadlines(case: str, as_json: JsonOption = False) -> None:
    """Show the open deadlines of a case."""
    show(in_unit(lambda work: lists.deadlines(work, case_of(work, case))), as_json)


@app.command("messages")
@command
def messages(case: str, as_json: JsonOption = False) -> None:
    """Show the messages of a case."""
    show(in_unit(lambda work: lists.outbox(work, case_of(work, case))), as_json)
