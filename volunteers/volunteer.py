"""A volunteer's working life in the register: standing, training, admission."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

BASIC_COURSE = "basic"


@dataclass(frozen=True, slots=True)
class Course:
    """A course taken; `hours` as certified, `expires_on` None where it does not lapse."""

    kind: str
    hours: int
    completed_on: date
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """The decision of the person in charge to take somebody as a mediator (Act 1015/2005 §10)."""

    decided_by: str
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteer:
    """One volunteer; `name`, `email` and `phone` are text this package only carries."""

    id: str
    office: str
    standing: str = "applicant"
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "fi"
    languages: tuple[str, ...] = ("fi",)
    courses: tuple[Course, ...] = ()
    admission: Admission | None = None
    version: int = 0


def may_be_offered(volunteer: Volunteer, today: date) -> Iterator[str]:
    """What stands in the way of offering a case to a volunteer, as codes; nothing when nothing does (§10)."""
    if volunteer.standing != "active":
        yield "not_active"
    if volunteer.admission is None:
        yield "not_admitted"
    valid = [c for c in volunteer.courses if c.kind == BASIC_COURSE and (c.expires_on is None or c.expires_on >= today)]
    if not valid:
        yield "basic_course_missing"
