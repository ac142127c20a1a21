"""Exactly what each document may see: plain values, and of contact data only the reader's own.

Contact details exist on four types alone: the office, its adviser, the court, and the reader. There is no
field in which one party's address, phone or e-mail could reach another (621/1999 §11.2(7)); other people
appear by name, and only where a decision, an agreement or a report must name them. A reader whose address
is withheld has no address lines, and the letter says nothing of it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Office:
    """The sender, in the language of the document; `controller` is the data controller of the day."""

    name: str
    street_address: str
    postal_address: str
    phone: str
    email: str
    controller: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who the letter is for; `address` holds the lines of the envelope, empty when they are withheld."""

    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adviser:
    """The member of staff to turn to (sovittelun ohjaaja, §4)."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Matter:
    """An offence or a dispute by its title, and when it happened."""

    title: str
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A section applied: the act's number as `1015/2005`, the section as `3 a.3(2)`."""

    act: str
    section: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What every letter to a person has."""

    office: Office
    reader: Reader
    case_number: str
    dated_on: date
    adviser: Adviser


class InitiativeBy(StrEnum):
    """Who asked for mediation, as the reader is told it (§13)."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    AUTHORITY = "authority"
    OTHER_PARTY = "other_party"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Invitation(Letter):
    """What mediation is, and an invitation to it; `child` when the reader is asked as a custodian (§2.2)."""

    initiative_by: InitiativeBy
    criminal: bool
    matters: tuple[Matter, ...]
    answer_by: date
    authority_reference: str | None = None
    child: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentForm(Letter):
    """Two consents: to mediation (§2), and to fetching documents (§16(2)) from the authorities named."""

    criminal: bool
    matters: tuple[Matter, ...]
    documents_from: tuple[str, ...]
    return_by: date
    child: str | None = None


class ServedBy(StrEnum):
    """How a decision reaches its reader: 434/2003 §59, 13/2003 §19, 434/2003 §60 with 13/2003 §18."""

    LETTER = "letter"
    ELECTRONIC_MESSAGE = "electronic_message"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class Service:
    """When the decision was sent, and the dates that follow; against an acknowledgement none are known."""

    by: ServedBy
    sent_on: date
    deemed_served_on: date | None = None
    appeal_until: date | None = None

    def __post_init__(self) -> None:
        known = self.deemed_served_on is not None and self.appeal_until is not None
        unknown = self.deemed_served_on is None and self.appeal_until is None
        if not (unknown if self.by is ServedBy.ACKNOWLEDGED else known):
            raise ValueError("a presumed service has both dates, an acknowledged one has neither")


@dataclass(frozen=True, slots=True)
class Court:
    """The administrative court an appeal goes to (§23; 808/2019)."""

    name: str
    street_address: str
    postal_address: str
    phone: str
    email: str
    e_service: str


@dataclass(frozen=True, slots=True)
class Decision(Letter):
    """What 434/2003 §44-47 asks of a written decision."""

    matters: tuple[Matter, ...]
    parties: tuple[str, ...]
    reasons: tuple[str, ...]
    provisions: tuple[Provision, ...]
    decided_by: str
    service: Service
    court: Court


@dataclass(frozen=True, slots=True)
class DecisionToMediate(Decision):
    """The person in charge takes the matter (§15)."""


@dataclass(frozen=True, slots=True)
class DecisionToDecline(Decision):
    """The person in charge does not take the matter; `authority` is told of it without delay (§24)."""

    authority: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingNotice(Letter):
    """When, where and with whom (§18); `place` is the meeting room's, never a party's, address."""

    meeting: Literal["joint", "separate"]
    starts_at: datetime
    ends_at: datetime
    place: tuple[str, ...]
    mediators: tuple[str, ...]
    attending: tuple[str, ...]
    interpreting: str | None = None
    child: str | None = None
