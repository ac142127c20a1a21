"""The demo office on the command line."""

import typer

from mediation.cli.session import command
from mediation.demo.play import play

app = typer.Typer(no_args_is_help=True, help="A made-up office to look at.")


@app.command("play")
@command
def play_demo(
    folder: str = typer.Option("var/demo", help="Where the demo office lives; begun anew each time."),
) -> None:
    """Play one crime case among forty, from the police's initiative to the last instalment paid."""
    play(folder)
