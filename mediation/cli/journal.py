"""The journal on the command line: signed, exported, and checked by the stand-alone verifier."""

from pathlib import Path

import typer

from mediation.cli.files import whole_file
from mediation.cli.session import JsonOption, command, office, show, unit_of
from mediation.permissions.may import May
from mediation.work import Work

app = typer.Typer(no_args_is_help=True, help="The journal: signed, exported, checked.")


@app.command("checkpoint")
@command
def checkpoint(as_json: JsonOption = False) -> None:
    """Sign what the journal is now, and print the checkpoint: keep it somewhere else."""
    place = office()
    unit_of(place, lambda work: work.permit(May.JOURNAL_SEAL))
    note = place.journal.checkpoint(place.clock.now())
    show({"checkpoint": note} if as_json else note.rstrip("\n"), as_json)


@app.command("export")
@command
def export(out: Path, as_json: JsonOption = False) -> None:
    """Write the whole journal to a file, for `python -m audit verify FILE` to check without the product.

    Take a checkpoint first: what was written after the last one is in the file, but not signed yet.
    """
    place = office()
    with whole_file(out) as draft:
        unit_of(place, _note_export)
        size = place.journal.write_bundle(draft)
    show({"written": str(out), "entries": size, "key": place.journal.verifier_key()}, as_json)


def _note_export(work: Work) -> None:
    work.permit(May.JOURNAL_READ)
    work.note("journal_exported")
