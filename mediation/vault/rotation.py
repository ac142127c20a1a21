"""Changing root keys: every data key re-wrapped under the current epoch; what they sealed stays as it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mediation.kernel.refusals import CannotOpen, Unavailable, Unsafe
from mediation.vault.ports import KeySource, KeyStore, Replacement, StoredKey
from mediation.vault.wrapped import key_aad

BATCH: Final = 1_000
KEPT_FOR: Final = timedelta(days=35)  # office policy: as long as a backup of the key database may live
_START: Final = ("", "", 0)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a run did: keys re-wrapped (on a dry run: fit for it), keys left, places that do not open."""

    epoch: int
    done: int
    left: int
    unopened: tuple[tuple[str, str, int], ...]
    dry_run: bool


def rewrap(
    keys: KeyStore,
    source: KeySource,
    *,
    batch: int = BATCH,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Rotation:
    """Re-wrap all data keys under the current epoch, a batch per transaction; run it again after a stop.

    Safe beside normal work and beside a second run: a key changed or forgotten meanwhile is left alone.
    `progress` is told (done, total) after every batch. A dry run opens every key and writes nothing.
    """
    epoch = source.current
    total = keys.count(other_than=epoch)
    done, place, unopened = 0, _START, list[tuple[str, str, int]]()
    while found := keys.outdated(epoch, place, batch):
        place = found[-1].place
        changes = _changes(found, source, epoch, unopened)
        done += len(changes) if dry_run else keys.replace(changes)
        if progress is not None:
            progress(done, total)
    return Rotation(epoch, done, keys.count(other_than=epoch), tuple(unopened), dry_run)


def destroy_epoch(
    keys: KeyStore, source: KeySource, number: int, now: datetime, *, kept_for: timedelta = KEPT_FOR
) -> None:
    """Destroy an epoch's root key for ever; with it goes every key in every backup that it wrapped.

    Unsafe (`root_key_in_use`) while a data key still needs it, or until the epoch after it is `kept_for` old:
    before that, a backup of the key database could not be restored.
    """
    later = [epoch for epoch in source.epochs() if epoch.number > number]
    if not later:
        raise Unsafe("the current root key cannot be destroyed", code="root_key_in_use")
    if still := keys.count(epoch=number):
        raise Unsafe(f"{still} data keys are still wrapped under epoch {number}", code="root_key_in_use")
    if now - later[0].created_at < kept_for:
        raise Unsafe(
            f"epoch {number} is kept for {kept_for.days} days after the next", code="root_key_in_use"
        )
    source.destroy_epoch(number)


def _changes(
    found: Sequence[StoredKey], source: KeySource, epoch: int, unopened: list[tuple[str, str, int]]
) -> list[Replacement]:
    changes = []
    for stored in found:
        aad = key_aad(stored.tenant, stored.scope)
        try:
            key = source.unwrap(stored.wrapped, aad)
        except CannotOpen:
            unopened.append(stored.place)
            continue
        wrapped = source.wrap(key, aad, epoch=epoch)
        if source.unwrap(wrapped, aad) != key:  # read back before the old form is overwritten
            raise Unavailable("the key source does not give back what it wrapped", code="key_source_down")
        changes.append(Replacement(stored, epoch, wrapped))
    return changes
