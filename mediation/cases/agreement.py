"""The mediation agreement: items, schedule, signatures, the mediator's certificate (§17(5), 394/2011 §18)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from mediation.kernel.ids import ItemId, MatterId, PersonId, VolunteerId
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment of a schedule, on a date in Helsinki."""

    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementItem:
    """One promise: from whom, to whom, what, by when; money has an amount and its instalments."""

    kind: ItemKind
    promised_by: PersonId
    promised_to: PersonId
    text: str
    amount: Money | None = None
    instalments: tuple[Instalment, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature, for oneself or for a minor or a company."""

    person: PersonId
    at: datetime
    how: str
    on_behalf_of: PersonId | None = None


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
        elif item.amount is not None or item.instalments:
            raise Invalid("only a money item has an amount", fields=[(f"{at}.amount", "not_allowed")])
    return items
