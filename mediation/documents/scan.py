"""A scan of a signed paper: what may be kept as one, and how it was found to be one or none."""

import json
from dataclasses import dataclass
from typing import Final

from mediation.documents.bounded import OutOfBounds, within
from mediation.documents.scan_check import Refused, Scan, examined
from mediation.kernel.refusals import Invalid

LARGEST: Final = 20_000_000  # bytes
SECONDS: Final = 15
KINDS: Final = {
    "application/pdf": "pdf",
    "image/png":       "png",
    "image/jpeg":      "jpg",
}  # fmt: skip
# fmt: off
#   code             what is said
WHY: Final[dict[str, str]] = {
    "too_large":       "a scan has at most 20 megabytes",
    "not_a_scan":      "a scan is a PDF, PNG or JPEG file",
    "polyglot":        "this file is more than one thing at once",
    "active":          "this file holds more than pages: a script, an attachment, an action",
    "encrypted":       "this file is locked with a password",
    "too_many_pages":  "a scan has at most 50 pages",
    "bomb":            "this file unpacks to far more than it is",
    "damaged":         "this file is damaged",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Checked:
    """A scan as it is kept: without the hidden notes of camera or scanner, place among them."""

    media: str
    content: bytes
    facts: str


def checked(raw: bytes) -> Checked:
    """The scan, looked at in a child process; Invalid with a code of the table when it is none to keep."""
    if len(raw) > LARGEST:
        raise _refused("too_large")
    try:
        found: Scan | Refused = within(SECONDS, examined, raw)
    except OutOfBounds:
        raise _refused("bomb") from None
    if isinstance(found, Refused):
        raise _refused(found.code)
    facts = {"format": "mediation-scan/1", "original_sha256": found.original_sha256, "pages": found.pages}
    return Checked(found.media, found.content, json.dumps(facts, sort_keys=True))


def _refused(code: str) -> Invalid:
    return Invalid(WHY[code], code="bad_scan", fields=[("file", code)])
