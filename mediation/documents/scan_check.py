"""What a file from outside is, found by reading it whole; runs in a child process, for the file may mean harm."""

import hashlib
from dataclasses import dataclass

from mediation.documents.not_a_scan import NotAScan
from mediation.documents.scan_images import jpeg, png
from mediation.documents.scan_pdf import pages_of


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that is one thing and nothing more, as it may be kept."""

    media: str
    content: bytes
    pages: int
    original_sha256: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is not kept: a code of the table in `scan`."""

    code: str


def examined(raw: bytes) -> Scan | Refused:
    """The scan in a file, or why there is none."""
    digest = hashlib.sha256(raw).hexdigest()
    try:
        if raw.startswith(b"%PDF-"):
            return Scan("application/pdf", raw, pages_of(raw), digest)
        if raw.startswith(b"\x89PNG\r\n\x1a\n"):
            return Scan("image/png", png(raw), 1, digest)
        if raw.startswith(b"\xff\xd8\xff"):
            return Scan("image/jpeg", jpeg(raw), 1, digest)
    except NotAScan as error:
        return Refused(error.code)
    return Refused("not_a_scan")
