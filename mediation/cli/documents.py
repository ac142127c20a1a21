"""Documents on the command line: listed, and written to a file."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from mediation.actions.scans import attach
from mediation.cli.files import whole_file
from mediation.cli.session import JsonOption, case_of, command, in_unit, show, stop
from mediation.documents.catalogue import DocumentKind
from mediation.documents.examples.render import FORMATS, written
from mediation.documents.scan import LARGEST as LARGEST_SCAN
from mediation.documents.verify import LARGEST, verify
from mediation.kernel.ids import DocumentId, ItemId, looks_like_id
from mediation.kernel.refusals import Invalid, NotFound
from mediation.queries import lists
from mediation.settings import read_settings

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


@app.command("facts")
@command
def facts(case: str, document: str) -> None:
    """Print the facts of a document as JSON: what a receiving system reads instead of the page."""
    show(in_unit(lambda work: lists.facts(work, case_of(work, case), _document_of(document))), True)


@app.command("attach")
@command
def attach_scan(
    case: str,
    agreement: Annotated[str, typer.Argument(help="The agreement's id.")],
    file: Annotated[Path, typer.Argument(help="A scan of the signed paper: PDF, PNG or JPEG.")],
    as_json: JsonOption = False,
) -> None:
    """Keep a scan of the signed agreement, sealed."""
    with file.open("rb") as scan:
        raw = scan.read(LARGEST_SCAN + 1)
    show(in_unit(lambda work: attach(work, case_of(work, case), ItemId(agreement), raw)), as_json)


@app.command("render")
@command
def render_examples(
    out: Annotated[Path, typer.Option(help="The folder to write into.")],
    kinds: Annotated[list[DocumentKind] | None, typer.Argument(help="Which documents.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every document.")] = False,
    formats: Annotated[list[str] | None, typer.Option("--format", help="html, pdf, docx; all three if none.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Write examples of documents, of invented people, in every language they have: for a person to look at."""
    chosen = frozenset(DocumentKind) if every else frozenset(kinds or ())
    if not chosen or not set(formats or ()) <= set(FORMATS):
        raise Invalid("name documents or say --all; formats are html, pdf and docx", fields=[("kinds", "required")])
    made = sum(1 for _ in written(out, tuple(formats or FORMATS), chosen))
    (out / "preview.css").write_bytes(files("mediation.docs_templates").joinpath("layouts", "preview.css").read_bytes())
    show({"written": made, "folder": str(out)}, as_json)


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
