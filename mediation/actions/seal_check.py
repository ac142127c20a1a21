"""Is this paper the office's? Anybody may ask, by the code on it or with the very file; nothing else is told."""

import hmac
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mediation.accounts.credentials import TRIES_OF_AN_ADDRESS, Tries
from mediation.documents.bounded import OutOfBounds, within
from mediation.documents.scan_pdf import FOREIGN
from mediation.documents.store import Made
from mediation.documents.verify import Verdict, verify
from mediation.kernel.ids import DocumentId, looks_like_id
from mediation.kernel.refusals import CannotOpen, Invalid, Refusal, Unavailable
from mediation.work import App

# Office policy.
LARGEST: Final = 10_000_000  # bytes of a file that is looked at
SECONDS: Final = 10  # for one file, in a child process
PATIENCE: Final = 15  # seconds until it is one's turn
# fmt: off
#   code          what is said
WHY: Final[dict[str, str]] = {
    "too_large":  "a sealed document has at most ten megabytes",
    "not_a_pdf":  "sealed documents are PDF files",
    "polyglot":   "this file is more than one thing at once",
    "bomb":       "this file unpacks to far more than it is",
}
# fmt: on
# Files of strangers are looked at one at a time: the office's own letters are printed by the same few children.
TURN: Final = threading.BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told: a code of the words of `seal`, and when the office sealed (UTC) where it did."""

    told: str
    sealed_at: datetime | None = None

    @property
    def is_good(self) -> bool:
        """Whether the paper or the file is the office's."""
        return self.told in {"known", "holds", "same"}


def check(app: App, code: str, pdf: bytes | None, address: str) -> Answer:
    """The answer to a code, a file, or both; `address` is where the question comes from.

    Invalid names the field that cannot be used; `checks_closed` once too many files and unknown codes came from there.
    """
    whose = hmac.digest(app.request_key, f"tries\0seal\0{address}".encode(), "sha256")
    _refuse_closed(app, whose)
    if not code and not pdf:
        raise Invalid("type the code or choose a file", fields=[("seal_code", "required")])
    kept = _of_code(app, code, whose) if code else None
    if not pdf:
        assert kept is not None  # noqa: S101  there was a code then, and an unknown one is refused
        return Answer("known", kept.made_at)
    _count(app, whose)
    found = _looked_at(app, pdf)
    if kept is None:
        return Answer("holds" if found.holds else found.why, found.sealed_at if found.holds else None)
    if found.holds and found.sha256 == kept.sha256:
        return Answer("same", kept.made_at)
    return Answer("other_document" if found.holds else found.why)


def _of_code(app: App, code: str, whose: bytes) -> Made:
    wanted = "f_" + "".join(code.split()).replace("-", "").casefold()
    try:
        with app.open_stores() as stores:
            made = stores.documents.find(DocumentId(wanted)) if looks_like_id(wanted, "f") else None
    except CannotOpen as refusal:
        if refusal.code != "key_forgotten":
            raise
        made = None  # its case was erased: nothing is left to compare with
    if made is None or not made.sealed:
        _count(app, whose)
        raise Invalid("no sealed document has this code", fields=[("seal_code", "no_such_seal")])
    return made


def _looked_at(app: App, pdf: bytes) -> Verdict:
    if len(pdf) > LARGEST:
        raise _refused("too_large")
    if not pdf.startswith(b"%PDF-"):
        raise _refused("not_a_pdf")
    if not TURN.acquire(timeout=PATIENCE):
        raise Unavailable("others are being served", code="too_busy")
    try:
        found: Verdict = within(SECONDS, verify, pdf, app.seal_root)
    except OutOfBounds:
        raise _refused("bomb") from None
    finally:
        TURN.release()
    if found.why == "bomb":
        raise _refused("bomb")
    # Only of a file whose seal does not hold: in packed data any few bytes turn up some day.
    if not found.holds and (pdf.count(b"%PDF-") != 1 or any(s in part for s in FOREIGN for part in _ends(pdf))):
        raise _refused("polyglot")
    return found


def _ends(pdf: bytes) -> tuple[bytes, bytes]:
    return pdf[:4096], pdf[-66_000:]


def _refused(code: str) -> Invalid:
    return Invalid(WHY[code], code="bad_file", fields=[("file", code)])


def _refuse_closed(app: App, whose: bytes) -> None:
    with app.open_stores() as stores:
        tries = stores.credentials.tries(whose)
    if tries is not None and tries.is_closed(app.clock.now()):
        raise _closed()


def _count(app: App, whose: bytes) -> None:
    """Count before looking, so that many at once are no way around."""
    now = app.clock.now()
    with app.open_stores() as stores, stores.transaction():
        before = stores.credentials.tries(whose, counting=True) or Tries(0, now)
        closed = before.is_closed(now)
        if not closed:
            stores.credentials.keep_tries(whose, before.after_failure(now, TRIES_OF_AN_ADDRESS))
    if closed:
        raise _closed()


def _closed() -> Refusal:
    return Refusal("too many checks; wait a quarter of an hour", code="checks_closed")
