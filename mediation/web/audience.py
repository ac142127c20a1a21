"""THE table of audiences: who enters which part of the pages, under which addresses, with a cookie of its own."""

from dataclasses import dataclass
from enum import StrEnum

from mediation.kernel.actor import AUTHORITIES, STAFF, Role


class Audience(StrEnum):
    """A part of the pages and the people it is made for."""

    PUBLIC = "public"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    AUTHORITY = "authority"
    PARTY = "party"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Part:
    """One audience's part: `prefix` before the addresses it shares with other parts, where it begins, who may enter."""

    prefix: str
    start: str
    roles: frozenset[Role]


A = Audience
# fmt: off
#                prefix        begins at        roles that may enter
PARTS: dict[Audience, Part] = {
    A.PUBLIC:    Part("",           "/",             frozenset()),
    A.STAFF:     Part("/desk",      "/today",        STAFF),
    A.VOLUNTEER: Part("/me",        "/me",           frozenset({Role.MEDIATOR})),
    A.AUTHORITY: Part("/authority", "/authority",    AUTHORITIES),
    A.PARTY:     Part("/p",         "/p",            frozenset({Role.PARTY})),
    A.ADMIN:     Part("/admin",     "/admin",        frozenset({Role.ADMINISTRATOR, Role.AUDITOR})),
}
# fmt: on
BY_ACCOUNT = (A.STAFF, A.VOLUNTEER, A.AUTHORITY, A.ADMIN)
"""The parts that are entered with an account; parties come by a link of their own."""


def open_to(roles: frozenset[Role]) -> list[Audience]:
    """The parts an account may enter, the one it starts in first."""
    return [audience for audience in BY_ACCOUNT if PARTS[audience].roles & roles]


def cookie_name(audience: Audience, secure: bool) -> str:
    """The name of a part's cookie; with HTTPS one that only this very host can have set."""
    return f"__Host-{audience}" if secure else f"mediation-{audience}"
