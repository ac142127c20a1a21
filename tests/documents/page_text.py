"""The words of a document, as a reader of the page and a reader of the print meet them."""

import html
import re

import pypdfium2

MM = 72 / 25.4
TOP, BOTTOM = 18.5 * MM, 22 * MM  # outside these lie the running head and foot


def of_html(page: str) -> list[str]:
    """The texts between the tags of the body, in order, white space evened out."""
    body = page.partition("<body>")[2]
    texts = (html.unescape(text) for text in re.split(r"<[^>]*>", body))
    return [" ".join(text.split()) for text in texts if text.strip()]


def of_pdf(pdf: bytes) -> str:
    """All text of the pages, white space evened out."""
    return " ".join(
        " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split()
    )


def body_of_pdf(pdf: bytes) -> str:
    """The text of the pages between running head and foot, without white space and dashes."""
    texts = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        texts.append(page.get_textpage().get_text_bounded(0, BOTTOM, width, height - TOP))
    return bare("".join(texts))


def bare(text: str) -> str:
    """A text without what typesetting may change: white space, dashes, the mark of a broken word."""
    return re.sub(r"[\s\u00a0–\ufffe\x02-]", "", text)
