"""A ciphertext with one tag for two AES-GCM keys: the known attack that a key commitment must stop."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_R = 0xE1 << 120


def one_ciphertext_for_two_keys(first: bytes, second: bytes, nonce: bytes, aad: bytes, plain: bytes) -> bytes:
    """Ciphertext and tag that decrypt under both keys; `plain`, of whole blocks, comes out under the first.

    GHASH is linear: one free block at the end is solved for so that both tags become equal.
    """
    start = AESGCM(first).encrypt(nonce, plain, aad)[: len(plain)]
    hashes, differences = [], 0
    for key in (first, second):
        h = _block(key, bytes(16))
        fixed = _ghash(h, aad, start + bytes(16))
        differences ^= fixed ^ _block(key, nonce + b"\0\0\0\x01")
        hashes.append(_times(h, h))
    free = _times(differences, _inverse(hashes[0] ^ hashes[1])).to_bytes(16, "big")
    h = _block(first, bytes(16))
    tag = _ghash(h, aad, start + free) ^ _block(first, nonce + b"\0\0\0\x01")
    return start + free + tag.to_bytes(16, "big")


def _block(key: bytes, block: bytes) -> int:
    return int.from_bytes(Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(block), "big")  # noqa: S305


def _ghash(h: int, aad: bytes, content: bytes) -> int:
    lengths = (len(aad) * 8).to_bytes(8, "big") + (len(content) * 8).to_bytes(8, "big")
    total = 0
    for part in (aad, content, lengths):
        for at in range(0, len(part), 16):
            total = _times(total ^ int.from_bytes(part[at : at + 16].ljust(16, b"\0"), "big"), h)
    return total


def _times(a: int, b: int) -> int:
    total = 0
    for shift in range(127, -1, -1):
        if a >> shift & 1:
            total ^= b
        b = b >> 1 ^ (_R if b & 1 else 0)
    return total


def _inverse(a: int) -> int:
    total = 1 << 127  # one, in GCM's bit order
    for _ in range(127):
        a = _times(a, a)
        total = _times(total, a)
    return total
