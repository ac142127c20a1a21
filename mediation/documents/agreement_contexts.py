"""What an agreement may show: who promised what to whom by when, how it is shown kept, who signed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from mediation.documents.contexts import Matter, Office
from mediation.kernel.language import Language
from mediation.kernel.money import Money


class PartyRole(StrEnum):
    """What a party is in the matter; `party` in a dispute."""

    SUSPECT = "suspect"
    VICTIM = "victim"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class AgreementParty:
    """A party by name and role, with the custodians who sign beside a minor."""

    name: str
    role: PartyRole
    custodians: tuple[str, ...] = ()


class ShownBy(StrEnum):
    """How it is shown that a promise was kept."""

    RECEIPT = "receipt"
    RECEIVER_TELLS = "receiver_tells"
    AT_MEETING = "at_meeting"
    OFFICE_ASKS = "office_asks"
    NOT_FOLLOWED = "not_followed"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a payment, and its last day."""

    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Payment:
    """Money promised, precise enough to be enforced (394/2011 §23); `account` if the payee gives it."""

    payer: str
    payee: str
    amount: Money
    instalments: tuple[Instalment, ...]
    text: str | None = None
    account: str | None = None
    reference: str | None = None
    shown_by: ShownBy = ShownBy.RECEIPT
    kind: Literal["money"] = "money"

    def __post_init__(self) -> None:
        if sum(part.amount.cents for part in self.instalments) != self.amount.cents:
            raise ValueError("the instalments must add up to the amount")


class PromiseKind(StrEnum):
    """What may be promised beside money."""

    WORK = "work"
    APOLOGY = "apology"
    BEHAVIOUR = "behaviour"
    RETURN_OR_REPLACE_PROPERTY = "return_or_replace_property"
    NO_CLAIMS = "no_claims"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised beside money, in the parties' own words."""

    kind: PromiseKind
    promised_by: str
    promised_to: str
    text: str
    due_on: date | None = None
    shown_by: ShownBy = ShownBy.RECEIVER_TELLS


@dataclass(frozen=True, slots=True)
class Total:
    """What one party pays another in all, where that is more than one item says."""

    payer: str
    payee: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, when and how; `on_behalf_of` names the minor or company."""

    name: str
    signed_on: date
    how: Literal["wet_ink", "electronic"]
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Certified:
    """The mediator's certificate under the agreement (§17(5))."""

    name: str
    certified_on: date


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version of what was agreed, from one structure in each language; `told_to` is told of it (§16(4)).

    The copy in the language `signed_in` is the one that is signed; until it is `certified` it has room to sign.
    """

    office: Office
    case_number: str
    dated_on: date
    version: int
    signed_in: Language
    matters: tuple[Matter, ...]
    parties: tuple[AgreementParty, ...]
    items: tuple[Payment | Promise, ...]
    mediators: tuple[str, ...]
    confirmation_agreed: bool
    final_settlement: bool
    totals: tuple[Total, ...] = ()
    withdrawn_demands: tuple[str, ...] = ()
    kept_demands: tuple[str, ...] = ()
    told_to: str | None = None
    follow_up_until: date | None = None
    signed: tuple[Signed, ...] = ()
    certified: Certified | None = None
