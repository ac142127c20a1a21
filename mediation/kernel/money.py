"""Euro amounts as whole cents: never a float, never off by one."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in euro cents; never negative."""

    cents: int

    def __post_init__(self) -> None:
        if isinstance(self.cents, bool) or not isinstance(self.cents, int):
            raise TypeError("cents are a whole number")
        if self.cents < 0:
            raise ValueError("an amount is never negative")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __str__(self) -> str:
        return f"{self.cents // 100},{self.cents % 100:02d}"

    def split(self, parts: int) -> tuple["Money", ...]:
        """Equal instalments whose sum is exactly this amount; the odd cents go to the first ones."""
        if parts < 1:
            raise ValueError("at least one part")
        each, odd = divmod(self.cents, parts)
        return tuple(Money(each + (1 if i < odd else 0)) for i in range(parts))
