"""What is due is done, once, without Prefect: the same actions the flows call."""

import typer

from mediation.actions.care import run_care, send_digest
from mediation.actions.due import added, run_due
from mediation.actions.messages import send_due
from mediation.cli.session import JsonOption, command, office, show, stop
from mediation.kernel.actor import service

app = typer.Typer(no_args_is_help=True, help="Deadlines and messages that are due.")


@app.command("run")
@command
def run(as_json: JsonOption = False) -> None:
    """Remind and escalate what is owed today, then send the outbox; exit 1 if a deadline could not be done."""
    place = office()
    clockwork = service(place.app.office.id)
    swept = added(run_due(place.app, clockwork), run_care(place.app, clockwork))
    send_digest(place.app, clockwork)
    sent = send_due(place.app, clockwork)
    show(
        {
            "reminded": swept.reminded, "escalated": swept.escalated, "birthdays": swept.birthdays,
            "done_elsewhere": swept.done_elsewhere, "failed": list(swept.failed),
            "sent": sent.sent, "by_letter": sent.by_letter,
            "not_sent_yet": sent.failed, "given_up": sent.given_up,
        },
        as_json,
    )  # fmt: skip
    if swept.failed:
        stop(f"{len(swept.failed)} deadlines could not be chased", 1)
