"""Documents on the command line: listed, and written to a file."""

import os
from pathlib import Path
from typing import Annotated

import typer

from mediation.cli.files import whole_file
from mediation.cli.session import JsonOption, case_of, command, in_unit, show, stop
from mediation.documents.verify import LARGEST, verify
from mediation.kernel.ids import DocumentId, looks_like_id
from mediation.kernel.refusals import Invalid, NotFound
from mediation.queries import lists
from mediation.settings import read_settings

app = typer.Typer(no_args_is_help=True, help="Documents of a case.")


@app.command("list")
@command
def list_documents(case: str, as_json: JsonOption = False) -> None:
    """List the documents of a case."""
    show(in_unit(lambda work: lists.documents(work, case_of(case))), as_json)


@app.command("get")
@command
def get(case: str, document: str, out: Path, as_json: JsonOption = False) -> None:
    """Write the PDF of a document to a file."""
    with whole_file(out) as draft:
        pdf = in_unit(lambda work: lists.document(work, case_of(case), _document_of(document)))
        draft.write_bytes(pdf)
    show({"written": str(out), "bytes": len(pdf)}, as_json)


@app.command("verify")
@command
def verify_file(
    file: Annotated[Path, typer.Argument(help="A sealed PDF.")],
    root: Annotated[Path | None, typer.Option(help="The office's root certificate (PEM); our own if none.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a sealed PDF is, to the last byte, what the office sealed; exit 1 if it is not."""
    trusted = root or read_settings(os.environ).seal_root
    if not trusted.exists():
        raise Invalid("no root certificate is here: name the office's with --root", fields=[("root", "required")])
    with file.open("rb") as sealed:
        found = verify(sealed.read(LARGEST + 1), trusted.read_bytes())
    show(
        {
            "holds": found.holds, "why": found.why, "sealed": found.sealed, "whole": found.whole,
            "trusted": found.trusted, "signer": found.signer, "timestamped": found.timestamped,
            "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None, "sha256": found.sha256,
        },
        as_json,
    )  # fmt: skip
    if not found.holds:
        stop("this document is not as the office sealed it", 1)


def _document_of(text: str) -> DocumentId:
    if not looks_like_id(text, "f"):
        raise NotFound("no such document", code="document_not_found")
    return DocumentId(text)
