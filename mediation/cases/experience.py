"""What each mediator has done so far, counted from what stays readable: no case is opened for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from mediation.kernel.ids import VolunteerId


@dataclass(slots=True)
class Experience:
    """One mediator's cases: accepted since a day, how many of each kind, and with which other mediator how many."""

    taken: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    together: Mapping[str, int] = field(default_factory=dict)


class Experiences(Protocol):
    """The experiences of one office's mediators."""

    def all(self, since: datetime) -> dict[VolunteerId, Experience]:
        """Of everybody who ever accepted a case; `taken` counts cases taken on for mediation since an instant."""
        ...
