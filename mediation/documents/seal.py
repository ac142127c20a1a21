"""The office's seal on a PDF: PAdES B-B, or B-T with a timestamp authority (ETSI EN 319 142-1)."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from mediation.kernel.refusals import Unavailable, Unsafe

FIELD: Final = "Seal"
#       bytes kept free for the signature,  and with its timestamp
RESERVED, WITH_TIMESTAMP = 4_096, 16_384
Seal = Callable[[bytes, datetime], bytes]


def seal_with(private: bytes, root: bytes, timestamp_url: str = "", *, stamper: Any = None) -> Seal:
    """A function that seals PDF bytes at a UTC instant with a key and certificate (PEM); its chain ends in `root`.

    Unsafe if the key is none; Unavailable (`no_timestamp`) when the timestamp authority does not answer.
    """
    # Late: a second of loading, which an office that seals nothing in this process never pays.
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    try:
        key = load_private_key_from_pemder_data(private, passphrase=None)
        certificate, *chain = load_certs_from_pemder_data(private)
        roots = [c.dump() for c in load_certs_from_pemder_data(root)]
    except (ValueError, OSError, TypeError):
        raise Unsafe("the key of the seal cannot be read", code="seal_key") from None
    # The root stays out of the file: whoever verifies has it, and nothing in the file goes unchecked.
    between = [c for c in chain if c.dump() not in roots]
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(between)
    signer = signers.SimpleSigner(certificate, key, store)
    clock = stamper or (HTTPTimeStamper(timestamp_url, timeout=10) if timestamp_url else None)
    invisible = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    where = fields.SigFieldSpec(FIELD, readable_field_name="Seal of the office", invis_sig_settings=invisible)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES, name=signer.subject_name,
    )  # fmt: skip

    class AtTheInstant(signers.PdfSigner):
        """Signs at the instant it is given and not at the machine's."""

        def __init__(self, at: datetime) -> None:
            super().__init__(meta, signer, timestamper=clock, new_field_spec=where)
            self._at = at.replace(microsecond=0)

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = self._at
            return session

    reserved = RESERVED if clock is None else WITH_TIMESTAMP

    def seal(pdf: bytes, at: datetime) -> bytes:
        try:
            done = AtTheInstant(at).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=reserved)
        except (TimestampRequestError, OSError) as error:
            raise Unavailable("the timestamp authority does not answer", code="no_timestamp") from error
        return bytes(done.getvalue())

    return seal
