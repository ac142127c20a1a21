"""Lifecycles on the command line: their diagrams, drawn from the tables."""

from pathlib import Path

import typer

from mediation.cli.session import command
from mediation.law.packs import names, pack
from mediation.states.diagram import mermaid, page
from mediation.states.small import SMALL

app = typer.Typer(no_args_is_help=True, help="The lifecycles, drawn from their tables.")
FIRST = "finland"  # the pages of its lifecycles carry their bare names
ALL = {life.name: (life, "mediation/states/") for life in SMALL} | {
    life.name if country == FIRST else f"{country}-{life.name}": (life, f"mediation/law/{country}/")
    for country in names()
    for life in pack(country).lifecycles.values()
}


@app.command("show")
@command
def show_life(name: str) -> None:
    """Print one lifecycle as a Mermaid diagram."""
    if name not in ALL:
        raise typer.BadParameter(f"one of {', '.join(sorted(ALL))}")
    print(mermaid(ALL[name][0]), end="")


@app.command("write")
@command
def write(folder: Path) -> None:
    """Write a page for every lifecycle into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (life, source) in ALL.items():
        (folder / f"{name}.md").write_text(page(life, source), encoding="utf-8")
        print(folder / f"{name}.md")
