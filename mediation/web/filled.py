"""A form as a page shows it: what stands in each field, what is wrong with it, and what was kept from before."""

from dataclasses import dataclass
from datetime import datetime

from mediation.kernel.refusals import Invalid, Refusal
from mediation.web.language import Tongue
from mediation.web.typed import Typed


@dataclass
class Filled:
    """The values and errors of one form."""

    tongue: Tongue
    typed: Typed
    refusal: Refusal | None = None
    kept_at: datetime | None = None

    def value(self, name: str, otherwise: str = "") -> str:
        """What stands in a field."""
        return self.typed.one(name, otherwise)

    def chosen(self, name: str) -> list[str]:
        """What is chosen of a field with several choices."""
        return self.typed.all(name)

    def rows(self, name: str, least: int = 1) -> list[int]:
        """The numbers of the rows of a list, at least so many."""
        return sorted({*self.typed.under(name), *range(least)})

    def wrong(self, name: str) -> str:
        """The sentence at a field that cannot be used; empty when nothing is wrong."""
        codes = [code for at, code in self._fields() if at == name]
        return self.tongue.word("wrong", codes[0]) if codes else ""

    def wrong_fields(self) -> list[tuple[str, str]]:
        """Every wrong field with its sentence, for the box at the top."""
        return [(at, self.tongue.word("wrong", code)) for at, code in self._fields()]

    def _fields(self) -> tuple[tuple[str, str], ...]:
        return self.refusal.fields if isinstance(self.refusal, Invalid) else ()
