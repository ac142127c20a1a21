"""Root keys inside a PKCS#11 token (a hardware module, SoftHSM): made there, used there, never readable.

An epoch is a secret key labelled `<label>-<number>-<day>`; the key `<label>-index` derives. The day stands
in the label because tokens do not all give CKA_START_DATE back.
Import this module only where the `hsm` extra is installed.
"""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any, Final

import pkcs11
from pkcs11 import Attribute, GCMParams, KeyType, Mechanism, MechanismFlag, ObjectClass

from mediation.kernel.refusals import CannotOpen, Unavailable, Unsafe
from mediation.vault.ports import Epoch
from mediation.vault.wrapped import PKCS11, Wrapped, with_epoch

_NONCE: Final = 12
_EPOCH: Final = re.compile(r"(\d{5,10})-(\d{8})")
# SoftHSM answers a wrong tag with CKR_GENERAL_ERROR; a truly broken token fails at the next other call.
_SPOILED: Final = (pkcs11.EncryptedDataInvalid, pkcs11.EncryptedDataLenRange, pkcs11.GeneralError)
_HIDDEN: Final = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}


class HsmKeys:
    """A token by its label; one session, used by one thread at a time."""

    for_production = True

    def __init__(self, library: str, token: str, pin: str, *, label: str = "mediation") -> None:
        self._label = label
        self._lock = threading.Lock()
        self._keys: dict[int, Any] = {}  # the library mixes its keys' methods in at run time
        with _answers():
            found = pkcs11.lib(library).get_token(token_label=token)
            try:
                self._session = found.open(rw=True, user_pin=pin)
            except pkcs11.UserAlreadyLoggedIn:  # a log-in holds for the whole process
                self._session = found.open(rw=True)

    def __repr__(self) -> str:
        return f"<HsmKeys {self._label}>"

    def close(self) -> None:
        """End the session with the token."""
        with self._lock:
            self._session.close()

    def epochs(self) -> tuple[Epoch, ...]:
        with self._lock, _answers():
            return tuple(self._read())

    @property
    def current(self) -> int:
        epochs = self.epochs()
        if not epochs:
            raise Unsafe("there is no root key in the token yet; create one first", code="no_root_key")
        return epochs[-1].number

    def wrap(self, key: bytes, aad: bytes, *, epoch: int | None = None) -> bytes:
        number = self.current if epoch is None else epoch
        nonce = os.urandom(_NONCE)
        with self._lock, _answers():
            sealed = self._key(number).encrypt(
                key, mechanism=Mechanism.AES_GCM, mechanism_param=GCMParams(nonce, with_epoch(aad, number))
            )
        return bytes(Wrapped(PKCS11, number, nonce + sealed))

    def unwrap(self, wrapped: bytes, aad: bytes) -> bytes:
        parts = Wrapped.parse(wrapped, PKCS11)
        nonce, sealed = parts.body[:_NONCE], parts.body[_NONCE:]
        if len(nonce) != _NONCE:
            raise CannotOpen("the token does not open this")
        with self._lock, _answers():
            key = self._key(parts.epoch)
            params = GCMParams(nonce, with_epoch(aad, parts.epoch))
            try:
                opened: bytes = key.decrypt(sealed, mechanism=Mechanism.AES_GCM, mechanism_param=params)
            except _SPOILED:
                raise CannotOpen("the token does not open this") from None
            return opened

    def derive(self, purpose: bytes) -> bytes:
        with self._lock, _answers():
            found: Any = self._session.get_key(
                label=self._named("index"), object_class=ObjectClass.SECRET_KEY
            )
            made: bytes = found.sign(purpose, mechanism=Mechanism.SHA256_HMAC)
            return made

    def create_epoch(self, now: datetime) -> Epoch:
        """A new key, dated by its UTC day: PKCS#11 keeps no time of day."""
        with self._lock, _answers():
            numbers = [epoch.number for epoch in self._read()]
            if not list(self._session.get_objects({Attribute.LABEL: self._named("index")})):
                self._session.generate_key(
                    KeyType.GENERIC_SECRET,
                    256,
                    label=self._named("index"),
                    store=True,
                    capabilities=MechanismFlag.SIGN,
                    mechanism=Mechanism.GENERIC_SECRET_KEY_GEN,
                    template=_HIDDEN,
                )
            number = max(numbers, default=0) + 1
            today = now.astimezone(UTC).date()
            label = self._named(f"{number:05d}-{today:%Y%m%d}")
            self._session.generate_key(KeyType.AES, 256, label=label, store=True, template=_HIDDEN)
        return Epoch(number, _midnight(today))

    def destroy_epoch(self, number: int) -> None:
        if number == self.current:
            raise Unsafe("the current root key cannot be destroyed", code="root_key_in_use")
        with self._lock, _answers():
            self._key(number).destroy()
            del self._keys[number]

    def _read(self) -> list[Epoch]:
        keys: dict[int, Any] = {}
        epochs = []
        found: Any
        for found in self._session.get_objects({Attribute.CLASS: ObjectClass.SECRET_KEY}):
            named = _EPOCH.fullmatch(found.label.removeprefix(f"{self._label}-"))
            if named is not None:
                number = int(named[1])
                keys[number] = found
                epochs.append(Epoch(number, _midnight(datetime.strptime(named[2], "%Y%m%d").date())))
        self._keys = keys
        return sorted(epochs)

    def _key(self, number: int) -> Any:
        if number not in self._keys:
            self._read()
        if number not in self._keys:
            raise CannotOpen("the root key of this epoch is not here", code="root_key_gone")
        return self._keys[number]

    def _named(self, tail: str) -> str:
        return f"{self._label}-{tail}"


@contextmanager
def _answers() -> Iterator[None]:
    """The token's refusals in our words; a missing token is told apart from one that fails."""
    try:
        yield
    except pkcs11.NoSuchKey:
        raise Unsafe("there is no root key in the token yet; create one first", code="no_root_key") from None
    except (pkcs11.NoSuchToken, pkcs11.PinIncorrect, pkcs11.PinLocked):
        raise Unsafe("the token is not there, or its PIN is wrong", code="token_refused") from None
    except (pkcs11.PKCS11Error, RuntimeError):
        raise Unavailable("the token does not answer", code="key_source_down") from None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
