"""The words in which a deadline is described: from when it runs, how it is counted, whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ground(StrEnum):
    """What the length of a deadline rests on; only a statutory number is beyond the office's reach."""

    STATUTORY = "statutory"
    STATUTORY_WITHOUT_NUMBER = "statutory_without_number"  # "without delay": the number is the office's
    OFFICE_POLICY = "office_policy"


class Unit(StrEnum):
    """How a length is counted; calendar days and months as such, the others by the calendar of 150/1930."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    STATUTORY_DAYS = "statutory_days"
    MONTHS = "months"
    EVERY_YEAR_ON = "every_year_on"  # the length is a day: month * 100 + day


class Anchor(StrEnum):
    """The day from which a deadline is counted; from a meeting it is counted backwards."""

    EVENT = "event"
    ARRIVAL = "arrival"
    MEETING = "meeting"
    DUE = "due"
    DUE_OR_EVENT = "due_or_event"
    OFFENCE = "offence"
    SERVICE = "service"


class Owner(StrEnum):
    """Who is reminded and who it is escalated to."""

    INTAKE = "intake"
    ADVISER = "adviser"
    PERSON_IN_CHARGE = "person_in_charge"
    DEPUTY = "deputy"
    OFFICE = "office"
    MEDIATOR = "mediator"
    PARTY = "party"
    PAYER = "payer"
    RECEIVER = "receiver"
    SYSTEM = "system"
    ORGANISER = "organiser"
    CONTROLLER = "controller"
    DATA_PROTECTION_CONTACT = "data_protection_contact"
    SERVICE_OWNER = "service_owner"
    RECORDS_OFFICER = "records_officer"
    ADMINISTRATOR = "administrator"


class Scope(StrEnum):
    """How far an event reaches that meets or drops a deadline; one without matter reaches every matter."""

    MATTER = "matter"
    SUBJECT = "subject"


class Each(StrEnum):
    """Whether one deadline is set, or one for each party or recipient."""

    ONE = "one"
    PARTY = "party"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """One row of the table, in force for events from `since` to `until`, both included.

    `length` is the number of a statutory row and None where the office's policy gives it, within `bounds`.
    `needs` names a fact that must be true for the deadline to exist. A row with `sets=False` marks a rule
    that owes nothing by itself. `holds` says whether a hold of the matter moves it.
    """

    number: int
    code: str
    ground: Ground
    triggers: frozenset[str]
    anchor: Anchor
    unit: Unit
    owner: Owner
    basis: str
    since: date
    until: date | None = None
    length: int | None = None
    bounds: tuple[int, int] = (0, 3650)
    escalates_to: Owner | None = None
    escalate_unit: Unit = Unit.WORKING_DAYS
    met_by: frozenset[str] = frozenset()
    dropped_by: frozenset[str] = frozenset()
    scope: Scope = Scope.MATTER
    each: Each = Each.ONE
    needs: str | None = None
    holds: bool = False
    sets: bool = True

    def in_force(self, day: date) -> bool:
        """Whether an event on this day in Helsinki comes under this row."""
        return self.since <= day and (self.until is None or day <= self.until)


def validated(rules: Iterable[DeadlineRule]) -> dict[str, DeadlineRule]:
    """The table by code; ValueError names a row without basis, number or trigger, or a code used twice."""
    table: dict[str, DeadlineRule] = {}
    for rule in rules:
        statutory = rule.ground is Ground.STATUTORY
        if rule.code in table:
            raise ValueError(f"deadline {rule.code} stands twice in the table")
        if not rule.basis.strip():
            raise ValueError(f"deadline {rule.code} has no section or basis")
        if rule.sets and not rule.triggers:
            raise ValueError(f"deadline {rule.code} has no trigger")
        if rule.sets and statutory != (rule.length is not None) and rule.anchor is not Anchor.OFFENCE:
            raise ValueError(f"deadline {rule.code}: a number stands in the table exactly when it is statutory")
        if statutory and rule.holds:
            raise ValueError(f"deadline {rule.code} is statutory: no hold moves it")
        table[rule.code] = rule
    return table
