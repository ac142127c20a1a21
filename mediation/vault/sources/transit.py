"""Root keys in a HashiCorp Vault transit engine (or OpenBao): one named key, an epoch is one of its versions.

A data key goes there and back; the root key never comes here. Transit's own rewrap takes no associated
data, so rotation is decrypt and encrypt. A second key, `<name>-index`, makes the derivations.
Import this module only where the `vault` extra is installed.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import hvac  # type: ignore[import-untyped]
import hvac.exceptions as faults  # type: ignore[import-untyped]
import requests.exceptions  # type: ignore[import-untyped,unused-ignore]

from mediation.kernel.refusals import CannotOpen, Unavailable, Unsafe
from mediation.vault.ports import Epoch
from mediation.vault.sources.private_file import read_private
from mediation.vault.wrapped import TRANSIT, Wrapped, with_epoch

_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


class TransitKeys:
    """A transit key by name; a call that does not come back within `timeout` seconds is Unavailable."""

    for_production = True

    def __init__(
        self,
        url: str,
        token: str,
        name: str,
        *,
        mount: str = "transit",
        ca: str | bool = True,
        timeout: int = 5,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise Unsafe("the transit service must be reached over https", code="transit_in_clear")
        client = hvac.Client(url=url, token=token, verify=ca, timeout=timeout)
        self._transit = client.secrets.transit
        self._at: dict[str, str] = {"name": name, "mount_point": mount}
        self._index: dict[str, str] = {"name": f"{name}-index", "mount_point": mount}
        self._name = name

    def __repr__(self) -> str:
        return f"<TransitKeys {self._name}>"

    def epochs(self) -> tuple[Epoch, ...]:
        with _answers():
            versions = self._transit.read_key(**self._at)["data"]["keys"]
        return tuple(sorted(Epoch(int(number), _created(stamp)) for number, stamp in versions.items()))

    @property
    def current(self) -> int:
        try:
            with _answers():
                return int(self._transit.read_key(**self._at)["data"]["latest_version"])
        except CannotOpen:
            raise Unsafe("there is no transit key of this name yet", code="no_root_key") from None

    def wrap(self, key: bytes, aad: bytes, *, epoch: int | None = None) -> bytes:
        number = self.current if epoch is None else epoch
        with _answers():
            sealed = self._transit.encrypt_data(
                plaintext=_text(key),
                associated_data=_text(with_epoch(aad, number)),
                key_version=number,
                **self._at,
            )["data"]["ciphertext"]
        return bytes(Wrapped(TRANSIT, number, sealed.encode()))

    def unwrap(self, wrapped: bytes, aad: bytes) -> bytes:
        parts = Wrapped.parse(wrapped, TRANSIT)
        with _answers():
            opened = self._transit.decrypt_data(
                ciphertext=parts.body.decode("ascii", "replace"),
                associated_data=_text(with_epoch(aad, parts.epoch)),
                **self._at,
            )["data"]["plaintext"]
        return _bytes(opened)

    def derive(self, purpose: bytes) -> bytes:
        with _answers():
            # Version 1, always: the tokens made from a derived key must stay the same.
            made = self._transit.generate_hmac(
                hash_input=_text(purpose), key_version=1, algorithm="sha2-256", **self._index
            )["data"]["hmac"]
        return _bytes(made.rpartition(":")[2])

    def create_epoch(self, now: datetime) -> Epoch:
        """A new version of the key, dated by the service; Unavailable if its clock is a day from ours."""
        if not self._exists(self._index):
            with _answers():
                self._transit.create_key(key_type="aes256-gcm96", **self._index)
        with _answers():
            if self._exists(self._at):
                self._transit.rotate_key(**self._at)
            else:
                self._transit.create_key(key_type="aes256-gcm96", **self._at)
        newest = self.epochs()[-1]
        if abs((newest.created_at - now).total_seconds()) > 86_400:
            raise Unavailable("the transit service's clock is more than a day off", code="clocks_disagree")
        return newest

    def destroy_epoch(self, number: int) -> None:
        """Trim the version away; the service destroys in order, so older epochs must be gone already."""
        numbers = [epoch.number for epoch in self.epochs()]
        if number not in numbers:
            raise CannotOpen("the root key of this epoch is not here", code="root_key_gone")
        if number == numbers[-1]:
            raise Unsafe("the current root key cannot be destroyed", code="root_key_in_use")
        if number != numbers[0]:
            raise Unsafe("destroy the older epochs first", code="root_key_in_use")
        with _answers():
            # Two calls: the client wrongly refuses equal minimums in one.
            self._transit.update_key_configuration(min_encryption_version=number + 1, **self._at)
            self._transit.update_key_configuration(min_decryption_version=number + 1, **self._at)
            self._transit.trim_key(min_version=number + 1, **self._at)

    def _exists(self, key: Mapping[str, str]) -> bool:
        try:
            with _answers():
                self._transit.read_key(**key)
        except CannotOpen:
            return False
        return True


def transit_from(environment: Mapping[str, str]) -> TransitKeys:
    """The transit key that MEDIATION_KEYS_URL, _NAME and _ACCESS (or _ACCESS_FILE) name; or Unsafe.

    MEDIATION_KEYS_MOUNT (default `transit`) and MEDIATION_KEYS_CA (a file of certificates) are optional.
    """
    settings = {
        name: environment.get(f"MEDIATION_KEYS_{name}", "") for name in ("URL", "NAME", "ACCESS", "CA")
    }
    if access_file := environment.get("MEDIATION_KEYS_ACCESS_FILE"):
        settings["ACCESS"] = read_private(Path(access_file)).decode("ascii", "replace").strip()
    missing = [f"MEDIATION_KEYS_{name}" for name in ("URL", "NAME", "ACCESS") if not settings[name]]
    if missing:
        raise Unsafe(f"set {', '.join(missing)}", code="key_source")
    mount = environment.get("MEDIATION_KEYS_MOUNT") or "transit"
    return TransitKeys(
        settings["URL"], settings["ACCESS"], settings["NAME"], mount=mount, ca=settings["CA"] or True
    )


@contextmanager
def _answers() -> Iterator[None]:
    """What the service says instead of an answer, in our words and without its text."""
    try:
        yield
    except (faults.InvalidRequest, faults.InvalidPath):
        raise CannotOpen("the transit service does not open this") from None
    except (faults.Forbidden, faults.Unauthorized):
        raise Unsafe("the transit token may not do this", code="transit_token_refused") from None
    except (faults.VaultError, requests.exceptions.RequestException, KeyError, TypeError):
        raise Unavailable("the transit service does not answer", code="key_source_down") from None


def _created(stamp: Any) -> datetime:
    if isinstance(stamp, int):
        return datetime.fromtimestamp(stamp, UTC)
    return datetime.fromisoformat(stamp["creation_time"]).astimezone(UTC)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        raise Unavailable("the transit service answered something else", code="key_source_down") from None
