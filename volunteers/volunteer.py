"""A volunteer's entry in the register: who they are, what they can, what they wish, where they stand."""

from dataclasses import dataclass
from datetime import date

from volunteers.training import Course


@dataclass(frozen=True, slots=True)
class Admission:
    """The decision of the person in charge to take somebody as a mediator (Act 1015/2005 §10).

    `otherwise_qualified`: has the skill and experience needed without the introductory training (§10).
    """

    decided_by: str
    decided_on: date
    reason: str
    otherwise_qualified: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """The decision of the person in charge to release a mediator (Act 1015/2005 §10)."""

    decided_by: str
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """How well a language is spoken: `native`, or a level of the European framework from `a1` to `c2`."""

    language: str
    level: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a volunteer lives: for travel, and to notice a neighbour (434/2003 §28)."""

    street: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How many cases at once, and of which kinds; no kinds means any."""

    open_cases: int = 2
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk that was held, without what was said: `annual` or `supervision`."""

    kind: str
    held_on: date
    held_by: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation the volunteer declared: a person or a body whose matters they stay out of (434/2003 §28)."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteer:
    """One volunteer; names, addresses and the like are text this package only carries.

    `languages` are those they mediate in; `cases_before` counts cases mediated before the register knew of them;
    `apart` are other volunteers with whom they do not mediate; `background_checked_on` is the day of the check, and
    nothing of its content; `gender` only if they gave it.
    """

    id: str
    office: str
    standing: str = "applicant"
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "fi"
    languages: tuple[str, ...] = ("fi",)
    levels: tuple[LanguageLevel, ...] = ()
    gender: str = ""
    address: Address = Address()
    employer: str = ""
    ties: tuple[Tie, ...] = ()
    areas: tuple[str, ...] = ()
    travel_km: int | None = None
    specialities: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    wishes: Wishes = Wishes()
    cases_before: int = 0
    courses: tuple[Course, ...] = ()
    talks: tuple[Talk, ...] = ()
    background_checked_on: date | None = None
    rests_until: date | None = None
    admission: Admission | None = None
    release: Release | None = None
    version: int = 0
