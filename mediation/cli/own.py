"""One's own lists on the command line: a mediator's offers and cases, a unit's reports."""

import typer

from mediation.cli.session import JsonOption, command, in_unit, show
from mediation.queries import lists

assignments = typer.Typer(no_args_is_help=True, help="Cases offered to mediators.")
reports = typer.Typer(no_args_is_help=True, help="Reports and notices to authorities.")


@assignments.command("list")
@command
def list_assignments(as_json: JsonOption = False) -> None:
    """List a mediator's own offers and cases."""
    show(in_unit(lists.own_assignments), as_json)


@reports.command("inbox")
@command
def inbox(as_json: JsonOption = False) -> None:
    """List the reports that lie ready for the authority's own unit."""
    show(in_unit(lists.inbox), as_json)
