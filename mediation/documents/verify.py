"""Whether a sealed PDF is, to the last byte, what the office sealed: asked of the file and the office's root alone."""

import hashlib
import io
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

_GAP: Final = re.compile(rb"<((?:[0-9A-F]{2})+)>")
LARGEST: Final = 50_000_000  # bytes
# What does not hold is said by the verdict; the library's own account of it would go to the terminal.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; `whole` only when every byte of the file is the seal's. `sealed_at` is UTC."""

    sealed: bool
    whole: bool
    trusted: bool
    sha256: str
    why: str = ""
    signer: str = ""
    sealed_at: datetime | None = None
    timestamped: bool = False

    @property
    def holds(self) -> bool:
        """Whether the document may be relied on."""
        return self.sealed and self.whole and self.trusted


def verify(pdf: bytes, root: bytes) -> Verdict:
    """The verdict on a PDF by the root certificate (PEM) of the office; whatever the file is, a verdict comes."""
    # Late, as in the sealing: a second of loading.
    from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import UnacceptableSignerError

    digest = hashlib.sha256(pdf).hexdigest()
    if len(pdf) > LARGEST:
        return Verdict(False, False, False, digest, "too_large")
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_signatures
        if len(found) != 1:
            return Verdict(bool(found), False, False, digest, "several_seals" if found else "no_seal")
        return _judged(pdf, found[0], root, digest)
    except PdfDecodeLimitError:
        return Verdict(False, False, False, digest, "bomb")
    except (PdfError, UnacceptableSignerError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            OverflowError, RecursionError, AssertionError, NotImplementedError):  # fmt: skip
        # A damaged file makes the reader stumble in as many ways; each is the same finding.
        return Verdict(False, False, False, digest, "not_readable")


def _judged(pdf: bytes, signature: Any, root: bytes, digest: str) -> Verdict:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    said = signature.self_reported_timestamp
    trust = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(root)), allow_fetching=False, moment=said,
        revocation_mode="soft-fail",
    )  # fmt: skip
    status = validate_pdf_signature(signature, signer_validation_context=trust, ts_validation_context=trust)
    whole = (
        status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE and _nothing_hidden(pdf, signature)
    )  # fmt: skip
    stamp = status.timestamp_validity
    trusted = bool(status.trusted) and (stamp is None or (stamp.intact and stamp.valid))
    return Verdict(
        sealed=True, whole=bool(whole), trusted=trusted, sha256=digest,
        why="" if whole and trusted else ("changed" if not whole else "other_signer"),
        signer=str(status.signing_cert.subject.human_friendly), sealed_at=said, timestamped=stamp is not None,
    )  # fmt: skip


def _nothing_hidden(pdf: bytes, signature: Any) -> bool:
    """Whether the hole that the seal does not cover holds the seal in its one spelling, and nothing else."""
    from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]

    start, length, after, rest = (int(n) for n in signature.byte_range)
    gap = _GAP.fullmatch(pdf[length:after])
    if start != 0 or after + rest != len(pdf) or gap is None:
        return False
    held, signed = bytes.fromhex(gap[1].decode()), signature.signed_data
    exact = ContentInfo.load(held).dump(force=True)
    (signer,) = signed["signer_infos"]
    return (
        held.startswith(exact)
        and not held[len(exact) :].strip(b"\0")
        and signed["version"].native == "v1"
        and signer["version"].native == "v1"
        and [a["algorithm"].native for a in signed["digest_algorithms"]] == ["sha256"]
        and signed["crls"].native is None
    )
