"""Compensation of a mediator's expenses: base with a supplement, or an itemised list, by dated rates (§12 c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

ITEM_KINDS: Final = ("ticket", "own_car", "parking", "phone", "other")
WITHOUT_RECEIPT: Final = frozenset({"own_car"})
MOST_ITEMS: Final = 20
LARGEST_ITEM: Final = 100_000  # cents; what is more than this is a slip of the hand


@dataclass(frozen=True, slots=True)
class Rate:
    """One row: from which day, the base in cents, the most that may come on top of it in per cent, the source."""

    since: date
    base_cents: int
    supplement_percent: int
    source: str


# fmt: off
RATES: Final[tuple[Rate, ...]] = (
    #    since              base   supplement  source
    Rate(date(2019, 1, 21), 3000,  50,         "1015/2005 §12 c; decree 47/2019"),
)
# fmt: on


class ClaimRefused(ValueError):
    """A claim the rates do not allow; `code` says why, `field` where."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.code, self.field = code, field


@dataclass(frozen=True, slots=True)
class Item:
    """One expense of an itemised claim, in cents, with the claimant's own words for it."""

    kind: str
    cents: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One mediator's claim for one meeting; `state` is of the product's lifecycle, days are Helsinki's."""

    KIND: ClassVar[str] = "claim"
    id: str
    volunteer: str
    meeting: str
    meeting_on: date
    base_cents: int = 0
    supplement_cents: int = 0
    items: tuple[Item, ...] = ()
    receipts: tuple[str, ...] = ()
    state: str = "submitted"
    submitted_on: date
    decided_by: str = ""
    decided_on: date | None = None
    reason: str = ""
    batch: str = ""
    paid_on: date | None = None
    version: int = 0

    @property
    def concerns(self) -> str:
        return self.meeting

    @property
    def cents(self) -> int:
        """What is claimed in all."""
        return self.base_cents + self.supplement_cents + sum(item.cents for item in self.items)

    @property
    def lacks_receipt(self) -> bool:
        """Whether something was paid that only a receipt can show, and there is none."""
        return not self.receipts and any(item.kind not in WITHOUT_RECEIPT for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt of a claim: the bytes of a PDF or a picture."""

    KIND: ClassVar[str] = "receipt"
    id: str
    volunteer: str
    claim: str
    content: bytes
    version: int = 0
    state: None = None

    @property
    def concerns(self) -> str:
        return self.id


def rate_on(day: date) -> Rate:
    """The rates in force on the day of a meeting; ClaimRefused before the first row."""
    found = [rate for rate in RATES if rate.since <= day]
    if not found:
        raise ClaimRefused("no_rate_then", "meeting")
    return max(found, key=lambda rate: rate.since)


def base_claim(meeting_on: date, supplement_cents: int) -> tuple[int, int]:
    """Base and supplement in cents for a meeting on a day; ClaimRefused for a supplement over the most."""
    rate = rate_on(meeting_on)
    if not 0 <= supplement_cents * 100 <= rate.base_cents * rate.supplement_percent:
        raise ClaimRefused("supplement_too_large", "supplement_cents")
    return rate.base_cents, supplement_cents


def checked_items(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of an itemised claim; ClaimRefused for none, too many, or an amount that is none."""
    if not items:
        raise ClaimRefused("required", "items")
    if len(items) > MOST_ITEMS:
        raise ClaimRefused("too_long", "items")
    for number, item in enumerate(items):
        if item.kind not in ITEM_KINDS:
            raise ClaimRefused("unknown_kind", f"items.{number}.kind")
        if not 0 < item.cents <= LARGEST_ITEM:
            raise ClaimRefused("out_of_range", f"items.{number}.cents")
    return tuple(items)
