"""The register of units on the command line."""

import typer

from mediation.actions import office
from mediation.cli.office import add
from mediation.cli.session import JsonOption, command, in_unit, show
from mediation.work import Work

app = typer.Typer(no_args_is_help=True, help="Units of police, prosecutors and courts.")
add(app, "register", office.register_unit, office.NewUnit)


@app.command("list")
@command
def list_units(as_json: JsonOption = False) -> None:
    """List the verified units."""

    def read(work: Work) -> list[dict[str, object]]:
        return [{"id": u.id, "kind": u.kind.value, "name": u.name} for u in work.stores.units.all()]

    show(in_unit(read), as_json)
