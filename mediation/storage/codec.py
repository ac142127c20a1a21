"""Records as canonical JSON bytes and back, by their dataclasses."""

from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from mediation.cases.initiative import Initiative
from mediation.cases.items import ITEM_KINDS, Item
from mediation.cases.matter import About
from mediation.cases.party import Part, Person
from mediation.kernel.ids import MatterId
from mediation.kernel.refusals import CannotOpen


@dataclass(frozen=True, slots=True)
class Head:
    """What a case's sealed head holds."""

    initiative: Initiative
    people: tuple[Person, ...]
    parts: tuple[Part, ...]
    about: dict[MatterId, About]


T = TypeVar("T")
_ENCODER = msgspec.json.Encoder(order="deterministic")
_HEAD = msgspec.json.Decoder(Head)
_ITEMS: dict[str, msgspec.json.Decoder[Any]] = {name: msgspec.json.Decoder(kind) for name, kind in ITEM_KINDS.items()}


def encode(record: object) -> bytes:
    """The canonical JSON of a record."""
    return _ENCODER.encode(record)


def head_of(payload: bytes) -> Head:
    """A case's head from its JSON; CannotOpen if it is something else."""
    return _read(_HEAD, payload)


def item_of(kind: str, payload: bytes) -> Item:
    """A record of a kind from its JSON; CannotOpen if it is of another kind."""
    if kind not in _ITEMS:
        raise _something_else()
    item: Item = _read(_ITEMS[kind], payload)
    return item


def decode(kind: type[T], payload: bytes) -> T:
    """Any other record from its JSON; CannotOpen if it is something else."""
    return _read(msgspec.json.Decoder(kind), payload)


def _read(decoder: msgspec.json.Decoder[T], payload: bytes) -> T:
    try:
        return decoder.decode(payload)
    except msgspec.DecodeError:
        raise _something_else() from None  # what the decoder says may quote the record


def _something_else() -> CannotOpen:
    """A row is called another kind than it is: it was altered, and is told like every other alteration."""
    return CannotOpen("a sealed value does not open")
