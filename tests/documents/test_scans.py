"""A scan of the signed paper: one PDF, PNG or JPEG and nothing else in it; where it was taken is not kept."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import hashlib
import io
import json
import random

import pytest
from PIL import Image

from mediation.documents.scan import WHY, checked
from mediation.kernel.refusals import Invalid
from tests.documents.hostile_scans import HOSTILE, chunk, document, picture, png_of


@pytest.mark.parametrize("sentence", HOSTILE)
def test_what_is_no_scan_is_refused_by_what_is_wrong_with_it(sentence: str) -> None:
    make, code = HOSTILE[sentence]
    with pytest.raises(Invalid) as refusal:
        checked(make())
    assert (refusal.value.code, refusal.value.fields) == ("bad_scan", (("file", code),))
    assert refusal.value.message == WHY[code]


def test_every_reason_of_the_table_has_a_file_that_meets_it() -> None:
    assert {code for _, code in HOSTILE.values()} == set(WHY)


GOOD = {
    "a PDF":                     (lambda: document(), "application/pdf", 2),
    "a PDF of many pages":       (lambda: document(pages=50), "application/pdf", 50),
    "a PDF as a tool packs it":  (lambda: document(compress_streams=True), "application/pdf", 2),
    "a PNG":                     (lambda: picture("PNG"), "image/png", 1),
    "a JPEG":                    (lambda: picture("JPEG"), "image/jpeg", 1),
    "a JPEG in several passes":  (lambda: picture("JPEG", progressive=True), "image/jpeg", 1),
    "a page at 300 dots an inch": (lambda: picture("JPEG", size=(2480, 3508), dpi=(300, 300)), "image/jpeg", 1),
}  # fmt: skip


@pytest.mark.parametrize("sentence", GOOD)
def test_what_a_scanner_makes_is_kept(sentence: str) -> None:
    make, media, pages = GOOD[sentence]
    raw = make()
    scan = checked(raw)
    facts = json.loads(scan.facts)
    assert (scan.media, facts["pages"]) == (media, pages)
    assert facts["original_sha256"] == hashlib.sha256(raw).hexdigest()
    if media == "application/pdf":
        assert scan.content == raw


def test_where_and_with_what_a_picture_was_taken_is_not_kept_but_which_way_up_it_is() -> None:
    said = Image.Exif()
    said[0x0112], said[0x010F] = 6, "Salakamera"
    said.get_ifd(0x8825)[1] = "N"
    raw = picture("JPEG", exif=said, comment=b"Salakatu 3")
    assert b"Salakamera" in raw
    assert b"Salakatu" in raw
    kept = checked(raw).content
    assert b"Sala" not in kept
    exif = Image.open(io.BytesIO(kept)).getexif()
    assert dict(exif) == {0x0112: 6}
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(raw)).tobytes()


def test_what_is_written_beside_a_picture_is_not_kept() -> None:
    import zlib

    rows = zlib.compress((b"\0" + bytes(30)) * 10)
    note = chunk(b"tEXt", b"Comment\0Salakatu 3")
    kept = checked(png_of(10, 10, rows, note, chunk(b"eXIf", b"Sala"))).content
    assert b"Sala" not in kept
    assert Image.open(io.BytesIO(kept)).size == (10, 10)


def verdict(raw: bytes) -> str:
    try:
        checked(raw)
    except Invalid as refusal:
        return refusal.fields[0][1]
    return "kept"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_a_file_damaged_anywhere_is_kept_whole_or_refused_and_never_a_fault(kind: str) -> None:
    raw, dice = document() if kind == "PDF" else picture(kind), random.Random(7)  # noqa: S311
    for _ in range(60):
        at = dice.randrange(len(raw))
        damaged = raw[:at] + bytes([dice.randrange(256)]) + raw[at + 1 :]
        assert verdict(damaged) in {"kept", *WHY}
