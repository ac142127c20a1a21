"""A fault told without its words: what an exception says may hold what somebody typed, where it rose does not."""

import traceback
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def place_of(error: BaseException) -> str:
    """The kind of an error and the last place in our own code it came through, such as `KeyError at a/b.py:9`."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if (path := Path(f.filename)).is_relative_to(HOUSE) and ".venv" not in path.parts]
    if not ours:
        return type(error).__name__
    return f"{type(error).__name__} at {Path(ours[-1].filename).relative_to(HOUSE)}:{ours[-1].lineno}"
