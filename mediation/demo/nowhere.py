"""A name of the cast must lie readable nowhere: not in a database, a journal, a log or Prefect's own files."""

import base64
from collections.abc import Iterator
from pathlib import Path

from mediation.demo.crowd import SURNAMES
from mediation.demo.people import ACCOUNTS, VOLUNTEERS

NAMES = (
    "Sulo Epäilty", "Tilda Nuori", "Hilla Huoltaja", "Hemmo Huoltaja", "Urpo Uhri", "Salainentie", "Piilola",
    "Osapuoli", "Vastapuoli", "Vahingonteko", "Kunnianloukkaus", "Pahoinpitely", "9990/R/", "Vapaaehtoisenkuja",
    *SURNAMES,
    *(str(person["name"]) for person in (*ACCOUNTS.values(), *VOLUNTEERS.values())),
)  # fmt: skip


def look_for_names(folder: Path) -> tuple[int, int]:
    """How many files were read, and in how many places of them a name stands in one of the usual writings."""
    read = found = 0
    needles = [needle for name in NAMES for needle in _writings(name)]
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        read += 1
        found += sum(needle in content for needle in needles)
    return read, found


def _writings(name: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        yield name.encode(encoding)
    plain = name.encode()
    yield plain.hex().encode()
    for shift in range(3):
        # What is before and after mixes into the first and last characters of base64: leave these off.
        yield base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4]
