"""The two things the vault needs from outside: where root keys are, and where wrapped data keys lie."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Epoch:
    """One dated root key: its number from 1 up, and the UTC instant it was created."""

    number: int
    created_at: datetime


class KeySource(Protocol):
    """Root keys by epoch; none of them ever lies in a database.

    A source that does not answer raises Unavailable, one that is wrongly set up Unsafe.
    """

    @property
    def for_production(self) -> bool:
        """Whether settings may accept this source outside development."""
        ...

    def epochs(self) -> tuple[Epoch, ...]:
        """Every epoch that still has its key, oldest first."""
        ...

    @property
    def current(self) -> int:
        """The newest epoch, under which new data keys are wrapped; Unsafe if there is none."""
        ...

    def wrap(self, key: bytes, aad: bytes, *, epoch: int | None = None) -> bytes:
        """A data key wrapped under the current epoch, or under the one named."""
        ...

    def unwrap(self, wrapped: bytes, aad: bytes) -> bytes:
        """The data key; CannotOpen if its epoch is destroyed or anything is not as it was wrapped."""
        ...

    def create_epoch(self, now: datetime) -> Epoch:
        """A new dated root key, from now on the current one; makes the derivation key too if missing."""
        ...

    def destroy_epoch(self, number: int) -> None:
        """Remove a root key for ever: what is still wrapped under it is lost, in backups too."""
        ...

    def derive(self, purpose: bytes) -> bytes:
        """32 bytes for a purpose, from a key of the source that outlives epochs; for keyed indexes."""
        ...


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A wrapped data key as it lies in the key store; `generation` counts from 1 within its scope."""

    tenant: str
    scope: str
    generation: int
    epoch: int
    created_at: datetime
    writes: int
    wrapped: bytes = field(repr=False)

    @property
    def place(self) -> tuple[str, str, int]:
        """What names it in the store."""
        return (self.tenant, self.scope, self.generation)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A wrapped key and what takes its place, if it is still the same by then."""

    old: StoredKey
    epoch: int
    wrapped: bytes = field(repr=False)


class KeyStore(Protocol):
    """Wrapped data keys, in a database of their own with short-lived backups."""

    def get(self, tenant: str, scope: str) -> tuple[StoredKey, ...]:
        """Every generation of a scope's key, newest first; empty if there is none."""
        ...

    def add(self, key: StoredKey) -> None:
        """Keep a new wrapped key; Duplicate if that generation is there already."""
        ...

    def add_writes(self, tenant: str, scope: str, generation: int, writes: int) -> int:
        """Count writes under a key and return the new total; 0 if the key is gone."""
        ...

    def forget(self, tenant: str, scope: str, *, before: int | None = None) -> int:
        """Delete a scope's keys, or its generations below `before`; how many went.

        On return no residue is left in the store's own files; Unavailable (`key_residue_left`) if that
        could not be reached because somebody still reads. Then the row is gone, and calling again finishes.
        """
        ...

    def outdated(self, epoch: int, after: tuple[str, str, int], limit: int) -> Sequence[StoredKey]:
        """Keys of any other epoch, in order of place, beyond the place given."""
        ...

    def replace(self, changes: Sequence[Replacement]) -> int:
        """Put new wrapped forms, in one transaction, where the old ones are unchanged; how many."""
        ...

    def count(self, *, other_than: int | None = None, epoch: int | None = None) -> int:
        """How many keys there are: all, those not of one epoch, or those of one."""
        ...
