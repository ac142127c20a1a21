"""The office's seal: one changed byte or one appended object is found, whatever it is; the page stays readable to all."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import io
import random
from datetime import UTC, datetime
from typing import Any

import pdfua
import pikepdf
import pypdfium2
import pytest
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mediation.documents.catalogue import CATALOGUE, DocumentKind
from mediation.documents.examples.every import DAY, MADE_AT, sample_contexts
from mediation.documents.mark import Mark
from mediation.documents.pdf import render_pdf
from mediation.documents.render import render_html
from mediation.documents.seal import seal_with
from mediation.documents.verify import Verdict, verify
from mediation.kernel.language import Language
from mediation.kernel.refusals import Unavailable, Unsafe
from mediation.vault.seal_key import new_seal_key
from tests.documents.page_text import of_pdf

FI = Language.FINNISH
KEY, OTHER = (new_seal_key(name, MADE_AT) for name in ("Mallilan sovittelutoimisto", "Toinen toimisto"))
MARK = Mark("3k9x0w2m7c1v5b8n4q6z", "https://sovittelu.example/verify/", DAY)
KIND = DocumentKind.DECISION_TO_MEDIATE


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render_pdf(KIND, FI, sample_contexts(FI)[KIND][0], made_at=MADE_AT, mark=MARK)


@pytest.fixture(scope="module")
def sealed(printed: bytes) -> bytes:
    return seal_with(KEY.private, KEY.root)(printed, MADE_AT)


def found(pdf: bytes) -> Verdict:
    return verify(pdf, KEY.root)


def test_a_sealed_document_holds_and_says_who_sealed_it_and_when(sealed: bytes) -> None:
    verdict = found(sealed)
    assert verdict.holds
    assert "Mallilan sovittelutoimisto" in verdict.signer
    assert (verdict.sealed_at, verdict.timestamped, verdict.why) == (MADE_AT, False, "")


def test_what_was_printed_lies_unchanged_inside_what_was_sealed(printed: bytes, sealed: bytes) -> None:
    assert sealed.startswith(printed)
    assert len(sealed) - len(printed) < 12_000


def test_a_sealed_document_is_still_one_that_a_screen_reader_reads(sealed: bytes, tmp_path: Any) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(path)).findings] == []


@pytest.mark.parametrize("language", Language)
def test_the_mark_says_who_sealed_and_where_to_check(language: Language) -> None:
    context = sample_contexts(language)[KIND][0]
    text = of_pdf(render_pdf(KIND, language, context, made_at=MADE_AT, mark=MARK))
    for said in (MARK.code, MARK.address, context.office.name):
        assert said in text
    assert 'id="seal"' in render_html(KIND, language, context, mark=MARK)
    assert 'id="seal"' not in render_html(KIND, language, context)


def test_the_code_for_a_phone_leads_to_the_same_place_and_can_be_read_aloud(sealed: bytes) -> None:
    assert MARK.link == MARK.address + MARK.code
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        told = [str(node.Alt) for node in _nodes(pdf.Root.StructTreeRoot) if "/Alt" in node]
    assert told == [MARK.link]


def _nodes(root: Any) -> list[Any]:
    nodes, todo = [], [root]
    while todo:
        node = todo.pop()
        if isinstance(node, pikepdf.Array):
            todo.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            nodes.append(node)
            if "/K" in node:
                todo.append(node.K)
    return nodes


def changed(pdf: bytes, tries: int, seed: int) -> list[tuple[int, int]]:
    """Places where one byte was changed and nobody noticed; every second try hits the seal itself."""
    dice, missed = random.Random(seed), []  # noqa: S311
    hole = pdf.rindex(b"/Contents <")
    for number in range(tries):
        at = dice.randrange(len(pdf)) if number % 2 else dice.randrange(hole, min(hole + 9_000, len(pdf)))
        other = dice.choice(b"0123456789abcdefABCDEF<> \n") if number % 3 else dice.randrange(256)
        byte = other if other != pdf[at] else other ^ 1
        if found(pdf[:at] + bytes([byte]) + pdf[at + 1 :]).holds:
            missed.append((at, byte))
    return missed


def test_one_changed_byte_is_found(sealed: bytes) -> None:
    assert changed(sealed, 60, seed=1) == []


@pytest.mark.heavy
def test_one_changed_byte_is_found_in_a_thousand_tries_of_a_thousand(sealed: bytes) -> None:
    assert changed(sealed, 1_000, seed=2) == []


def appended(pdf: bytes, dice: random.Random) -> bytes:
    """The document with one object more, written after the seal as a tool would write it, or as a clumsy hand would."""
    number, start = dice.randrange(500, 900), len(pdf) + 1
    thing = dice.choice([b"<< /Type /Annot /Subtype /Text >>", b"(Lisays)", b"[ 1 2 3 ]", b"<< /JS (app.alert\\(1\\)) >>"])
    body = b"\n%d 0 obj\n%s\nendobj\n" % (number, thing)
    before = int(pdf.rstrip().rsplit(b"startxref", 1)[1].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    trailer = b"trailer\n<< /Size %d /Prev %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (number + 1, before, start + len(body) - 1)
    return pdf + dice.choice([body + table + trailer, body, b"\n", b"%%EOF\n", bytes([dice.randrange(256)])])


def test_an_object_appended_is_found(sealed: bytes) -> None:
    dice = random.Random(3)  # noqa: S311
    assert not [n for n in range(40) if found(appended(sealed, dice)).holds]


@pytest.mark.heavy
def test_an_object_appended_is_found_in_a_thousand_tries_of_a_thousand(sealed: bytes) -> None:
    dice = random.Random(4)  # noqa: S311
    assert not [n for n in range(1_000) if found(appended(sealed, dice)).holds]


def test_what_a_tool_saves_anew_is_no_longer_the_offices(sealed: bytes) -> None:
    saved, again = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        pdf.save(saved)
    pypdfium2.PdfDocument(sealed).save(again)
    assert not found(saved.getvalue()).holds
    assert not found(again.getvalue()).holds


OTHERS = {
    "a document that was never sealed": (lambda it: it[0],                                              "no_seal"),
    "a document another office sealed": (lambda it: seal_with(OTHER.private, OTHER.root)(it[0], MADE_AT), "other_signer"),
    "a document sealed twice":          (lambda it: twice(it[0]),                                       "several_seals"),
    "half of a document":               (lambda it: it[1][: len(it[1]) // 2],                           "not_readable"),
    "no document at all":               (lambda _: b"Hei!",                                             "not_readable"),
    "nothing":                          (lambda _: b"",                                                 "not_readable"),
}  # fmt: skip


def twice(printed: bytes) -> bytes:
    """A second seal inside a first that forbids none: two different fields."""
    from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    (certificate,) = load_certs_from_pemder_data(OTHER.private)
    key = load_private_key_from_pemder_data(OTHER.private, passphrase=None)
    signer, pdf = signers.SimpleSigner(certificate, key, SimpleCertificateStore()), printed
    for name in ("One", "Two"):
        meta = signers.PdfSignatureMetadata(field_name=name)
        pdf = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer).getvalue()
    return pdf


@pytest.mark.parametrize("sentence", OTHERS)
def test_nothing_but_the_offices_own_seal_holds(sentence: str, printed: bytes, sealed: bytes) -> None:
    made, why = OTHERS[sentence]
    verdict = found(made((printed, sealed)))
    assert (verdict.holds, verdict.why) == (False, why)


def stamper() -> DummyTimeStamper:
    from asn1crypto import keys, x509
    from cryptography import x509 as made
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = rsa.generate_private_key(65537, 2048)
    name = made.Name([made.NameAttribute(NameOID.COMMON_NAME, "Aikaleimaaja")])
    certificate = (
        made.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    der = serialization.Encoding.DER
    secret = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(der)), keys.PrivateKeyInfo.load(secret), fixed_dt=MADE_AT
    )


def test_with_a_timestamp_authority_the_seal_carries_its_time(printed: bytes) -> None:
    sealed = seal_with(KEY.private, KEY.root, stamper=stamper())(printed, MADE_AT)
    verdict = found(sealed)
    assert (verdict.whole, verdict.timestamped) == (True, True)
    assert not found(sealed + b"\n").holds
    assert changed(sealed, 30, seed=5) == []


def test_an_authority_that_does_not_answer_is_said_so_and_nothing_is_sealed(printed: bytes) -> None:
    with pytest.raises(Unavailable) as refusal:
        seal_with(KEY.private, KEY.root, "http://127.0.0.1:9/")(printed, MADE_AT)
    assert refusal.value.code == "no_timestamp"


@pytest.mark.parametrize("private", [b"", b"no key", KEY.root])
def test_a_key_that_is_none_is_refused(private: bytes) -> None:
    with pytest.raises(Unsafe) as refusal:
        seal_with(private, KEY.root)
    assert refusal.value.code == "seal_key"


def test_what_binds_somebody_is_sealed_and_what_invites_is_not() -> None:
    sealed = {kind for kind, row in CATALOGUE.items() if row.sealed}
    assert sealed >= {DocumentKind.DECISION_TO_DECLINE, DocumentKind.AGREEMENT, DocumentKind.REPORT_TO_PROSECUTOR}
    assert not sealed & {DocumentKind.INVITATION, DocumentKind.CONSENT_FORM, DocumentKind.MEETING_NOTICE}
