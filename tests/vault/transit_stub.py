"""A transit engine on loopback: it really encrypts, keeps versions, and answers in the service's JSON."""

import base64
import binascii
import hmac
import json
import os
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "a-token-of-the-tests"  # noqa: S105


@dataclass
class Version:
    key: bytes = field(default_factory=lambda: os.urandom(32))
    created_at: int = field(default_factory=lambda: int(time.time()))


@dataclass
class Key:
    versions: dict[int, Version] = field(default_factory=lambda: {1: Version()})
    min_decryption: int = 1
    min_encryption: int = 0

    @property
    def latest(self) -> int:
        return max(self.versions)


class Refused(Exception):
    def __init__(self, status: int, *errors: str) -> None:
        super().__init__(status)
        self.status, self.errors = status, errors


class TransitStub:
    """The service; `fail_with` makes every answer that status, `mangle` spoils what encryption returns."""

    def __init__(self) -> None:
        self.keys: dict[str, Key] = {}
        self.fail_with = 0
        self.seen: list[bytes] = []
        self._lock = threading.Lock()
        stub = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer({})

            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                stub.seen.append(content)
                self._answer(json.loads(content or b"{}"))

            do_PUT = do_POST

            def _answer(self, asked: dict[str, Any]) -> None:
                body: dict[str, Any]
                try:
                    if self.headers.get("X-Vault-Token") != TOKEN:
                        raise Refused(403, "permission denied")
                    if stub.fail_with:
                        raise Refused(stub.fail_with, "Vault is sealed")
                    with stub._lock:
                        status, body = 200, {"data": stub.answer(self.command, self.path, asked)}
                except Refused as refusal:
                    status, body = refusal.status, {"errors": list(refusal.errors)}
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str, asked: dict[str, Any]) -> dict[str, Any]:
        match = re.fullmatch(r"/v1/transit/(keys|encrypt|decrypt|hmac)/([\w-]+)(?:/([\w-]+))?", path)
        if match is None:
            raise Refused(404)
        what, name, tail = match.groups()
        if what == "keys" and method != "GET" and tail is None:
            self.keys.setdefault(name, Key())
            return self._describe(name)
        if name not in self.keys:
            raise Refused(404) if what == "keys" else Refused(400, "encryption key not found")
        key = self.keys[name]
        if what == "keys":
            return self._manage(key, name, tail, asked)
        return {"encrypt": self._encrypt, "decrypt": self._decrypt, "hmac": self._hmac}[what](key, asked)

    def _describe(self, name: str) -> dict[str, Any]:
        key = self.keys[name]
        shown = {str(n): v.created_at for n, v in key.versions.items() if n >= key.min_decryption}
        return {"name": name, "type": "aes256-gcm96", "keys": shown, "latest_version": key.latest}

    def _manage(self, key: Key, name: str, tail: str | None, asked: dict[str, Any]) -> dict[str, Any]:
        if tail == "rotate":
            key.versions[key.latest + 1] = Version()
        elif tail == "config":
            key.min_decryption = asked.get("min_decryption_version", key.min_decryption)
            key.min_encryption = asked.get("min_encryption_version", key.min_encryption)
        elif tail == "trim":
            lowest = asked["min_available_version"]
            if not 0 < lowest <= min(key.min_decryption, key.min_encryption):
                raise Refused(400, "minimum available version cannot be higher than the other minimums")
            key.versions = {n: version for n, version in key.versions.items() if n >= lowest}
        return self._describe(name)

    def _encrypt(self, key: Key, asked: dict[str, Any]) -> dict[str, Any]:
        number = asked.get("key_version") or key.latest
        if number not in key.versions or number < key.min_encryption:
            raise Refused(400, "requested version for encryption is not allowed")
        nonce, aad = os.urandom(12), base64.b64decode(asked.get("associated_data", ""))
        sealed = AESGCM(key.versions[number].key).encrypt(nonce, base64.b64decode(asked["plaintext"]), aad)
        return {
            "ciphertext": f"vault:v{number}:{base64.b64encode(nonce + sealed).decode()}",
            "key_version": number,
        }

    def _decrypt(self, key: Key, asked: dict[str, Any]) -> dict[str, Any]:
        match = re.fullmatch(r"vault:v(\d+):([\w+/=]+)", asked["ciphertext"])
        if match is None:
            raise Refused(400, "invalid ciphertext: no prefix")
        try:
            number, content = int(match[1]), base64.b64decode(match[2], validate=True)
        except binascii.Error:
            raise Refused(400, "invalid ciphertext: could not decode base64") from None
        if len(content) < 28:
            raise Refused(400, "invalid ciphertext: is too short")
        if number < key.min_decryption or number not in key.versions:
            raise Refused(400, "ciphertext or signature version is disallowed by policy (too old)")
        aad = base64.b64decode(asked.get("associated_data", ""))
        try:
            plain = AESGCM(key.versions[number].key).decrypt(content[:12], content[12:], aad)
        except InvalidTag:
            raise Refused(400, "cipher: message authentication failed") from None
        return {"plaintext": base64.b64encode(plain).decode()}

    def _hmac(self, key: Key, asked: dict[str, Any]) -> dict[str, Any]:
        number = asked.get("key_version") or key.latest
        made = hmac.digest(key.versions[number].key, base64.b64decode(asked["input"]), "sha256")
        return {"hmac": f"vault:v{number}:{base64.b64encode(made).decode()}"}
