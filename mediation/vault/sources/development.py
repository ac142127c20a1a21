"""Root keys anybody can compute: for tests and trials on invented people, refused in production."""

import hmac
import threading
from datetime import datetime

from mediation.kernel.refusals import Unsafe
from mediation.vault.ports import Epoch
from mediation.vault.sources.keyline import INDEX, KeyLine
from mediation.vault.sources.keyring import Keyring


class DevelopmentKeys:
    """Root keys computed from a phrase the caller must name; the same phrase gives the same keys."""

    for_production = False

    def __init__(self, phrase: str, now: datetime, *, epochs: int = 1) -> None:
        self._phrase = phrase.encode()
        self._lock = threading.Lock()
        self._lines = [self._line(number, now) for number in range(epochs + 1)]
        self._ring = Keyring(self._lines)

    def __repr__(self) -> str:
        return f"<DevelopmentKeys: {self._ring!r}>"

    def epochs(self) -> tuple[Epoch, ...]:
        return self._ring.epochs()

    @property
    def current(self) -> int:
        return self._ring.current

    def wrap(self, key: bytes, aad: bytes, *, epoch: int | None = None) -> bytes:
        return self._ring.wrap(key, aad, epoch)

    def unwrap(self, wrapped: bytes, aad: bytes) -> bytes:
        return self._ring.unwrap(wrapped, aad)

    def derive(self, purpose: bytes) -> bytes:
        return self._ring.derive(purpose)

    def create_epoch(self, now: datetime) -> Epoch:
        with self._lock:
            line = self._line(max(line.number for line in self._lines) + 1, now)
            self._keep([*self._lines, line])
            return line.epoch

    def destroy_epoch(self, number: int) -> None:
        with self._lock:
            if number == self.current:
                raise Unsafe("the current root key cannot be destroyed", code="root_key_in_use")
            self._keep([line for line in self._lines if line.number == INDEX or line.number != number])

    def _keep(self, lines: list[KeyLine]) -> None:
        self._lines = lines
        self._ring = Keyring(lines)

    def _line(self, number: int, now: datetime) -> KeyLine:
        return KeyLine(number, now, hmac.digest(self._phrase, b"mce1/development %d" % number, "sha256"))
