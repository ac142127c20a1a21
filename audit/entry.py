"""One line of the journal: who did what to which thing, in ids, verbs, counters and hashes only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from audit.errors import BadEntry

VERSION: Final = 1
ROWS_DELETED: Final = ("rows", "deleted")  # the fact by which an entry says that its rows are gone
MOST_ROWS: Final = 1000
MOST_FACTS: Final = 24
COUNTER_END: Final = 1 << 31

_TOKEN: Final = re.compile(r"[a-z0-9_.:-]{1,64}")
_KEY: Final = re.compile(r"[a-z0-9_.:-]{1,128}")
_VERB: Final = re.compile(r"(?=.{3,64}\Z)[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_FACT: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")

# Two shapes of personal data that fit the alphabet of a token. A shape is all that can be refused here:
# the caller's own tables decide which codes exist.
_IDENTITY_CODE: Final = re.compile(r"(?:^|[.:_-])\d{6}[-a-fu-y]\d{3}[0-9a-y](?:$|[.:_-])")
_LONG_NUMBER: Final = re.compile(r"(?:-?\d){7,}-?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class RowHash:
    """The state of one stored row: SHA-256 (hex) of its ciphertext at that version of the row."""

    table: str
    key: str
    version: int
    sha256: str

    def __post_init__(self) -> None:
        _expect(_TOKEN, self.table, "a table name")
        _expect(_KEY, self.key, "a row key")
        _counter(self.version, "a row version")
        _expect(_HASH, self.sha256, "a row hash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recorded act; `at` is an aware instant, kept in UTC. BadEntry for what could be free text.

    Tokens are 1–64 of `a-z 0-9 _ . : -`; facts are tokens or counters below 2^31; hashes are lower-case hex.
    `commitment` is a salted HMAC whose salt lives inside the sealed record and is destroyed with it.
    """

    at: datetime
    actor: str
    act: str
    case: str = ""
    thing: str = ""
    case_version: int = 0
    rows: tuple[RowHash, ...] = ()
    commitment: str = ""
    purpose: str = ""
    request: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    version: int = VERSION

    def __post_init__(self) -> None:
        if type(self.version) is not int or self.version != VERSION:
            raise BadEntry(f"this program writes and reads entries of version {VERSION} only")
        if not isinstance(self.at, datetime) or self.at.tzinfo is None:
            raise BadEntry("the instant of an entry needs a time zone")
        object.__setattr__(self, "at", self.at.astimezone(UTC))
        _expect(_TOKEN, self.actor, "the actor")
        _expect(_VERB, self.act, "the verb")
        for name in ("case", "thing", "purpose", "request"):
            _expect(_TOKEN, getattr(self, name), f"the {name}", may_be_empty=True)
        _counter(self.case_version, "the case version")
        _expect(_HASH, self.commitment, "the commitment", may_be_empty=True)
        if len(self.rows) > MOST_ROWS or not all(isinstance(row, RowHash) for row in self.rows):
            raise BadEntry(f"the rows of an entry are at most {MOST_ROWS} row hashes")
        object.__setattr__(self, "rows", tuple(self.rows))
        object.__setattr__(self, "facts", MappingProxyType(_facts(self.facts)))

    @property
    def deletes_rows(self) -> bool:
        """Whether the rows named here are gone after this act."""
        name, value = ROWS_DELETED
        return self.facts.get(name) == value


def _facts(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    if len(facts) > MOST_FACTS:
        raise BadEntry(f"an entry has at most {MOST_FACTS} facts")
    for name, value in facts.items():
        _expect(_FACT, name, "the name of a fact")
        if not isinstance(value, str):
            _counter(value, f"the fact {name}")
            continue
        _expect(_TOKEN, value, f"the fact {name}")
        if _LONG_NUMBER.fullmatch(value) and not _DATE.fullmatch(value):
            raise BadEntry(f"the fact {name} looks like a telephone or reference number")
    return {name: facts[name] for name in sorted(facts)}


def _expect(shape: re.Pattern[str], value: object, what: str, *, may_be_empty: bool = False) -> None:
    # The value is never put into the message: it may be exactly the name that must not be written down.
    if may_be_empty and value == "":
        return
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise BadEntry(f"{what} is not an id, code or hash of the allowed shape")
    if _IDENTITY_CODE.search(value):
        raise BadEntry(f"{what} looks like a personal identity code")


def _counter(value: object, what: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < COUNTER_END:
        raise BadEntry(f"{what} is not a counter from 0 to 2^31 - 1")
