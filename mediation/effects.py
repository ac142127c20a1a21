"""What is done once: effects under a unique key, and answers to requests that may be repeated."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from mediation.kernel.refusals import Refusal


class AlreadyDone(Refusal):
    """The effect was claimed before: by another scheduler, or by the same one twice."""

    code = "already_done"


@dataclass(frozen=True, slots=True)
class Answered:
    """A request answered before: the keyed hash of what was asked, and the answer (ids and versions)."""

    token: bytes
    answer: dict[str, Any]


class Effects(Protocol):
    """Effects claimed inside the transaction that has them."""

    def done(self, key: str) -> bool:
        """Whether a key is claimed already: a courtesy for a clear answer, the claim is what counts."""
        ...

    def claim(self, key: str, at: datetime) -> None:
        """Claim a key; AlreadyDone if somebody has it."""
        ...


class Requests(Protocol):
    """Answers by account and idempotency key."""

    def find(self, key: str) -> Answered | None: ...

    def keep(self, key: str, answered: Answered, at: datetime) -> None:
        """Keep an answer; AlreadyDone if the key was answered meanwhile."""
        ...
