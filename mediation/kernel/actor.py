"""Who is acting, in which roles, for which office or authority unit."""

from dataclasses import dataclass
from enum import StrEnum

from mediation.kernel.ids import AccountId, OfficeId, PersonId, UnitId, VolunteerId


class Role(StrEnum):
    """What a person is to the office; Act 1015/2005 §4 names the first three."""

    PERSON_IN_CHARGE = "person_in_charge"
    ADVISER = "adviser"
    MEDIATOR = "mediator"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    OTHER_AUTHORITY = "other_authority"
    PARTY = "party"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"


STAFF = frozenset({Role.PERSON_IN_CHARGE, Role.ADVISER})
AUTHORITIES = frozenset({Role.POLICE, Role.PROSECUTOR, Role.COURT, Role.OTHER_AUTHORITY})


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting account; `office`, `unit`, `volunteer` and `person` say on whose behalf."""

    id: AccountId
    roles: frozenset[Role]
    office: OfficeId | None = None
    unit: UnitId | None = None
    volunteer: VolunteerId | None = None
    person: PersonId | None = None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)

    @property
    def is_authority(self) -> bool:
        return bool(self.roles & AUTHORITIES)


def service(office: OfficeId) -> Actor:
    """The office's own clockwork: the account under which flows act."""
    return Actor(id=AccountId("u_service"), roles=frozenset({Role.SERVICE}), office=office)
