"""A unit of the police, a prosecutor's office or a court: a public body in the office's verified register."""

from dataclasses import dataclass
from typing import Protocol

from mediation.kernel.actor import AUTHORITIES, Role
from mediation.kernel.ids import UnitId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit; `email` is the address of its registry."""

    id: UnitId
    kind: Role
    name: str
    language: Language = Language.FINNISH
    email: str = ""

    def __post_init__(self) -> None:
        if self.kind not in AUTHORITIES:
            raise Invalid("a unit belongs to an authority", fields=[("kind", "not_an_authority")])


class Units(Protocol):
    """The verified register of units."""

    def get(self, unit_id: UnitId) -> Unit: ...

    def all(self) -> list[Unit]: ...

    def put(self, unit: Unit) -> None: ...
