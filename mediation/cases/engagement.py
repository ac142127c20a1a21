"""How much each mediator has had and has on hand: counts from what stays readable, no case is opened for them."""

from dataclasses import dataclass
from typing import Protocol

from mediation.kernel.ids import VolunteerId


@dataclass(frozen=True, slots=True)
class Engagement:
    """One mediator's cases: mediation over, mediation ahead or going on, offers that wait for an answer."""

    volunteer: VolunteerId
    mediated: int = 0
    on_hand: int = 0
    offered: int = 0


class Engagements(Protocol):
    """The engagements of one office's mediators."""

    def of(self, volunteer: VolunteerId) -> Engagement:
        """One mediator's; zeros for somebody who has none."""
        ...

    def all(self) -> dict[VolunteerId, Engagement]:
        """Of everybody who was ever offered a case."""
        ...
