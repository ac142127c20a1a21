"""A tamper-evident journal that knows nothing of what it records; `audit.sql` adds the database.

Nothing named here needs more than the standard library and `cryptography`: an auditor can run it alone.
"""

from audit.bundle import Head, export, write
from audit.canonical import entry_bytes, entry_from
from audit.checkpoint import Checkpoint, open_checkpoint
from audit.cosignature import cosign, cosigned_at
from audit.entry import ROWS_DELETED, Entry, RowHash
from audit.errors import AuditError, BadBundle, BadEntry, BadNote, BadProof, Broken, Unwitnessed
from audit.journal import Journal, Leaf, MemoryJournal
from audit.merkle import Frontier, check_entry, check_growth, leaf_hash
from audit.note import VerifierKey
from audit.rows import Difference, check_rows
from audit.verify import Held, Report, verify

__all__ = [
    "ROWS_DELETED",
    "AuditError",
    "BadBundle",
    "BadEntry",
    "BadNote",
    "BadProof",
    "Broken",
    "Checkpoint",
    "Difference",
    "Entry",
    "Frontier",
    "Head",
    "Held",
    "Journal",
    "Leaf",
    "MemoryJournal",
    "Report",
    "RowHash",
    "Unwitnessed",
    "VerifierKey",
    "check_entry",
    "check_growth",
    "check_rows",
    "cosign",
    "cosigned_at",
    "entry_bytes",
    "entry_from",
    "export",
    "leaf_hash",
    "open_checkpoint",
    "verify",
    "write",
]
