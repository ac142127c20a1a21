"""The flows: each wakes, calls one action, and logs what it counted. Nothing is decided here."""

from prefect import flow

from mediation.actions.care import run_care, send_digest
from mediation.actions.due import FOLLOW_UP_RULES, MEETING_RULES, Swept, run_due
from mediation.actions.messages import send_due
from mediation.flows.runtime import clockwork, current, log


class SomeFailed(RuntimeError):
    """Some deadlines could not be chased: the run shows as failed, what is owed stays owed."""


def _report(swept: Swept) -> None:
    log(swept)
    if swept.failed:
        raise SomeFailed(f"{len(swept.failed)} of the owed deadlines")


@flow(name="due-deadlines", persist_result=False)
def due_deadlines() -> None:
    """Chase everything that is owed today."""
    _report(run_due(current().app, clockwork()))


@flow(name="reminders", persist_result=False)
def reminders() -> None:
    """Remind of the meetings ahead."""
    _report(run_due(current().app, clockwork(), MEETING_RULES))


@flow(name="follow-up", persist_result=False)
def follow_up() -> None:
    """Ask about the promises whose day has come."""
    _report(run_due(current().app, clockwork(), FOLLOW_UP_RULES))


@flow(name="volunteer-care", persist_result=False)
def volunteer_care() -> None:
    """Warn before certificates run out, remind of talks and of who is idle, thank at anniversaries."""
    _report(run_care(current().app, clockwork()))


@flow(name="volunteer-digest", persist_result=False)
def volunteer_digest() -> None:
    """Tell the advisers once a week how their volunteers are."""
    log({"sent": send_digest(current().app, clockwork())})


@flow(name="outbox", persist_result=False)
def outbox() -> None:
    """Send what is queued."""
    log(send_due(current().app, clockwork()))


@flow(name="journal-checkpoint", persist_result=False)
def journal_checkpoint() -> None:
    """Give waiting entries their place, and sign what the journal is now."""
    place = current()
    place.journal.checkpoint(place.clock.now())
    log({"entries": place.journal.size()})
