"""Courses and their certificates: only ever added to; one found wrong is revoked from that day on, never rewritten."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

BASIC_COURSE = "basic"
CLOSE_RELATION_COURSE = "close_relation"


class Refused(StrEnum):
    """Why a certificate is not taken into the record."""

    IN_FUTURE = "in_future"
    EXPIRES_BEFORE_COMPLETION = "before_completion"
    BEGAN_AFTER_COMPLETION = "began_after_completion"
    ALREADY_CERTIFIED = "already_certified"
    OLDER_THAN_KNOWN = "older_than_known"
    NO_SUCH_CERTIFICATE = "no_such_certificate"
    REVOKED_ALREADY = "revoked_already"


class CertificateRefused(ValueError):
    """A certificate cannot be taken or revoked; `why` is the reason."""

    def __init__(self, why: Refused) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Course:
    """A course taken; `hours` as certified, `expires_on` the last valid day, None where it does not lapse."""

    kind: str
    hours: int
    completed_on: date
    expires_on: date | None = None
    began_on: date | None = None
    certificate: str = ""
    revoked_on: date | None = None
    revoked_because: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Whether the certificate holds on a day: it is given, not lapsed and not revoked by then."""
        given = self.completed_on <= day
        lapsed = self.expires_on is not None and self.expires_on < day
        revoked = self.revoked_on is not None and self.revoked_on <= day
        return given and not lapsed and not revoked


def with_course(courses: Sequence[Course], new: Course, today: date) -> tuple[Course, ...]:
    """The record with one more certificate; CertificateRefused for one that would rewrite what is known.

    A second certificate for the same completion would stretch an expired one, one older than the newest of its
    kind would be slipped in behind it: both are refused.
    """
    if new.completed_on > today:
        raise CertificateRefused(Refused.IN_FUTURE)
    if new.expires_on is not None and new.expires_on <= new.completed_on:
        raise CertificateRefused(Refused.EXPIRES_BEFORE_COMPLETION)
    if new.began_on is not None and new.began_on > new.completed_on:
        raise CertificateRefused(Refused.BEGAN_AFTER_COMPLETION)
    same = [c for c in courses if c.kind == new.kind and c.revoked_on is None]
    if any(c.completed_on == new.completed_on for c in same):
        raise CertificateRefused(Refused.ALREADY_CERTIFIED)
    if any(c.completed_on > new.completed_on for c in same):
        raise CertificateRefused(Refused.OLDER_THAN_KNOWN)
    return (*courses, new)


def revoked(courses: Sequence[Course], kind: str, completed_on: date, today: date, because: str) -> tuple[Course, ...]:
    """The record with one certificate revoked from today on; what was done under it stays lawful."""
    found = [c for c in courses if (c.kind, c.completed_on) == (kind, completed_on)]
    if not found:
        raise CertificateRefused(Refused.NO_SUCH_CERTIFICATE)
    standing = [c for c in found if c.revoked_on is None]
    if not standing:
        raise CertificateRefused(Refused.REVOKED_ALREADY)
    struck = standing[-1]
    return tuple(replace(c, revoked_on=today, revoked_because=because) if c is struck else c for c in courses)


def certified_hours(courses: Iterable[Course], kind: str, day: date) -> int:
    """The hours of valid certificates of a kind on a day."""
    return sum(c.hours for c in courses if c.kind == kind and c.is_valid_on(day))


def lapsing(courses: Iterable[Course], today: date) -> Iterator[Course]:
    """Valid certificates that run out one day, renewed ones left out: of each kind the one that holds longest."""
    longest: dict[str, Course] = {}
    for course in (c for c in courses if c.is_valid_on(today)):
        known = longest.get(course.kind)
        if known is None or _last_day(course) > _last_day(known):
            longest[course.kind] = course
    yield from (c for c in longest.values() if c.expires_on is not None)


def _last_day(course: Course) -> date:
    return course.expires_on or date.max
