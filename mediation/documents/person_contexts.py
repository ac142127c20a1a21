"""What the rarer letters may see: to parties, custodians and mediators; contact data only of the reader."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from mediation.documents.agreement_contexts import PartyRole, PromiseKind
from mediation.documents.contexts import ConsentForm, Invitation, Letter, Matter
from mediation.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PlainInvitation(Invitation):
    """The invitation in plain language, with the same facts."""


@dataclass(frozen=True, slots=True)
class PlainConsentForm(ConsentForm):
    """The form with the two consents in plain language, with the same facts."""


@dataclass(frozen=True, slots=True)
class PlainRights(Letter):
    """One's rights in mediation in plain language (§2.1)."""

    criminal: bool


@dataclass(frozen=True, slots=True)
class ConfirmationGuide(Letter):
    """How a settlement is made enforceable (394/2011 §18-23); `others` are the parties whose consent it takes."""

    matters: tuple[Matter, ...]
    agreed_on: date
    others: tuple[str, ...]
    consent_given: bool


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """That a meeting was held, when, and of which kind."""

    held_on: date
    meeting: Literal["joint", "separate"]


@dataclass(frozen=True, slots=True)
class AccountForm(Letter):
    """The form for the mediators' account (§17(6)): course and outcome, never what was said (§21)."""

    matters: tuple[Matter, ...]
    meetings: tuple[HeldMeeting, ...]
    mediators: tuple[str, ...]
    return_by: date


@dataclass(frozen=True, slots=True)
class EndOfAccess(Letter):
    """A child has come of age: the custodian no longer acts for them (§2.2)."""

    child: str
    matters: tuple[Matter, ...]
    of_age_on: date


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """The reader's own data; contact data is left out when it is protected and told in person instead."""

    name: str
    language: str
    born_on: date | None = None
    identity_code: str | None = None
    interpreter_language: str | None = None
    street_address: str | None = None
    postal_address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """A matter of the reader's, and what they are in it."""

    title: str
    happened_on: date | None
    role: PartyRole | Literal["representative"]


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """A consent the reader gave, refused or took back."""

    to: Literal["mediation", "documents"]
    answer: Literal["given", "refused"]
    given_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnPromise:
    """A promise the reader gave, or was given, and how it went."""

    kind: PromiseKind | Literal["money"]
    given: bool
    due_on: date
    state: Literal["promised", "kept", "broken", "waived"]
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class ToldTo:
    """An authority that was told of the reader's matter, and when."""

    authority: str
    told_on: date


@dataclass(frozen=True, slots=True)
class DataSubjectCopy(Letter):
    """What the office holds of the reader (GDPR 15; 1054/2018 §34), and to whom it was given; of others nothing."""

    own: OwnDetails
    matters: tuple[OwnMatter, ...]
    consents: tuple[OwnConsent, ...] = ()
    meetings: tuple[HeldMeeting, ...] = ()
    promises: tuple[OwnPromise, ...] = ()
    letters_on: tuple[date, ...] = ()
    told: tuple[ToldTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody in a role looked at the case or a document of it, when; no name of the one who looked."""

    at: datetime
    role: Literal["staff", "mediator", "authority", "other"]
    what: Literal["case", "document"]


@dataclass(frozen=True, slots=True)
class JournalExtract(Letter):
    """Who looked at the reader's case, from the journal (906/2019 §17)."""

    since: date
    until: date
    looks: tuple[Look, ...]
