"""A row of a table of deadlines on one line, and the groups of events that rows name."""

from datetime import date

from mediation.deadlines.rule import Anchor, DeadlineRule, Each, Ground, Owner, Scope, Unit

ENDINGS = "matter_declined matter_transferred matter_interrupted matter_lapsed matter_closed"
FOR_EVERYBODY = frozenset({*ENDINGS.split(), "decision_made", "mediation_ended"})  # reaches every subject of the matter
ENDINGS_OF_REPORTING = "notice_sent matter_transferred matter_lapsed matter_closed"
MEETING_OFF = "meeting_moved meeting_cancelled meeting_narrowed"
PERFORMED = "obligation_kept obligation_broken"
UNPROMISED = "obligation_waived obligation_reopened matter_closed"
ASSIGNMENT_ANSWERED = "assignment_accepted assignment_declined assignment_expired assignment_released"


def row(
    number: int, code: str, ground: Ground, triggers: str, anchor: Anchor, unit: Unit, owner: Owner, basis: str,
    since: date, *, n: int | None = None, to: Owner | None = None, escalate_unit: Unit = Unit.WORKING_DAYS,
    met: str = "", dropped: str = "", scope: Scope = Scope.MATTER, each: Each = Each.ONE, needs: str | None = None,
    bounds: tuple[int, int] = (0, 3650), holds: bool = False, sets: bool = True,
) -> DeadlineRule:  # fmt: skip
    """One row: events as words apart, `n` the number of a statutory row, `to` whom it is escalated to."""
    return DeadlineRule(
        number=number, code=code, ground=ground, triggers=frozenset(triggers.split()), anchor=anchor, unit=unit,
        owner=owner, basis=basis, since=since, length=n, bounds=bounds, escalates_to=to, escalate_unit=escalate_unit,
        met_by=frozenset(met.split()), dropped_by=frozenset(dropped.split()), scope=scope, each=each, needs=needs,
        holds=holds, sets=sets,
    )  # fmt: skip
