"""Letters on paper on the command line: what waits, and a print batch as one PDF."""

from pathlib import Path

import typer

from mediation.cli.files import whole_file
from mediation.cli.session import JsonOption, command, in_unit, show
from mediation.queries import letters

app = typer.Typer(no_args_is_help=True, help="Letters on paper: printed in batches, posted, come back.")


@app.command("waiting")
@command
def waiting(as_json: JsonOption = False) -> None:
    """List what is to be printed, looked at and posted, and what was posted last."""
    show(in_unit(letters.waiting), as_json)


@app.command("batch")
@command
def batch(batch: str, out: Path, as_json: JsonOption = False) -> None:
    """Write a print batch to a PDF file, for window envelopes and a printer that prints both sides."""
    content = in_unit(lambda work: letters.batch_pdf(work, batch))
    with whole_file(out) as draft:
        draft.write_bytes(content)
    show({"written": str(out)}, as_json)
