"""The schema on the command line."""

import typer

from mediation.bootstrap import house
from mediation.cli.session import JsonOption, command, show
from mediation.storage import schema
from mediation.storage.keys import create_key_tables

app = typer.Typer(no_args_is_help=True, help="The databases and their schema.")


@app.command("migrate")
@command
def migrate(as_json: JsonOption = False) -> None:
    """Bring both databases to the newest schema, each in one transaction."""
    place = house()
    create_key_tables(place.key_engine)
    before, after = schema.migrate(place.engine)
    show({"was": before, "now": after}, as_json)


@app.command("status")
@command
def status(as_json: JsonOption = False) -> None:
    """Say at which schema the case database is, and which is the newest."""
    place = house()
    show({"now": schema.revision_of(place.engine), "newest": schema.head()}, as_json)
