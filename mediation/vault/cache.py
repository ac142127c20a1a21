"""Boxes kept for a short while, so that a root key is not asked at every step."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mediation.vault.box import Box

Fingerprint = tuple[tuple[int, datetime], ...]  # generation and birth of each key of a scope

MOST: Final = 1_000
IDLE: Final = timedelta(minutes=5)


@dataclass(slots=True)
class Kept:
    """A box, which keys it holds, when the store last confirmed them and when it was last asked for (UTC)."""

    box: Box
    keys: Fingerprint
    confirmed_at: datetime
    used_at: datetime


class BoxCache:
    """At most 1,000 boxes, least recently used dropped first, each after five idle minutes; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._evictions = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, scope: str, now: datetime) -> Kept | None:
        """The kept box of a scope, if it has not idled out; asking counts as use."""
        with self._lock:
            while self._kept and now - next(iter(self._kept.values())).used_at > IDLE:
                self._kept.popitem(last=False)
            kept = self._kept.get(scope)
            if kept is not None:
                kept.used_at = now
                self._kept.move_to_end(scope)
            return kept

    def ticket(self) -> int:
        """To be drawn before a key is fetched: `put` refuses to keep what was fetched before an eviction."""
        return self._evictions

    def put(self, scope: str, kept: Kept, ticket: int) -> None:
        """Keep a box, unless something was evicted since the ticket was drawn."""
        with self._lock:
            if ticket != self._evictions:
                return
            self._kept[scope] = kept
            self._kept.move_to_end(scope)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def evict(self, scope: str) -> None:
        """Drop a scope's box and close it, so that whoever still holds it cannot use it."""
        with self._lock:
            self._evictions += 1
            kept = self._kept.pop(scope, None)
        if kept is not None:
            kept.box.close()

    def clear(self) -> None:
        """Drop everything, closing nothing: at the end of a process or after a change of root keys."""
        with self._lock:
            self._evictions += 1
            self._kept.clear()
