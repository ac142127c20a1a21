"""Documents on the command line: listed, and written to a file."""

from pathlib import Path

import typer

from mediation.cli.files import whole_file
from mediation.cli.session import JsonOption, case_of, command, in_unit, show
from mediation.kernel.ids import DocumentId, looks_like_id
from mediation.kernel.refusals import NotFound
from mediation.queries import lists

app = typer.Typer(no_args_is_help=True, help="Documents of a case.")


@app.command("list")
@command
def list_documents(case: str, as_json: JsonOption = False) -> None:
    """List the documents of a case."""
    show(in_unit(lambda work: lists.documents(work, case_of(work, case))), as_json)


@app.command("get")
@command
def get(case: str, document: str, out: Path, as_json: JsonOption = False) -> None:
    """Write the PDF of a document to a file."""
    with whole_file(out) as draft:
        pdf = in_unit(lambda work: lists.document(work, case_of(work, case), _document_of(document)))
        draft.write_bytes(pdf)
    show({"written": str(out), "bytes": len(pdf)}, as_json)


def _document_of(text: str) -> DocumentId:
    if not looks_like_id(text, "f"):
        raise NotFound("no such document", code="document_not_found")
    return DocumentId(text)
