"""The people of a case: parties, and those who act for them or stand beside them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.kernel.ids import PersonId
from mediation.kernel.language import Language


class PersonKind(StrEnum):
    """A human being, or a company or body (Act 1015/2005 §1.2)."""

    NATURAL = "natural"
    LEGAL = "legal"


class PartyRole(StrEnum):
    """What a person is in a case; the first four are parties of a matter, the others act for one."""

    SUSPECT = "suspect"
    VICTIM = "victim"
    CLAIMANT = "claimant"
    RESPONDENT = "respondent"
    CUSTODIAN = "custodian"
    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"
    ASSISTANT = "assistant"
    SUPPORT_PERSON = "support_person"
    INTERPRETER = "interpreter"


PARTIES = frozenset({PartyRole.SUSPECT, PartyRole.VICTIM, PartyRole.CLAIMANT, PartyRole.RESPONDENT})
BESIDE = frozenset(PartyRole) - PARTIES


class Channel(StrEnum):
    """The way on which a person can be reached safely."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    MEETING = "meeting"
    PHONE = "phone"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where a person is reached; `is_protected` covers every field (turvakielto)."""

    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    municipality: str = ""
    safe_channel: Channel = Channel.LETTER
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class SuitingTime:
    """One time of the week that suits somebody: ISO weekday 1 to 7, minutes after midnight on the wall clock."""

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of a case; `born_on` is None for a legal person or when not known.

    `suits` are the times of the week that suit them for a meeting, none where they were not asked; `mixed_mediators`
    says that they wish for a woman and a man.
    """

    id: PersonId
    name: str
    kind: PersonKind = PersonKind.NATURAL
    language: Language = Language.FINNISH
    born_on: date | None = None
    identity_code: str = ""
    contact: Contact = Contact()
    interpreter_language: str = ""
    declared_incompetent: bool = False
    suits: tuple[SuitingTime, ...] = ()
    mixed_mediators: bool = False

    def age_on(self, day: date) -> int | None:
        """Full years on a date in Helsinki; None when the birth date is not known."""
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def is_minor_on(self, day: date) -> bool:
        """Under 18 on a date (§2.2); an unknown birth date is not taken for a minor's."""
        age = self.age_on(day)
        return age is not None and age < 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One person's part beside a party: custodian of, guardian of, assistant of."""

    person: PersonId
    role: PartyRole
    acts_for: PersonId


LEGAL_REPRESENTATIVES = frozenset({PartyRole.CUSTODIAN, PartyRole.LEGAL_REPRESENTATIVE})
