"""Scans as they should be, and files that only say they are one."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

Make = Callable[[], bytes]


def picture(kind: str, size: tuple[int, int] = (60, 80), **more: object) -> bytes:
    drawn = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(drawn, kind, **more)
    return drawn.getvalue()


def as_made(_: pikepdf.Pdf) -> None:
    """Nothing more."""


def document(change: Callable[[pikepdf.Pdf], None] = as_made, pages: int = 2, **saved: object) -> bytes:
    made = io.BytesIO()
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    change(pdf)
    pdf.save(made, **saved)
    return made.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int, packed: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def an_archive() -> bytes:
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "b")
    return held.getvalue()


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def launch(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))


def link(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://evil.example/")
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action, Rect=[0, 0, 9, 9])])


def form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA="x", Fields=[])


def film(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9])])


def zeros(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(bytes(310_000_000), 9)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)


def twice_packed(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(zlib.compress(bytes(1_000_000), 9), 9)
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=filters)


def huge_image(pdf: pikepdf.Pdf) -> None:
    image = pikepdf.Stream(pdf, b"x", Width=100_000, Height=100_000, Subtype=pikepdf.Name.Image)
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=pdf.make_indirect(image)))


def nested(pdf: pikepdf.Pdf) -> None:
    deep = pikepdf.Array([])
    for _ in range(60):
        deep = pikepdf.Array([deep])
    pdf.pages[0].Deep = deep


# fmt: off
AS_IT_IS = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
LOCK = {"encryption": pikepdf.Encryption(owner="a", user="b")}
HOSTILE: dict[str, tuple[Make, str]] = {
    "nothing at all":                        (lambda: b"",                                                        "not_a_scan"),
    "words":                                 (lambda: b"Hei, tassa on allekirjoitus.",                            "not_a_scan"),
    "a page of the web":                     (lambda: b"<html><script>alert(1)</script></html>",                  "not_a_scan"),
    "a drawing that can run":                (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',    "not_a_scan"),
    "an archive":                            (an_archive,                                                         "not_a_scan"),
    "a program":                             (lambda: b"MZ\x90\x00" + bytes(100),                                 "not_a_scan"),
    "an animation":                          (lambda: picture("GIF"),                                             "not_a_scan"),
    "a picture of another kind":             (lambda: picture("TIFF"),                                            "not_a_scan"),
    "a PDF that begins with something else": (lambda: b"GIF89a" + document(),                                     "not_a_scan"),
    "a PDF with an archive behind it":       (lambda: document() + an_archive(),                                  "polyglot"),
    "an archive that ends like a PDF":       (lambda: document() + an_archive() + b"%%EOF",                       "polyglot"),
    "a PDF with a page of the web before it": (lambda: document().replace(b"\n", b"\n%<script>x</script>\n", 1),  "polyglot"),
    "two PDFs in one":                       (lambda: document() + document(),                                    "polyglot"),
    "a PNG with an archive behind it":       (lambda: picture("PNG") + an_archive(),                              "polyglot"),
    "a JPEG with an archive behind it":      (lambda: picture("JPEG") + an_archive(),                             "polyglot"),
    "a JPEG with a PDF behind it":           (lambda: picture("JPEG") + document(),                               "polyglot"),
    "a PDF with a script":                   (lambda: document(script),                                           "active"),
    "a PDF with an attachment":              (lambda: document(attachment),                                       "active"),
    "a PDF that starts a program":           (lambda: document(launch),                                           "active"),
    "a PDF with a link":                     (lambda: document(link),                                             "active"),
    "a PDF with a form that calculates":     (lambda: document(form),                                             "active"),
    "a PDF with a film":                     (lambda: document(film),                                             "active"),
    "a PDF with a password":                 (lambda: document(**LOCK),                                           "encrypted"),
    "a PDF without pages":                   (lambda: document(pages=0),                                          "damaged"),
    "a PDF of too many pages":               (lambda: document(pages=51),                                         "too_many_pages"),
    "a PDF that unpacks to 310 megabytes":   (lambda: document(zeros), "bomb"),
    "a PDF packed twice over":               (lambda: document(twice_packed, **AS_IT_IS), "bomb"),
    "a PDF with a picture of ten gigapixels": (lambda: document(huge_image), "bomb"),
    "a PDF of boxes in boxes":               (lambda: document(nested), "bomb"),
    "half a PDF":                            (lambda: document()[:400] + b"%%EOF",                                "damaged"),
    "a PNG that unpacks to a gigabyte":      (lambda: png_of(10, 10, zlib.compress(bytes(100_000_000), 9)), "bomb"),
    "a PNG of ten gigapixels":               (lambda: png_of(100_000, 100_000, b""), "bomb"),
    "a PNG of no size":                      (lambda: png_of(0, 10, b""),                                         "damaged"),
    "a PNG with a wrong sum":                (lambda: picture("PNG")[:-6] + b"\0" + picture("PNG")[-5:],          "damaged"),
    "half a PNG":                            (lambda: picture("PNG")[:200],                                       "damaged"),
    "half a JPEG":                           (lambda: picture("JPEG")[:300],                                      "damaged"),
    "a JPEG of three bytes":                 (lambda: b"\xff\xd8\xff",                                            "damaged"),
    "more than may be sent":                 (lambda: b"%PDF-1.7" + bytes(20_000_001),                            "too_large"),
}
# fmt: on
