"""Yes, no or not known: three-valued answers that remember which facts they rest on."""

from collections.abc import Iterable
from typing import NamedTuple


class Truth(NamedTuple):
    """An answer; `because` names the facts it rests on, `missing` those that would settle it."""

    value: bool | None
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def stated(value: bool | None, name: str) -> Truth:
    """The answer one fact gives by itself; None is not known and is named as missing."""
    return Truth(None, (), (name,)) if value is None else Truth(value, (name,))


def negate(truth: Truth) -> Truth:
    """The opposite answer, resting on the same facts."""
    return truth if truth.value is None else truth._replace(value=not truth.value)


def every(*truths: Truth) -> Truth:
    """Yes when all are; one no settles it whatever is unknown."""
    return _settled_by(False, truths)


def some(*truths: Truth) -> Truth:
    """Yes when one is; one yes settles it whatever is unknown."""
    return _settled_by(True, truths)


def _settled_by(settling: bool, truths: tuple[Truth, ...]) -> Truth:
    settled = [t for t in truths if t.value is settling]
    if settled:
        return Truth(settling, _names(t.because for t in settled))
    because = _names(t.because for t in truths)
    missing = _names(t.missing for t in truths)
    return Truth(None if missing else not settling, because, missing)


def _names(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))
