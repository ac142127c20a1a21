"""The port behind which names can be searched without lying readable anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mediation.cases.case import Case
from mediation.kernel.ids import CaseId


@dataclass(frozen=True, slots=True)
class Hit:
    """One case in which a searched name was found, and how: exact, part, alike in sound, nearly."""

    case: CaseId
    how: str


class Names(Protocol):
    """Sealed search entries of one office; hits outside `permitted` are neither returned nor counted."""

    def keep(self, case: Case) -> None: ...

    def find(self, text: str, permitted: Callable[[str], bool], limit: int = 50, *, alike: bool = True) -> list[Hit]:
        """Cases in which a name occurs as written, and with `alike` also such as are nearly that or sound so."""
        ...
