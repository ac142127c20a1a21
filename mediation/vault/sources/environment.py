"""Root keys from an environment variable: for development and containers whose platform keeps the secret."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from mediation.kernel.refusals import Unsafe
from mediation.vault.ports import Epoch
from mediation.vault.sources.keyline import INDEX, KeyLine
from mediation.vault.sources.keyring import Keyring


class EnvironmentKeys:
    """Root key lines in one variable, parted by commas or line ends; read once, when the process starts.

    The process cannot change its own environment, so creating and destroying epochs is refused in words:
    a line from `new_line` is added, or an old one taken out, where the variable is set.
    """

    for_production = True

    def __init__(self, environment: Mapping[str, str], name: str) -> None:
        self._name = name
        text = environment.get(name, "")
        lines = [line for line in text.replace(",", "\n").splitlines() if line.strip()]
        if not lines:
            raise Unsafe(f"{name} is not set; create a root key and set it there", code="no_root_key")
        self._ring = Keyring([KeyLine.parse(line, where=name) for line in lines])

    def __repr__(self) -> str:
        return f"<EnvironmentKeys {self._name}: {self._ring!r}>"

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
        self._refuse(f"add a new line, dated {now.date()}, to")

    def destroy_epoch(self, number: int) -> None:
        self._refuse(f"take the line of epoch {number} out of")

    def _refuse(self, what: str) -> NoReturn:
        raise Unsafe(f"{what} {self._name} and start again", code="root_keys_read_only")


def new_lines(numbers: tuple[int, ...], now: datetime) -> str:
    """Fresh root key lines for a variable; number 0 is the derivation key. The text is the secret itself."""
    return ",".join(KeyLine(number, now, os.urandom(32)).text() for number in numbers)


def first_lines(now: datetime) -> str:
    """What a new installation sets: the derivation key and the root key of epoch 1."""
    return new_lines((INDEX, 1), now)
