"""Every document, in every language it has, on screen and in print."""

import io
import json
import re
from functools import cache
from importlib.resources import files

import pdfua
import pikepdf
import pypdfium2
import pytest

from mediation.documents.catalogue import CATALOGUE, DocumentKind, admitted
from mediation.documents.examples.every import MADE_AT, NUMBER, every_sample, sample_contexts
from mediation.documents.facts import facts_of
from mediation.documents.pdf import render_pdf
from mediation.documents.render import render_html
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from tests.documents.page_text import bare, body_of_pdf, of_html, of_pdf

SAMPLES = {
    f"{kind}-{language}-{number}": (kind, language, number) for kind, language, number, _ in every_sample()
}
every = pytest.mark.parametrize("sample", SAMPLES)


@cache
def printed(sample: str) -> bytes:
    kind, language, number = SAMPLES[sample]
    return render_pdf(kind, language, sample_contexts(language)[kind][number], made_at=MADE_AT)


def shown(sample: str) -> str:
    kind, language, number = SAMPLES[sample]
    return render_html(kind, language, sample_contexts(language)[kind][number])


def test_every_row_of_the_catalogue_has_a_file_per_language_and_no_other():
    letters = files("mediation.docs_templates") / "letters"
    there = {(d.name, f.name) for d in letters.iterdir() if d.is_dir() for f in d.iterdir()}
    assert there == {(str(k), f"{lang}.html") for k, row in CATALOGUE.items() for lang in row.languages}
    assert set(CATALOGUE) == set(DocumentKind)


@every
def test_the_page_is_in_its_language_with_one_title(sample):
    page, language = shown(sample), SAMPLES[sample][1]
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1
    assert re.search(r"<title>(.+)</title>", page).group(1) == re.search(r"<h1>(.+)</h1>", page).group(1)


@every
def test_what_is_printed_is_what_is_shown(sample):
    body = body_of_pdf(printed(sample))
    for text in of_html(shown(sample)):
        assert bare(text) in body, text


@every
def test_a_screen_reader_can_read_the_print(sample, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(printed(sample))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(path)).findings] == []


@every
def test_the_print_is_tagged_and_says_so(sample):
    pdf = pikepdf.open(io.BytesIO(printed(sample)))
    with pdf.open_metadata() as said:
        claims = (said["pdfuaid:part"], said["pdfaid:part"], said["pdfaid:conformance"], said["dc:title"])
    assert claims[:3] == ("1", "3", "A")
    assert claims[3] in of_html(shown(sample))
    assert str(pdf.Root.Lang) == SAMPLES[sample][1]
    assert tags(pdf.Root.StructTreeRoot) >= {"Document", "H1", "P"}


@every
def test_the_facts_are_attached_and_readable(sample):
    kind, language, number = SAMPLES[sample]
    pdf = pikepdf.open(io.BytesIO(printed(sample)))
    assert list(pdf.attachments) == ["document.json"]
    attached = json.loads(pdf.attachments["document.json"].get_file().read_bytes())
    assert attached == json.loads(facts_of(kind, language, sample_contexts(language)[kind][number]))
    assert attached["facts"]["case_number"] == NUMBER


@every
def test_only_the_fonts_of_the_typesetter_are_used(sample):
    pdf = pikepdf.open(io.BytesIO(printed(sample)))
    fonts = {str(font.BaseFont).split("+")[-1] for page in pdf.pages for font in page.resources.Font.values()}
    assert all(font.startswith(("LibertinusSerif", "NewCM", "DejaVuSansMono")) for font in fonts), fonts


def test_tables_have_headers_and_lists_have_items():
    pdf = pikepdf.open(io.BytesIO(printed("agreement-fi-0")))
    found = tags(pdf.Root.StructTreeRoot)
    assert found >= {"Table", "TH", "TD", "L", "LI", "LBody", "Caption", "H2", "H3"}


def test_a_long_table_repeats_its_head_on_the_next_page():
    pages = pypdfium2.PdfDocument(printed("agreement-fi-0"))
    heads = [page.get_textpage().get_text_range().count("Eräpäivä") for page in pages]
    assert heads[:2] == [1, 1]


def test_signatures_stand_on_one_page_with_what_they_confirm():
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed("agreement-fi-0"))
    ]
    (page,) = [text for text in pages if "Allekirjoitukset" in text]
    assert "Olemme lukeneet" in page
    assert "Teija Testaaja" in page


def test_appeal_instructions_are_in_one_piece():
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(printed("decision_to_mediate-fi-0"))
    ]
    (page,) = [text for text in pages if "30 päivän kuluessa" in text]
    assert "1455/2015" in page


def test_pages_are_numbered_and_carry_the_case_number():
    text = of_pdf(printed("agreement-fi-0"))
    assert "2 (3)" in text
    assert f"Sovittelusopimus · {NUMBER}" in text


def test_the_same_facts_give_the_same_file():
    kind, language, number = SAMPLES["invitation-sv-0"]
    again = render_pdf(kind, language, sample_contexts(language)[kind][number], made_at=MADE_AT)
    assert again == printed("invitation-sv-0")


def test_a_document_does_not_exist_in_a_language_it_is_not_written_in():
    context = sample_contexts(Language.FINNISH)[DocumentKind.REPORT_TO_PROSECUTOR][0]
    with pytest.raises(Invalid) as refused:
        render_html(DocumentKind.REPORT_TO_PROSECUTOR, Language.ENGLISH, context)
    assert refused.value.code == "language_not_available"


def test_a_document_takes_only_its_own_context():
    context = sample_contexts(Language.FINNISH)[DocumentKind.INVITATION][0]
    with pytest.raises(Invalid) as refused:
        admitted(DocumentKind.AGREEMENT, Language.FINNISH, context)
    assert refused.value.code == "wrong_context"


def test_a_stylesheet_is_linked_only_when_asked_for():
    kind, language, number = SAMPLES["invitation-fi-0"]
    context = sample_contexts(language)[kind][number]
    assert "stylesheet" not in render_html(kind, language, context)
    assert '<link rel="stylesheet" href="/p.css">' in render_html(
        kind, language, context, stylesheet="/p.css"
    )


def test_no_style_is_written_inside_a_page():
    assert not [sample for sample in SAMPLES if "style=" in shown(sample) or "<style" in shown(sample)]


def tags(root: pikepdf.Object) -> set[str]:
    found, todo = set(), [root]
    while todo:
        node = todo.pop()
        if isinstance(node, pikepdf.Array):
            todo.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.add(str(node.S).lstrip("/"))
            if "/K" in node:
                todo.append(node.K)
    return found


def test_an_instant_with_microseconds_as_real_clocks_have_is_printed() -> None:
    kind, language, _, context = next(every_sample())
    pdf = render_pdf(kind, language, context, made_at=MADE_AT.replace(microsecond=293813))
    assert pdf.startswith(b"%PDF")
