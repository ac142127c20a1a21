"""The register of volunteers on the command line: lists, and files that come in."""

from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from mediation.actions.availability import read_calendar
from mediation.actions.training_import import LARGEST_LIST, Imported, import_courses
from mediation.cli.files import read_input, whole_file
from mediation.cli.matching import explained, planned, shown
from mediation.cli.session import JsonOption, case_of, command, in_unit, show
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.queries import availability, matching, volunteers
from mediation.work import Work

app = typer.Typer(no_args_is_help=True, help="The register of volunteer mediators.")


@app.command("list")
@command
def list_volunteers(as_json: JsonOption = False) -> None:
    """List the volunteers, and why one cannot be offered a case."""
    show(in_unit(volunteers.register_list), as_json)


@app.command("show")
@command
def show_volunteer(volunteer: str, as_json: JsonOption = False) -> None:
    """Show one volunteer's entry in the register."""
    show(in_unit(lambda work: volunteers.volunteer_page(work, volunteer)), as_json)


@app.command("digest")
@command
def digest(as_json: JsonOption = False) -> None:
    """Show whom an adviser should look at: overloaded, idle, waiting for an answer, a certificate lapsing."""
    show(in_unit(volunteers.digest), as_json)


@app.command("import-courses")
@command
def import_list(
    file: str = typer.Argument(help="A participant list as CSV in UTF-8, or - for standard input."),
    failed: Path = typer.Option(None, help="Where the rows that were not taken are written, each with its reason."),  # noqa: B008
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would happen and keep nothing."),
    as_json: JsonOption = False,
) -> None:
    """Record the courses of a participant list: every good row at once, every bad row told."""
    raw = read_input(file, LARGEST_LIST)
    with Progress(console=Console(stderr=True), transient=True, disable=as_json) as bar:
        rows = bar.add_task("rows", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(rows, completed=done, total=total)

        def act(work: Work) -> Imported:
            done = import_courses(work, raw, dry_run=dry_run, progress=tell)
            if done.failed and failed is not None:  # before anything is kept: a file that cannot be written stops it
                with whole_file(failed) as draft:
                    draft.write_text(done.failed, encoding="utf-8-sig")
            return done

        done = in_unit(act)
    show({"taken": done.taken, "refused": done.refused, "volunteers": done.volunteers, "kept": not dry_run}, as_json)
    if done.refused and failed is None:
        raise Invalid(f"{done.refused} rows were not taken: name a file for them with --failed", code="rows_refused")


@app.command("free")
@command
def free(volunteer: str, days: int = 28, as_json: JsonOption = False) -> None:
    """Show when a volunteer can come: their pattern without days away, meetings and what their calendar has taken."""
    show(in_unit(lambda work: availability.free(work, volunteer, days)), as_json)


@app.command("calendar")
@command
def calendar(out: Path, as_json: JsonOption = False) -> None:
    """Write a mediator's own meetings to an iCalendar file."""
    content = in_unit(availability.own_calendar)
    with whole_file(out) as draft:
        draft.write_bytes(content)
    show({"written": str(out)}, as_json)


@app.command("calendar-link")
@command
def calendar_link(as_json: JsonOption = False) -> None:
    """Show the secret path of one's own calendar; `availability link` makes it, and makes a new one."""
    show(in_unit(availability.own_link), as_json)


@app.command("read-calendar")
@command
def read_own_calendar(
    file: str = typer.Argument(help="An iCalendar file, or - for standard input."),
    volunteer: str = typer.Option("", help="Whose it is; a mediator leaves it out."),
    as_json: JsonOption = False,
) -> None:
    """Take in what somebody's own calendar says is taken; nothing else of it is kept."""
    raw = read_input(file)
    show(in_unit(lambda work: read_calendar(work, raw, volunteer)), as_json)


@app.command("match")
@command
def match_case(
    case: str = typer.Argument(help="The case's id."),
    explain: bool = typer.Option(
        False, "--explain", help="Say what speaks for and against each, and who is passed over."
    ),
    language: Language = typer.Option(Language.FINNISH, help="The language of the words."),  # noqa: B008
    mixed: bool = typer.Option(False, "--mixed", help="A party asked for a woman and a man."),
    suits: list[str] = typer.Option(  # noqa: B008
        [], help="A time of the week that suits the parties, beside what they have told: 'mon 17:00-20:00'."
    ),
    most: int = typer.Option(5, help="How many pairs at most."),
    as_json: JsonOption = False,
) -> None:
    """Propose pairs of mediators for a case, best first."""
    asked = {"language": language, "mixed_genders": mixed, "most": most, "suits": suits}
    found = in_unit(lambda work: matching.match(work, case_of(work, case), **asked))  # type: ignore[arg-type]
    show(found if as_json else explained(found) if explain else shown(found), as_json)


@app.command("plan")
@command
def plan_cases(
    seconds: float = typer.Option(30.0, help="How long it may take; the best found by then is shown."),
    as_json: JsonOption = False,
) -> None:
    """Propose a pair for every case that waits, all at once; nothing is offered by it."""
    found = in_unit(lambda work: matching.plan_waiting(work, seconds, None if as_json else planned))
    show(found, as_json)
