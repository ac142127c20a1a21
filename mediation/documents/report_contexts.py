"""What an authority may be told: a list of facts, none of which can hold talk, offer, admission or reason.

Course and outcome only (§16(4)), or that mediation was refused or interrupted and under which section (§24).
What a party put forward to reach a settlement stays between the parties (§21.2): there is no field for it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from mediation.documents.agreement_contexts import PromiseKind
from mediation.documents.contexts import Adviser, Office, Provision
from mediation.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Authority:
    """Who is told, and its own number for the matter; `unit` and `reference` may be empty."""

    name: str
    unit: str
    reference: str


@dataclass(frozen=True, slots=True)
class Report:
    """What every report to an authority has."""

    office: Office
    authority: Authority
    case_number: str
    dated_on: date
    adviser: Adviser


class ReportedOutcome(StrEnum):
    """How the mediation of a matter ended, as the authority is told it."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    INTERRUPTED = "interrupted"


class Fulfilment(StrEnum):
    """How an agreement was kept when its follow-up ended."""

    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly_fulfilled"
    NOT_FULFILLED = "not_fulfilled"


@dataclass(frozen=True, slots=True)
class ReportedMatter:
    """A matter, whom it concerns, how its mediation ended; in a dispute, its sides (`criminal` false)."""

    title: str
    happened_on: date | None
    suspects: tuple[str, ...]
    victims: tuple[str, ...]
    outcome: ReportedOutcome
    criminal: bool = True


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """That a meeting was held, when, and of which kind."""

    held_on: date
    meeting: Literal["joint", "separate"]


@dataclass(frozen=True, slots=True)
class ReportedPayment:
    """A payment agreed on, without the account it goes to."""

    payer: str
    payee: str
    amount: Money
    instalments: int
    last_due_on: date
    kind: Literal["money"] = "money"


@dataclass(frozen=True, slots=True)
class ReportedPromise:
    """Something else agreed on, as the signed agreement has it."""

    kind: PromiseKind
    promised_by: str
    promised_to: str
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportToProsecutor(Report):
    """Course and outcome of mediation, and what was agreed."""

    matters: tuple[ReportedMatter, ...]
    initiative_on: date
    decided_on: date
    ended_on: date
    meetings: tuple[ReportedMeeting, ...]
    agreement_on: date | None = None
    items: tuple[ReportedPayment | ReportedPromise, ...] = ()
    withdrawn_demands: tuple[str, ...] = ()
    kept_demands: tuple[str, ...] = ()
    follow_up_until: date | None = None


@dataclass(frozen=True, slots=True)
class NoticedMatter:
    """A matter and whom it concerns; in a dispute, the two sides (`criminal` false)."""

    title: str
    happened_on: date | None
    suspects: tuple[str, ...]
    victims: tuple[str, ...]
    criminal: bool = True


@dataclass(frozen=True, slots=True)
class NoticeOfStop(Report):
    """That mediation was refused or interrupted (§24); the ground is the section, never a party's reason."""

    event: Literal["refused", "interrupted"]
    decided_on: date
    matters: tuple[NoticedMatter, ...]
    ground: Provision
