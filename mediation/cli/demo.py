"""The demo office on the command line."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from mediation.bootstrap import build
from mediation.cli.serve import address_of, end, serve_office, start_prefect
from mediation.cli.session import command
from mediation.demo.folder import environment, fresh
from mediation.demo.links import sign_in_links
from mediation.flows.environment import prefect_environment
from mediation.kernel.refusals import Invalid, Unsafe
from mediation.settings import Settings, read_settings

app = typer.Typer(no_args_is_help=True, help="A made-up office to look at.")
Folder = Annotated[Path, typer.Option(help="Where the demo office lives.")]
HERE = Path("var/demo")
MORE_MEDIATORS = re.compile(r"volunteer(?!00)\d\d=")  # of the sixty one is printed beside the cast of the tale


@app.command("play")
@command
def play_demo(folder: Folder = HERE) -> None:
    """Play one crime case among forty, from the police's initiative to the last instalment; begins anew each time."""
    try:
        fresh(folder)
    except FileExistsError as error:
        raise Invalid(str(error), code="not_a_demo") from None
    settings = read_settings(environment(folder))
    child = start_prefect(settings)
    try:
        quiet = {"PREFECT_LOGGING_LEVEL": "WARNING", "PREFECT_LOGGING_TO_API_ENABLED": "false"}
        os.environ.update(prefect_environment(settings) | quiet)
        from mediation.demo.play import play  # late: Prefect reads its settings when it is imported

        play(settings, folder)
    finally:
        end(child)


@app.command("serve")
@command
def serve_demo(folder: Folder = HERE) -> None:
    """Serve the demo office, with a printed sign-in for each role; plays it first if it was not yet."""
    if not (folder / "journal.bundle").exists():
        play_demo(folder)
    settings = read_settings(environment(folder))
    lines = [line for line in _tokens(folder) if not MORE_MEDIATORS.match(line)]
    print("API: `Authorization: Bearer …`, or MEDIATION_TOKEN on the command line; more mediators are in tokens.env:")
    for line in lines:
        who, _, token = line.partition("=")
        print(f"  {who:15s} {token}")
    _print_links(settings, lines)
    serve_office(settings, flows=True, demo=True)


@app.command("links")
@command
def print_links(folder: Folder = HERE) -> None:
    """Print fresh sign-in links, for every account of the demo; each opens once."""
    _print_links(read_settings(environment(folder)), _tokens(folder))


def _print_links(settings: Settings, lines: list[str]) -> None:
    print("pages: a link each, opens once, `mediation demo links` prints new ones:")
    for who, link in sign_in_links(build(settings), lines, address_of(settings)):
        print(f"  {who:15s} {link}")


def _tokens(folder: Path) -> list[str]:
    path = folder / "tokens.env"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    if not lines:
        raise Unsafe("the demo office has no sign-ins; play it again", code="no_tokens")
    return lines
