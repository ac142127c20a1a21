"""The law on the command line: what it says of facts, which rules are in force, what changed."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from mediation.cli.session import JsonOption, command, office, read_input, show, unit_of
from mediation.kernel.clock import helsinki_date
from mediation.law.pack import RulePack
from mediation.law.packs import names, pack
from mediation.law.page import page
from mediation.proof.prove import Proof, prove
from mediation.proof.scene import Scene, scenes_of
from mediation.proof.telling import answer, lines
from mediation.queries import law
from mediation.queries.simulation import simulated

LawOption = Annotated[str, typer.Option("--law", help="The rule pack: a folder of mediation/law/.")]

QUIET = 2.0  # seconds before a search shows how far it is

app = typer.Typer(no_args_is_help=True, help="What the law says: rules, sections and reasons.")


@app.command("explain")
@command
def explain(
    file: Annotated[str, typer.Argument(help="Facts as JSON, or - for standard input.")] = "-",
    country: LawOption = "finland",
    as_json: JsonOption = False,
) -> None:
    """Say of facts whether they may be mediated: each rule asked, its section, what it found, what would change it."""
    show(law.explain(law.read_facts(read_input(file)), pack(country)), as_json)


@app.command("rules")
@command
def rules(
    on: Annotated[str, typer.Option(help="The day the initiative is made, as 2026-11-24.")],
    country: LawOption = "finland",
    as_json: JsonOption = False,
) -> None:
    """List the rules in force for an initiative made on a day."""
    show(law.rules_on(law.day_of(on), pack(country)), as_json)


@app.command("diff")
@command
def diff(one: str, other: str, country: LawOption = "finland", as_json: JsonOption = False) -> None:
    """List what changed in the rules between two days."""
    show(law.changes(law.day_of(one), law.day_of(other), pack(country)), as_json)


@app.command("simulate")
@command
def simulate(
    under: Annotated[str, typer.Option(help="The day whose rules are asked, as 2024-12-31.")],
    first: Annotated[str, typer.Option("--from", help="The first day of arrival; the first of last year.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day of arrival; the last of last year.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Compare what the law says of the office's own cases with what the rules of another day say; changes nothing."""
    place = office()
    year = helsinki_date(place.clock.now()).year - 1
    span = law.day_of(first or f"{year}-01-01"), law.day_of(last or f"{year}-12-31")
    with Progress(console=Console(stderr=True), transient=True, disable=as_json) as bar:
        task = None

        def told(done: int, total: int) -> None:
            nonlocal task
            task = bar.add_task("cases", total=total) if task is None else task
            bar.update(task, completed=done)

        found = unit_of(place, lambda work: simulated(work, law.day_of(under), *span, told))
    show(found, as_json)


@app.command("write")
@command
def write(
    file: Annotated[Path, typer.Argument(help="Where the page goes, such as docs/law.md.")],
    tests: Annotated[Path, typer.Option(help="The folder of the tests whose sentences are cited.")] = Path("tests"),
) -> None:
    """Write the page of the law: every table of every rule pack beside the tests that cite it."""
    file.write_text(page(tests), encoding="utf-8")
    print(file)


@app.command("prove")
@command
def prove_law(
    country: LawOption = "finland",
    every: Annotated[bool, typer.Option("--all", help="Every rule pack there is.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Search every state a matter can reach under a law and ask each invariant there; exit code 1 if one breaks."""
    laws = [pack(code) for code in (names() if every else (country,))]
    proofs = [(found, _with_progress(found)) for found in laws]
    if as_json:
        show([answer(proof, found) for found, proof in proofs], True)
    else:
        for found, proof in proofs:
            print("\n".join(lines(proof, found)))
    if any(proof.broken for _, proof in proofs):
        raise typer.Exit(1)


def _with_progress(found: RulePack) -> Proof:
    """The proof of a law; a search that takes longer than a moment shows on a terminal how far it is."""
    scenes = scenes_of(found)
    done = {scene: number for number, scene in enumerate(scenes)}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(found.code, total=len(scenes))

    def tell(scene: Scene, points: int) -> None:
        if not bar.live.is_started and (bar.tasks[task].elapsed or 0) > QUIET:
            bar.start()
        bar.update(task, completed=done[scene], description=f"{found.code}: {scene.name}, {points:,} states")

    try:
        return prove(found, scenes=scenes, tell=tell)
    finally:
        bar.stop()
