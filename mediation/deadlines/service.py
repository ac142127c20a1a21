"""The day on which a decision counts as received, and the end of each recipient's appeal period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mediation.deadlines.calendar import end_of_period
from mediation.kernel.refusals import Invalid

APPEAL_DAYS = 30  # 808/2019 §13
DAYS_TO_FETCH = 7  # 13/2003 §18: not fetched by then, served in another way


class Service(StrEnum):
    """How a decision is served (434/2003 §55-60, 13/2003 §18-19)."""

    LETTER = "letter"
    E_MESSAGE = "e_message"
    VERIFIABLE = "verifiable"  # receipt slip, handed over, or fetched from the portal after identification


DEEMED_AFTER = {Service.LETTER: 7, Service.E_MESSAGE: 3}  # 434/2003 §59; 13/2003 §19


@dataclass(frozen=True, slots=True)
class Served:
    """One recipient's copy; `shown_on` is the day of receipt where one is shown."""

    recipient: str
    service: Service
    sent_on: date
    shown_on: date | None = None


def received_on(served: Served) -> date | None:
    """The day a decision counts as received; None for a verifiable service not yet received.

    A letter counts on the 7th day from sending and an e-message on the 3rd, unless another day is shown; the
    presumption is of a fact and does not move from a holiday. Raises Invalid when received before sent.
    """
    if served.shown_on is not None:
        if served.shown_on < served.sent_on:
            raise Invalid("received before it was sent", fields=[("shown_on", "before_sent")])
        return served.shown_on
    days = DEEMED_AFTER.get(served.service)
    return None if days is None else served.sent_on + timedelta(days=days)


def appeal_ends(received: date) -> date:
    """The last day for an appeal: 30 days from receipt (808/2019 §13), computed by 150/1930."""
    return end_of_period(received, APPEAL_DAYS)


def final_from(copies: Iterable[Served]) -> date | None:
    """The first day nobody can appeal any more; None while a copy is not received, or none was sent."""
    ends = [None if (day := received_on(copy)) is None else appeal_ends(day) for copy in copies]
    known = [end for end in ends if end is not None]
    return None if not ends or len(known) < len(ends) else max(known) + timedelta(days=1)
