"""Accounts on the command line."""

import typer

from mediation.actions import office, sign_in
from mediation.actions.forms import read_form
from mediation.cli.office import add
from mediation.cli.session import JsonOption, command, in_unit, show, unit_of
from mediation.cli.session import office as office_here
from mediation.permissions.may import May
from mediation.work import Work

app = typer.Typer(no_args_is_help=True, help="Accounts and their tokens.")
add(app, "open", office.open_account, office.NewAccount)
add(app, "token", office.make_token, office.OneAccount)
add(app, "disable", office.disable_account, office.OneAccount)


@app.command("invite")
@command
def invite(account: str = typer.Argument(help="The account's id."), as_json: JsonOption = False) -> None:
    """Make a single-use link by which an account's holder sets up password and second factor."""
    place = office_here()
    form = read_form(office.OneAccount, {"account": account})
    made = unit_of(place, lambda work: sign_in.invite(work, form))
    show({"link": f"{place.settings.link.rstrip('/')}/enrol/{made['secret']}"}, as_json)


@app.command("list")
@command
def list_accounts(as_json: JsonOption = False) -> None:
    """List the office's accounts and their roles."""

    def read(work: Work) -> list[dict[str, object]]:
        work.permit(May.ACCOUNT_MANAGE)
        work.note("accounts_listed")
        return [
            {"id": a.id, "name": a.name, "roles": [r.value for r in a.roles], "disabled": a.disabled_at is not None}
            for a in work.stores.accounts.all()
        ]

    show(in_unit(read), as_json)
