"""Sealing: the only code that touches a key."""

from mediation.kernel.refusals import CannotOpen
from mediation.vault.box import Box
from mediation.vault.ports import Epoch, KeySource, KeyStore, StoredKey
from mediation.vault.sealed import Label, Opened, Sealed, commitment
from mediation.vault.search import Found, Hit, SealedSearch
from mediation.vault.vault import Vault

__all__ = [
    "Box",
    "CannotOpen",
    "Epoch",
    "Found",
    "Hit",
    "KeySource",
    "KeyStore",
    "Label",
    "Opened",
    "SealedSearch",
    "Sealed",
    "StoredKey",
    "Vault",
    "commitment",
]
