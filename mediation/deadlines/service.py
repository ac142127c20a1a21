"""The day on which a decision counts as received, and the end of each recipient's appeal period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mediation.deadlines.calendar import Calendar
from mediation.kernel.refusals import Invalid


class Service(StrEnum):
    """How a decision is served (434/2003 §55-60, 13/2003 §18-19)."""

    LETTER = "letter"
    E_MESSAGE = "e_message"
    VERIFIABLE = "verifiable"  # receipt slip, handed over, or fetched from the portal after identification


@dataclass(frozen=True, slots=True)
class Served:
    """One recipient's copy; `shown_on` is the day of receipt where one is shown."""

    recipient: str
    service: Service
    sent_on: date
    shown_on: date | None = None


def received_on(served: Served, deemed_after: Mapping[Service, int]) -> date | None:
    """The day a decision counts as received; None for a verifiable service not yet received.

    In Finland a letter counts on the 7th day from sending and an e-message on the 3rd (434/2003 §59; 13/2003 §19),
    unless another day is shown; the presumption is of a fact and does not move from a holiday. Raises Invalid when
    received before sent.
    """
    if served.shown_on is not None:
        if served.shown_on < served.sent_on:
            raise Invalid("received before it was sent", fields=[("shown_on", "before_sent")])
        return served.shown_on
    days = deemed_after.get(served.service)
    return None if days is None else served.sent_on + timedelta(days=days)


def appeal_ends(received: date, days: int, calendar: Calendar) -> date:
    """The last day for an appeal: in Finland 30 days from receipt (808/2019 §13), computed by 150/1930.

    Where nothing can be appealed, `days` is 0 and the day of receipt itself is the last.
    """
    return calendar.end_of_period(received, days) if days else received
