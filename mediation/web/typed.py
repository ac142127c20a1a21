"""What was typed into a form: names and values as they came, in bounded numbers, and how they nest by their dots."""

from collections.abc import Iterable, Mapping

HIDDEN = frozenset({"csrf", "once", "version"})
"""Fields that every form carries beside what is typed."""


class Typed:
    """The fields of one form."""

    def __init__(self, pairs: Iterable[Iterable[str]] = (), files: Mapping[str, bytes] | None = None) -> None:
        self._files = dict(files or {})
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def __bool__(self) -> bool:
        return any(name not in HIDDEN for name in self._values)

    def one(self, name: str, otherwise: str = "") -> str:
        """The value of a field that has one."""
        return self._values.get(name, [otherwise])[-1]

    def all(self, name: str) -> list[str]:
        """The values of a field that may have several."""
        return self._values.get(name, [])

    def file(self, name: str) -> bytes | None:
        """The bytes of a file that came; it is no text, and is never kept with what was typed."""
        return self._files.get(name)

    def has(self, name: str) -> bool:
        """Whether a field came at all."""
        return name in self._values

    def pairs(self) -> list[tuple[str, str]]:
        """Everything typed, without what only the form itself carries."""
        return [(name, value) for name, values in self._values.items() if name not in HIDDEN for value in values]

    def under(self, name: str) -> list[int]:
        """The numbers of the rows of a list: `items.0.text` and `items.2.text` are rows 0 and 2."""
        heads = (key[len(name) + 1 :].partition(".")[0] for key in self._values if key.startswith(f"{name}."))
        return sorted({int(head) for head in heads if head.isdecimal() and len(head) < 4})

    def is_blank(self, name: str) -> bool:
        """Whether nothing was typed in any field of a row."""
        return not any(v.strip() for key, values in self._values.items() if key.startswith(f"{name}.") for v in values)


def typed_of(values: Mapping[str, object]) -> Typed:
    """Fields as if they had been typed: `None` and no are left out, a list is several values, `__` is a dot."""
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        many = value if isinstance(value, list | tuple) else [value]
        pairs += [
            (name.replace("__", "."), "yes" if one is True else str(one))
            for one in many
            if one is not None and one is not False
        ]
    return Typed(pairs)
