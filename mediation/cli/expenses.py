"""Expenses on the command line: lists, receipts, and the files for payroll and the tax authority."""

from pathlib import Path

import typer

from mediation.actions.expenses import LARGEST_RECEIPT, attach
from mediation.cli.files import read_input, whole_file
from mediation.cli.session import JsonOption, command, in_unit, show
from mediation.queries import expenses

app = typer.Typer(no_args_is_help=True, help="Mediators' expenses: claimed, approved, paid.")


@app.command("list")
@command
def list_claims(as_json: JsonOption = False) -> None:
    """List the claims that are to be decided or paid."""
    show(in_unit(expenses.claims), as_json)


@app.command("own")
@command
def own(as_json: JsonOption = False) -> None:
    """List a mediator's own claims."""
    show(in_unit(expenses.own_claims), as_json)


@app.command("attach")
@command
def attach_receipt(claim: str, file: str, as_json: JsonOption = False) -> None:
    """Attach a receipt, a PDF or a picture, to one's own claim."""
    content = read_input(file, LARGEST_RECEIPT)
    show(in_unit(lambda work: attach(work, claim, content)), as_json)


@app.command("show-receipt")
@command
def show_receipt(receipt: str, out: Path, as_json: JsonOption = False) -> None:
    """Write a receipt to a file."""
    content = in_unit(lambda work: expenses.receipt(work, receipt))
    with whole_file(out) as draft:
        draft.write_bytes(content)
    show({"written": str(out)}, as_json)


@app.command("batch")
@command
def batch(batch: str, out: Path, as_json: JsonOption = False) -> None:
    """Write a payroll batch to a CSV file."""
    _write(out, in_unit(lambda work: expenses.batch_sheet(work, batch)), as_json)


@app.command("tax-report")
@command
def tax_report(year: int, out: Path, as_json: JsonOption = False) -> None:
    """Write what was paid to each volunteer in a year to a CSV file, for the tax authority."""
    _write(out, in_unit(lambda work: expenses.tax_report(work, year)), as_json)


def _write(out: Path, text: str, as_json: bool) -> None:
    with whole_file(out) as draft:
        draft.write_text(text, encoding="utf-8-sig")
    show({"written": str(out)}, as_json)
