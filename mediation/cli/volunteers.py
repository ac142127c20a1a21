"""The register of volunteers on the command line."""

import typer

from mediation.actions import office
from mediation.cli.office import add
from mediation.cli.session import JsonOption, command, in_unit, show
from mediation.permissions.may import May
from mediation.work import Work
from volunteers import may_be_offered

app = typer.Typer(no_args_is_help=True, help="The register of volunteer mediators.")
add(app, "register", office.register_volunteer, office.NewVolunteer)
add(app, "step", office.move_volunteer, office.VolunteerStep)
add(app, "course", office.record_course, office.CourseForm)


@app.command("list")
@command
def list_volunteers(as_json: JsonOption = False) -> None:
    """List the volunteers, and why one cannot be offered a case."""

    def read(work: Work) -> list[dict[str, object]]:
        work.permit(May.VOLUNTEER_READ)
        work.note("volunteers_listed")
        return [
            {"id": v.id, "name": v.name, "standing": v.standing, "hindrances": list(may_be_offered(v, work.day))}
            for v in work.stores.volunteers.all()
        ]

    show(in_unit(read), as_json)
