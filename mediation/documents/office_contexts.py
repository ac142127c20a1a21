"""What goes to authorities and courts beside reports: names and dates, never contact data or talk."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mediation.documents.agreement_contexts import AgreementParty, Payment, PromiseKind
from mediation.documents.contexts import Matter, Office
from mediation.documents.report_contexts import Fulfilment, NoticedMatter, Report
from mediation.kernel.money import Money


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A consent to fetch documents: whose, and when it was given (§16(2))."""

    name: str
    given_on: date


@dataclass(frozen=True, slots=True)
class DocumentRequest(Report):
    """Documents asked of police, prosecutor or court, with the consents it rests on (§16(2), §25)."""

    matters: tuple[NoticedMatter, ...]
    consents: tuple[RestsOn, ...]
    documents: tuple[str, ...]
    reply_by: date


@dataclass(frozen=True, slots=True)
class InterimStatus(Report):
    """How far a matter is, for an authority that waits (§16(4)); not who has answered what."""

    matters: tuple[NoticedMatter, ...]
    initiative_on: date
    stage: Literal["examined", "accepted", "in_mediation", "ended"]
    expected_by: date | None = None


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """One promise of the agreement that had a day, and how it went; money by its amount."""

    kind: PromiseKind | Literal["money"]
    due_on: date
    state: Literal["promised", "kept", "broken", "waived"]
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class NoticeOfFulfilment(Report):
    """Whether the agreement was kept (§16(4)); without `fulfilment` it is the early notice that it was not."""

    matters: tuple[NoticedMatter, ...]
    agreed_on: date
    promises: tuple[KeptPromise, ...]
    follow_up_until: date | None = None
    fulfilment: Fulfilment | None = None


@dataclass(frozen=True, slots=True)
class Transfer(Report):
    """A matter transferred to the office that has the venue (§14.2)."""

    matters: tuple[NoticedMatter, ...]
    initiative_on: date
    initiative_by: str
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation:
    """That a settlement came about in structured mediation by trained mediators (394/2011 §18.1, §21)."""

    office: Office
    case_number: str
    dated_on: date
    matters: tuple[Matter, ...]
    parties: tuple[AgreementParty, ...]
    mediators: tuple[str, ...]
    began_on: date
    ended_on: date
    agreed_on: date
    certified_by: str
    attested_by: str


@dataclass(frozen=True, slots=True)
class ConfirmationApplication:
    """An application to the district court, filled in as far as the office knows (394/2011 §20-21).

    Where the parties can be reached they write in themselves.
    """

    office: Office
    case_number: str
    dated_on: date
    matters: tuple[Matter, ...]
    applicants: tuple[str, ...]
    others: tuple[str, ...]
    agreed_on: date
    consent_given: bool
    payments: tuple[Payment, ...]
