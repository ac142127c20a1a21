"""The copy to edit and the folder to look through: the same words as the page, for every document."""

import io
import re
import zipfile

import pytest
from typer.testing import CliRunner

from mediation.cli.tree import app
from mediation.documents.catalogue import CATALOGUE, DocumentKind
from mediation.documents.docx import render_docx
from mediation.documents.examples.every import every_sample
from mediation.documents.render import render_html
from tests.documents.page_text import bare, of_html

FIRST = {f"{kind}-{lang}": (kind, lang, context) for kind, lang, number, context in every_sample() if not number}


@pytest.mark.parametrize("sample", FIRST)
def test_the_copy_to_edit_says_what_the_page_says(sample):
    kind, language, context = FIRST[sample]
    with zipfile.ZipFile(io.BytesIO(render_docx(kind, language, context))) as made:
        assert made.testzip() is None
        assert not [name for name in made.namelist() if "vba" in name.lower() or "embeddings" in name]
        words = bare(re.sub(r"<[^>]+>", "", made.read("word/document.xml").decode()))
    import html

    said = bare(html.unescape(words))
    for text in of_html(render_html(kind, language, context)):
        assert bare(text) in said, text


def test_a_folder_of_examples_is_written_for_a_person_to_look_at(tmp_path):
    out = tmp_path / "look"
    done = CliRunner().invoke(app, ["documents", "render", "--all", "--out", str(out), "--format", "html"])
    assert done.exit_code == 0, done.output
    pages = {p.name.split(".")[0]: p for p in out.glob("*.html")}
    assert set(pages) == {str(kind) for kind in DocumentKind}
    assert len(list(out.glob("*.1.html"))) == sum(len(row.languages) for row in CATALOGUE.values())
    assert 'href="preview.css"' in pages["invitation"].read_text("utf-8")
    assert (out / "preview.css").exists()


def test_one_document_in_one_format_is_written_when_it_is_asked_for(tmp_path):
    done = CliRunner().invoke(app, ["documents", "render", "rights_plain", "--out", str(tmp_path), "--format", "pdf"])
    assert done.exit_code == 0, done.output
    assert {p.suffix for p in tmp_path.iterdir()} == {".pdf", ".css"}
    assert all(p.read_bytes().startswith(b"%PDF") for p in tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("words", [[], ["invitation", "--format", "exe"]])
def test_an_order_that_says_nothing_or_too_much_is_refused(tmp_path, words):
    done = CliRunner().invoke(app, ["documents", "render", *words, "--out", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert not (tmp_path / "x").exists()
