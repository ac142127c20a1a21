"""The schema on the command line."""

import typer

from mediation.actions.rebooking import rebook
from mediation.bootstrap import House
from mediation.cli.session import JsonOption, command, house_here, office, show, stop
from mediation.kernel.actor import service
from mediation.kernel.refusals import Unsafe
from mediation.safety import absent_files
from mediation.storage import schema
from mediation.storage.keys import create_key_tables

app = typer.Typer(no_args_is_help=True, help="The databases and their schema.")


@app.command("migrate")
@command
def migrate(as_json: JsonOption = False) -> None:
    """Bring both databases to the newest schema, each in one transaction."""
    place = _there()
    create_key_tables(place.key_engine)
    before, after = schema.migrate(place.engine)
    show({"was": before, "now": after}, as_json)


@app.command("rebook")
@command
def rebook_all(as_json: JsonOption = False) -> None:
    """Book the mediators of meetings arranged before there were bookings; exit 1 if one is in two at once."""
    place = office()
    done = rebook(place.app, service(place.app.office.id))
    show({"cases": done.cases, "clashes": list(done.clashes)}, as_json)
    if done.clashes:
        stop(f"{len(done.clashes)} cases have a mediator in two meetings at once: move one of them", 1)


@app.command("status")
@command
def status(as_json: JsonOption = False) -> None:
    """Say at which schema the case database is, and which is the newest."""
    place = _there()
    show({"now": schema.revision_of(place.engine), "newest": schema.head()}, as_json)


def _there() -> House:
    """The office, whatever its schema; opening a database whose file is gone would put an empty one in its place."""
    place = house_here()
    absent = absent_files(place)
    if absent:
        raise Unsafe(absent[0], code="no_database")
    return place
