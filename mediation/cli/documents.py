"""Documents on the command line: listed, and written to a file."""

from pathlib import Path

import typer

from mediation.cli.session import JsonOption, command, in_unit, show
from mediation.kernel.ids import CaseId, DocumentId
from mediation.queries import lists

app = typer.Typer(no_args_is_help=True, help="Documents of a case.")


@app.command("list")
@command
def list_documents(case: str, as_json: JsonOption = False) -> None:
    """List the documents of a case."""
    show(in_unit(lambda work: lists.documents(work, CaseId(case))), as_json)


@app.command("get")
@command
def get(case: str, document: str, out: Path, as_json: JsonOption = False) -> None:
    """Write the PDF of a document to a file."""
    pdf = in_unit(lambda work: lists.document(work, CaseId(case), DocumentId(document)))
    out.write_bytes(pdf)
    show({"written": str(out), "bytes": len(pdf)}, as_json)
