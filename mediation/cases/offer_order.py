"""The order in which an adviser lets mediators be asked: kept, so that the next is asked when one does not take it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from mediation.kernel.ids import AccountId, ItemId, MatterId, VolunteerId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferOrder:
    """One order for some matters.

    `at_once` of the queue are asked at a time; `recommended` is the pair the ranking had first, `because` why the
    adviser chose otherwise, `considered` what they made of links that are looked at (434/2003 §28).
    """

    KIND: ClassVar[str] = "offer_order"
    id: ItemId
    matters: tuple[MatterId, ...]
    queue: tuple[VolunteerId, ...]
    at_once: int
    made_at: datetime
    made_by: AccountId
    recommended: tuple[VolunteerId, ...] = ()
    because: str = ""
    considered: str = ""
