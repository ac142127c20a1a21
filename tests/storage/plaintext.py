"""Looking for words in bytes, in every form in which they could lie there readable."""

import base64
import json
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

SHORTEST = 8  # bytes of a needle: shorter ones turn up by chance in hex and ciphertext


def forms(word: str) -> Iterator[bytes]:
    """A word as UTF-8, UTF-16, Latin-1, JSON and URL escapes, hex, and base64 at each of its three alignments."""
    for text in {word, word.lower(), word.upper()}:
        raw = text.encode()
        yield raw
        for wide in ("utf-16-le", "utf-16-be"):
            yield text.encode(wide)
        yield text.encode("latin-1", "replace")
        yield json.dumps(text)[1:-1].encode()
        yield urllib.parse.quote(text).encode()
        for code in (raw, text.encode("utf-16-le")):
            yield code.hex().encode()
            yield code.hex().upper().encode()
            for shift in range(3):
                yield from _base64(code, shift)


def _base64(code: bytes, shift: int) -> Iterator[bytes]:
    """The letters of base64 that depend on the code alone, in both alphabets, when it starts `shift` bytes in."""
    whole = base64.b64encode(b"\0" * shift + code)
    first = (shift * 8 + 5) // 6
    last = (shift + len(code)) * 8 // 6
    yield whole[first:last]
    yield whole[first:last].replace(b"+", b"-").replace(b"/", b"_")


@dataclass(frozen=True)
class Find:
    """One secret found readable, and where."""

    secret: str
    where: str


class Searcher:
    """Looks for secrets; made once, asked about many places."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._needles = {needle: secret for secret in secrets for needle in forms(secret) if len(needle) >= SHORTEST}

    def look(self, where: str, haystack: bytes) -> list[Find]:
        """Every secret that is readable in some bytes."""
        return [Find(secret, where) for needle, secret in self._needles.items() if needle in haystack]

    def look_in_folder(self, folder: Path) -> list[Find]:
        """Every secret that is readable in a file of a folder, or in a file's name."""
        found: list[Find] = []
        for path in sorted(folder.rglob("*")):
            found += self.look(f"the name of {path.name}", str(path.relative_to(folder)).encode())
            if path.is_file():
                found += self.look(path.name, path.read_bytes())
        return found

    def look_in_database(self, connection: sa.Connection) -> list[Find]:
        """Every secret that is readable in a column of a table, whether the product knows the table or not."""
        return [find for place, content in columns(connection) for find in self.look(place, content)]


def columns(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """Each column of each table as bytes: a dump's content, with nothing left out."""
    for table in sa.inspect(connection).get_table_names():
        rows = connection.exec_driver_sql(f'select * from "{table}"')
        names, values = list(rows.keys()), rows.all()
        for number, name in enumerate(names):
            yield f"{table}.{name}", b"\n".join(as_bytes(row[number]) for row in values)


def as_bytes(value: object) -> bytes:
    """A value of a row as bytes."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    text = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)
    return text.encode()
