"""The journal on the command line: signed, exported, and checked by the stand-alone verifier."""

from pathlib import Path

import typer

from mediation.bootstrap import house
from mediation.cli.session import JsonOption, command, current_actor, show
from mediation.permissions.may import May
from mediation.work import unit

app = typer.Typer(no_args_is_help=True, help="The journal: signed, exported, checked.")


@app.command("checkpoint")
@command
def checkpoint(as_json: JsonOption = False) -> None:
    """Sign what the journal is now, and print the checkpoint: keep it somewhere else."""
    place = house()
    with unit(place.app, current_actor(place)) as work:
        work.permit(May.JOURNAL_SEAL)
    note = place.journal.checkpoint(place.clock.now())
    show({"checkpoint": note} if as_json else note.rstrip("\n"), as_json)


@app.command("export")
@command
def export(out: Path, as_json: JsonOption = False) -> None:
    """Write the whole journal to a file; `python -m audit verify FILE` checks it without the product."""
    place = house()
    with unit(place.app, current_actor(place)) as work:
        work.permit(May.JOURNAL_READ)
        work.note("journal_exported")
    size = place.journal.write_bundle(out)
    show({"written": str(out), "entries": size, "key": place.journal.verifier_key()}, as_json)
