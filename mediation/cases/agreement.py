"""The mediation agreement: items, schedule, signatures, the mediator's certificate (§17(5), 394/2011 §18)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from mediation.kernel.ids import DocumentId, ItemId, MatterId, PersonId, VolunteerId
from mediation.kernel.language import Language
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid
from mediation.states.small import ObligationState


class ItemKind(StrEnum):
    """What is agreed in one item."""

    MONEY = "money"
    WORK = "work"
    APOLOGY = "apology"
    BEHAVIOUR = "behaviour"
    PROPERTY = "return_or_replace_property"
    NO_CLAIMS = "no_claims"
    OTHER = "other"


class Demand(StrEnum):
    """What becomes of the complainant's demand for punishment."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    NOT_STATED = "not_stated"


class Proof(StrEnum):
    """How it is shown that a promise was kept (office practice)."""

    RECEIPT = "receipt"
    RECEIVER_TELLS = "receiver_tells"
    AT_MEETING = "at_meeting"
    OFFICE_ASKS = "office_asks"
    NOT_FOLLOWED = "not_followed"


# fmt: off
#   item                  shown by, unless agreed otherwise
SHOWN_BY: dict[ItemKind, Proof] = {
    ItemKind.MONEY:       Proof.RECEIPT,
    ItemKind.WORK:        Proof.RECEIVER_TELLS,
    ItemKind.APOLOGY:     Proof.AT_MEETING,
    ItemKind.BEHAVIOUR:   Proof.OFFICE_ASKS,
    ItemKind.PROPERTY:    Proof.RECEIVER_TELLS,
    ItemKind.NO_CLAIMS:   Proof.NOT_FOLLOWED,
    ItemKind.OTHER:       Proof.RECEIVER_TELLS,
}
# fmt: on


class Signing(StrEnum):
    """How somebody signed: ink on paper, which is always possible, or by accepting the document on a screen."""

    WET_INK = "wet_ink"
    ELECTRONIC = "electronic"


MOST_INSTALMENTS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment of a schedule, on a date in Helsinki."""

    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The same words in another language, as the parties have approved them."""

    language: Language
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementItem:
    """One promise: from whom, to whom, what, by when, how it is shown kept; money has an amount and its instalments.

    `text` is in the language of the agreement, `wordings` in others; `account` is an IBAN the payee gave.
    """

    kind: ItemKind
    promised_by: PersonId
    promised_to: PersonId
    text: str
    amount: Money | None = None
    instalments: tuple[Instalment, ...] = ()
    due_on: date | None = None
    shown_by: Proof | None = None
    wordings: tuple[Wording, ...] = ()
    account: str = ""
    reference: str = ""

    @property
    def proof(self) -> Proof:
        """How it is shown kept: as agreed, or as usual for its kind."""
        return self.shown_by or SHOWN_BY[self.kind]

    def words(self, language: Language) -> str:
        """What is promised, in a language if there is such a wording, in the agreement's own otherwise."""
        return next((w.text for w in self.wordings if w.language is language), self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandOf:
    """One complainant's word on the demand for punishment; others' stay as the agreement says for all."""

    person: PersonId
    demand: Demand


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person's acceptance of one version, for oneself or for a minor or a company.

    `sha256` is of the very print accepted on a screen.
    """

    person: PersonId
    at: datetime
    how: str
    on_behalf_of: PersonId | None = None
    document: DocumentId | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One version of the agreement; a changed draft is a new version without signatures."""

    KIND: ClassVar[str] = "agreement"
    id: ItemId
    matters: tuple[MatterId, ...]
    number: int
    language: Language
    items: tuple[AgreementItem, ...]
    drafted_at: datetime
    demand: Demand = Demand.NOT_STATED
    confirmation_consent: bool = False
    follow_up_until: date | None = None
    signatures: tuple[Signature, ...] = ()
    certified_by: VolunteerId | None = None
    certified_at: datetime | None = None
    superseded: bool = False
    demands: tuple[DemandOf, ...] = ()
    scans: tuple[DocumentId, ...] = ()

    def demand_of(self, victim: PersonId) -> Demand:
        """What becomes of one complainant's demand for punishment."""
        return next((d.demand for d in self.demands if d.person == victim), self.demand)

    def totals(self) -> dict[tuple[PersonId, PersonId], Money]:
        """What each payer owes each payee in all, in the order of the items."""
        owed: dict[tuple[PersonId, PersonId], Money] = {}
        for item in self.items:
            if item.amount is not None:
                pair = (item.promised_by, item.promised_to)
                owed[pair] = owed.get(pair, Money(0)) + item.amount
        return owed


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One promise that has a date: an instalment or a duty, and how it went."""

    KIND: ClassVar[str] = "obligation"
    id: ItemId
    agreement: ItemId
    matters: tuple[MatterId, ...]
    kind: ItemKind
    promised_by: PersonId
    promised_to: PersonId
    due_on: date
    state: ObligationState = ObligationState.PROMISED
    number: int = 1
    of: int = 1
    amount: Money | None = None
    kept_on: date | None = None
    recorded_at: datetime | None = None


def checked_items(items: tuple[AgreementItem, ...]) -> tuple[AgreementItem, ...]:
    """The items, if they are precise: a money item has an amount equal to the sum of its instalments, in cents."""
    if not items:
        raise Invalid("an agreement has at least one item", fields=[("items", "empty")])
    for number, item in enumerate(items):
        at = f"items.{number}"
        if item.promised_by == item.promised_to:
            raise Invalid("nobody promises to oneself", fields=[(f"{at}.promised_to", "same_person")])
        if item.kind is ItemKind.MONEY:
            if item.amount is None or item.amount.cents == 0:
                raise Invalid("a money item needs an amount", fields=[(f"{at}.amount", "required")])
            if not item.instalments:
                raise Invalid("a money item needs its due dates", fields=[(f"{at}.instalments", "required")])
            if sum(i.amount.cents for i in item.instalments) != item.amount.cents:
                raise Invalid("the instalments do not add up", fields=[(f"{at}.instalments", "sum_differs")])
            dates = [i.due_on for i in item.instalments]
            if any(a >= b for a, b in zip(dates, dates[1:], strict=False)):
                raise Invalid("instalments come in order of date", fields=[(f"{at}.instalments", "order")])
            if any(i.amount.cents == 0 for i in item.instalments):
                raise Invalid("an instalment is a cent at least", fields=[(f"{at}.instalments", "zero")])
            if len(item.instalments) > MOST_INSTALMENTS:
                raise Invalid("these are too many instalments", fields=[(f"{at}.instalments", "too_many")])
        elif item.amount is not None or item.instalments or item.account or item.reference:
            raise Invalid("only a money item has an amount", fields=[(f"{at}.amount", "not_allowed")])
        languages = [w.language for w in item.wordings]
        if len(set(languages)) < len(languages):
            raise Invalid("one wording for each language", fields=[(f"{at}.wordings", "given_twice")])
    return items
