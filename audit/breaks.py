"""Words for the first entry line that is not as it should be: changed, missing, moved, or twice."""

import re
from collections.abc import Sequence
from typing import Final

_INDEX: Final = re.compile(rb'\[(0|[1-9][0-9]{0,18}),"')


def name_break(lines: Sequence[bytes], at: int, expected: int) -> str:
    """What is wrong with line `at` of a run of entry lines, where the entry `expected` should stand."""
    found, after = _index(lines[at]), _index(lines[at + 1]) if at + 1 < len(lines) else None
    if found is None:
        return f"entry {expected} was changed: its line cannot be read"
    if found == expected:
        return f"entry {expected} was changed: its bytes do not give its hash"
    if any(_index(line) == expected for line in lines[at:]):
        return f"the order was changed: entry {found} stands before entry {expected}"
    if found < expected or after == expected + 1:
        return f"entry {found} stands where entry {expected} should be"
    before = (
        f"entry {found} follows entry {expected - 1}"
        if expected
        else f"the journal begins with entry {found}"
    )
    return f"entry {expected} is missing: {before}"


def stretch(first: int, size: int) -> str:
    """The entries from one index up to a size, in words."""
    if first >= size:
        return f"the first {size} entries"
    return f"entry {first}" if first == size - 1 else f"entries {first} to {size - 1}"


def _index(line: bytes) -> int | None:
    start = _INDEX.match(line)
    return int(start[1]) if start else None
