"""What can go wrong with a journal: each error says in one sentence which thing, and where."""


class AuditError(Exception):
    """Anything this package refuses; the message is a sentence without personal data."""


class BadEntry(AuditError):
    """An entry holds something it must not, or bytes are not the canonical form of an entry."""


class BadNote(AuditError):
    """A key, a signed note or a checkpoint cannot be read, or no known key signed it."""


class BadProof(AuditError):
    """A proof does not lead from what it claims to the given root."""


class BadBundle(AuditError):
    """A bundle cannot be read at all; says nothing about the journal behind it."""


class Broken(AuditError):
    """The journal contradicts itself or a checkpoint: something was changed, dropped or moved."""


class Unwitnessed(AuditError):
    """A witness refuses to cosign; `code` is `unknown`, `stale` or `fork`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
