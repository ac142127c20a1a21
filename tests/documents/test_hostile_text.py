"""Text written to do something comes out as that text, and does nothing."""

import dataclasses
import io

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents import pandoc
from mediation.documents import pdf as printing
from mediation.documents.catalogue import DocumentKind
from mediation.documents.examples.every import MADE_AT, sample_contexts
from mediation.documents.pdf import compiled, marked_up, render_pdf
from mediation.documents.render import render_html
from mediation.kernel.language import Language
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid, Unavailable
from tests.documents.page_text import bare, body_of_pdf, of_html

FI = Language.FINNISH

HOSTILE = {
    "typst reads a file":               '#read("/etc/passwd")',
    "typst includes a file":            '#include "/etc/passwd"',
    "typst draws a file":               '#image("letter.typ")',
    "typst imports a package":          '#import "@preview/cetz:0.2.0": *',
    "typst evaluates":                  '#eval("1+1", mode: "markup")',
    "typst reads the inputs":           "#sys.inputs.facts",
    "typst runs a loop":                "#while true { }",
    "typst attaches a file":            '#pdf.attach("x.txt")',
    "typst code closes a block":        "] #panic() [",
    "typst label and reference":        "<sender> @sender",
    "typst math":                       "$ sum_(i=1)^n i $",
    "typst raw text":                   "``` raw ``` `x`",
    "typst comments":                   "a // b /* c */ d",
    "typst dashes and minus":           "a -- b --- c -5 -?x",
    "typst ellipsis":                   "odota... ....",
    "typst emphasis":                   "*a* _b_ a_b_c",
    "typst escape":                     r"\u{41} \# \\ \- \.",
    "typst break and space":            "a \\ b~c",
    "quotes stay straight":             "\"a\" 'b' d'Arc",
    "a heading at the start":           "= Otsikko",
    "a heading of markdown":            "# Otsikko",
    "a list at the start":              "- a",
    "a numbered list at the start":     "1. a",
    "a list of three digits":           "123. a",
    "a plus list at the start":         "+ a",
    "a term at the start":              "/ termi: selitys",
    "a link":                           "https://evil.example/?a=1&b=2",
    "html script":                      "<script>alert(1)</script>",
    "html image":                       '<img src="file:///etc/passwd" onerror="x">',
    "html frame":                       '<iframe src="/etc/passwd"></iframe>',
    "html closes the cell":             "</td></tr></table><h1>Uusi</h1>",
    "html comment":                     "<!-- piilossa -->",
    "html entity":                      "&lt;b&gt; &amp;nbsp; &#65;",
    "an attribute breaks out":          '" onmouseover="x',
    "a block of pandoc":                '<div data-typst:fill="red">x</div>',
    "latex reads a file":               r"\input{/etc/passwd} \write18{id}",
    "latex math":                       r"\(x\) \[y\] $$z$$",
    "markdown raw block":               "```{=typst} #read() ```",
    "markdown link":                    "[a](file:///etc/passwd) ![x](y)",
    "restructured text":                ".. include:: /etc/passwd",
    "jinja prints":                     "{{ 7*7 }}",
    "jinja reaches for the config":     "{{ config.items() }} {{ self.__init__ }}",
    "jinja statement":                  '{% include "/etc/passwd" %}',
    "jinja comment":                    "{# x #}",
    "a template of the shell":          "$(id) `id` ; rm -rf /",
    "a path":                           "../../../../etc/passwd",
    "a format string":                  "%s %n {0.__class__}",
    "a spreadsheet formula":            "=HYPERLINK(\"x\")",
    "a long word without spaces":       "Vahingonkorvausvelvollisuus",
}  # fmt: skip


def agreement_saying(text):
    return g.Agreement(
        office=dataclasses.replace(
            sample_contexts(FI)[DocumentKind.AGREEMENT][0].office, name=text, street_address=text
        ),
        case_number=text,
        dated_on=MADE_AT.date(),
        version=1,
        signed_in=FI,
        matters=(c.Matter(text),),
        parties=(g.AgreementParty(text, g.PartyRole.PARTY, (text,)),),
        items=(
            g.Payment(text, text, Money(1), (g.Instalment(MADE_AT.date(), Money(1)),), text, text, text),
            g.Promise(g.PromiseKind.OTHER, text, text, text),
        ),
        mediators=(text,),
        confirmation_agreed=True,
        final_settlement=True,
        withdrawn_demands=(text,),
        told_to=text,
    )


@pytest.mark.parametrize("attack", HOSTILE)
def test_it_comes_out_as_that_text_everywhere(attack):
    text = HOSTILE[attack]
    context = agreement_saying(text)
    page = render_html(DocumentKind.AGREEMENT, FI, context)
    assert of_html(page).count(" ".join(text.split())) == 18
    pdf = render_pdf(DocumentKind.AGREEMENT, FI, context, made_at=MADE_AT)
    assert body_of_pdf(pdf).count(bare(text)) >= 18
    assert list(pikepdf.open(io.BytesIO(pdf)).attachments) == ["document.json"]


def test_nothing_hostile_makes_a_heading_a_list_or_a_link():
    plain = render_html(DocumentKind.AGREEMENT, FI, agreement_saying("x"))
    for text in HOSTILE.values():
        page = render_html(DocumentKind.AGREEMENT, FI, agreement_saying(text))
        assert [page.count(tag) for tag in ("<h1", "<h2", "<li", "<td", "<a", "<script", "<img")] == [
            plain.count(tag) for tag in ("<h1", "<h2", "<li", "<td", "<a", "<script", "<img")
        ]


PRINTABLE = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=("Cc",)), min_size=1
)
SIGNS = st.text(st.sampled_from("#$*_`~-+=/.\\@<>[]{}()\"':;,!?&%|^0123456789 aäx"), min_size=1)
HEAD = '#set document(title: "x")\n#set text(lang: "fi", font: "Libertinus Serif", ligatures: false)\n'
HEAD += "#set smartquote(enabled: false)\n#set page(width: 2000mm, height: 2000mm)\n#let fact(it) = it\n"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PRINTABLE | SIGNS, min_size=1, max_size=12))
def test_any_text_survives_escaping_in_any_place(texts):
    import html

    words = [" ".join(text.replace("\u00ad", "").split()) for text in texts]
    words = [html.escape(text) for text in words if text.strip()]
    cells = "".join(f"<tr><td>{w}</td><td><strong>{w}</strong><br>{w}</td></tr>" for w in words)
    lines = "".join(f"<p>{w}</p><ul><li>{w}</li></ul><dl><dt>Nimi</dt><dd>{w}</dd></dl>" for w in words)
    table = (
        f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{cells}</tbody></table>" if cells else ""
    )
    page = f"<html><body><h1>Otsikko</h1>{lines}{table}</body></html>"
    pdf = compiled(HEAD + marked_up(page), {}, made_at=MADE_AT)
    body = whole(pdf)
    for word in words:
        text = html.unescape(word)
        assert body.count(squeezed(text)) >= 6, text


def whole(pdf):
    import pypdfium2

    return squeezed("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))


def squeezed(text):
    return "".join(text.replace("\ufffe", "-").replace("\x02", "-").split())  # a hyphen at the end of a line


@pytest.mark.parametrize("text", ["漢字", "🙂", "a\u0e01b"])
def test_characters_that_no_font_has_are_refused_with_a_code(text):
    with pytest.raises(Invalid) as refused:
        render_pdf(DocumentKind.AGREEMENT, FI, agreement_saying(text), made_at=MADE_AT)
    assert refused.value.code == "unprintable"


@pytest.mark.parametrize(
    "name", ["Øystein Ångström", "Áilu Đorvi Ŋuŧŧ", "Žižek Čapek Łódź", "Ольга Иванова", "Ελένη"]
)
def test_names_of_our_neighbours_can_be_printed(name):
    pdf = render_pdf(DocumentKind.AGREEMENT, FI, agreement_saying(name), made_at=MADE_AT)
    assert bare(name) in body_of_pdf(pdf)


def test_the_layouts_are_the_only_files_within_reach(tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("salaisuus")
    for path in (str(outside), "../letters/invitation/fi.html", "/../documents/pdf.py"):
        with pytest.raises(printing.BadLayout, match="access denied|not found|outside"):
            compiled(HEAD + f'= A\n#read("{path}")', {}, made_at=MADE_AT)


def test_a_typesetter_that_does_not_finish_is_stopped(monkeypatch):
    monkeypatch.setattr(pandoc, "SECONDS", 0.0001)
    with pytest.raises(Unavailable) as refused:
        marked_up("<p>x</p>")
    assert refused.value.code == "typesetting_failed"


def test_a_typesetter_that_wants_too_much_memory_is_stopped(monkeypatch):
    monkeypatch.setattr(pandoc, "HEAP", "2m")
    with pytest.raises(Unavailable) as refused:
        marked_up("<p>" + "<em>x</em> " * 20_000 + "</p>")
    assert refused.value.code == "typesetting_failed"
