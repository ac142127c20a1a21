"""Root keys and data keys on the command line."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from mediation.bootstrap import House, make_seal
from mediation.cli.session import JsonOption, command, office, show, unit_of
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.permissions.may import May
from mediation.vault.rotation import rewrap
from mediation.work import Work

app = typer.Typer(no_args_is_help=True, help="Root keys and data keys.")


@app.command("create")
@command
def create(as_json: JsonOption = False) -> None:
    """Make a new root key (an epoch); from now on data keys are wrapped under it."""
    place = office()
    _as_administrator(place, "root_key_made")
    epoch = place.source.create_epoch(place.clock.now())
    show({"epoch": epoch.number, "created_at": epoch.created_at.isoformat()}, as_json)


@app.command("seal")
@command
def make_key_of_seal(as_json: JsonOption = False) -> None:
    """Make the key the office seals its documents with; hand out its root certificate to whoever verifies them."""
    place = office()
    settings = place.settings
    if settings.seal_key.exists():
        raise Invalid("there is a key of the seal already", code="seal_exists")
    _as_administrator(place, "seal_key_made")
    make_seal(settings, place.app.office.names[Language.FINNISH], place.clock.now())
    show({"key": str(settings.seal_key), "root": str(settings.seal_root)}, as_json)


@app.command("rotate")
@command
def rotate_keys(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many keys would be wrapped anew.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Wrap every data key under the newest root key, in batches; it may be stopped and begun again."""
    place = office()
    _as_administrator(place, "keys_looked_over" if dry_run else "keys_rewrapped")
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("data keys", total=None)

        def on_progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        answer = rewrap(place.keys, place.source, dry_run=dry_run, progress=on_progress)
    show(
        {
            "epoch": answer.epoch, "rewrapped": answer.done, "left": answer.left,
            "unopened": [list(u) for u in answer.unopened], "dry_run": dry_run,
        },
        as_json,
    )  # fmt: skip


@app.command("status")
@command
def status(as_json: JsonOption = False) -> None:
    """Show the root keys, and how many data keys each wraps."""
    place = office()
    epochs = place.source.epochs()
    show(
        [
            {
                "epoch": e.number, "created_at": e.created_at.isoformat(),
                "data_keys": place.keys.count(epoch=e.number), "current": e.number == place.source.current,
            }
            for e in epochs
        ],
        as_json,
    )  # fmt: skip


def _as_administrator(place: House, act: str) -> None:
    """Only an administrator touches keys, and that they did is in the journal before they do."""

    def note(work: Work) -> None:
        work.permit(May.KEY_ROTATE)
        work.note(act)

    unit_of(place, note)
