"""Whoever holds a paper asks whether it is the office's: by its code, by the file; and is told nothing else."""

import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from mediation.accounts.credentials import TRIES_OF_AN_ADDRESS
from mediation.actions import seal_check
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.documents.store import Made
from tests.documents.hostile_scans import an_archive, document
from tests.web.conftest import Visitor
from tests.web.office import sealing_stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = sealing_stage(tmp_path_factory.mktemp("office"))
    yield made
    made.house.engine.dispose()
    made.house.key_engine.dispose()


@pytest.fixture(scope="module")
def papers(stage: Stage) -> list[Made]:
    """Sealed decisions, and last a letter that carries no seal."""
    case = stage.register("police", simple(1, "assault", stage.today))
    s.triage(stage, case)
    matters = list(stage.case(case).matters)
    stage.do("adviser", "consents ask", case, matters=matters)
    s.decline(stage, case, matters)
    with stage.app.open_stores() as stores:
        found = [stores.documents.get(d.id) for d in stores.documents.of_case(case)]
    return [*(d for d in found if d.sealed), *(d for d in found if not d.sealed)]


@pytest.fixture
def come(stage: Stage) -> Visitor:
    """A visitor whose address nobody has used in the last hour."""
    stage.later(hours=1)
    return Visitor(stage)


def ask(come: Visitor, code: str = "", file: bytes | None = None, status: int = 200) -> str:
    come.open("/verify")
    data = {"csrf": come.hidden("csrf"), "seal_code": code}
    files = None if file is None else {"file": ("paper.pdf", file, "application/pdf")}
    come.page = come.client.post("/verify", data=data, files=files)
    assert come.page.status_code == status, come.text
    return come.text


def code_of(paper: Made) -> str:
    return paper.id.removeprefix("f_")


def test_the_code_on_a_paper_says_that_the_office_sealed_one_and_when(come: Visitor, papers: list[Made]) -> None:
    said = ask(come, code_of(papers[0]))
    assert "Toimisto on sinetöinyt asiakirjan, jolla on tämä tunnus" in said
    assert "Sinetöity 1.9.2026" in said
    assert "Tunnuksen voi kopioida" in said


def test_a_code_may_be_typed_as_it_is_read(come: Visitor, papers: list[Made]) -> None:
    code = code_of(papers[0])
    for typed in (code.upper(), f" {code[:5]}-{code[5:9]} {code[9:]} "):
        assert "jolla on tämä tunnus" in ask(come, typed)


def test_the_qr_code_leads_to_the_answer(come: Visitor, papers: list[Made]) -> None:
    page = come.open(f"/verify/{code_of(papers[0])}")
    assert "Toimisto on sinetöinyt asiakirjan" in come.text
    assert f'value="{code_of(papers[0])}"' in page


def test_a_file_is_the_very_document_or_it_is_not(come: Visitor, papers: list[Made]) -> None:
    first, second = papers[0], papers[1]
    assert first.sealed
    assert second.sealed
    assert "täsmälleen sellainen kuin toimisto sen sinetöi" in ask(come, file=first.pdf)
    assert "täsmälleen se asiakirja, jolla on tämä tunnus" in ask(come, code_of(first), first.pdf)
    assert "tunnus on toisen asiakirjan" in ask(come, code_of(second), first.pdf)
    assert "Asiakirjaan ei voi luottaa" in come.text


def altered(pdf: bytes) -> bytes:
    at = len(pdf) // 3
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


FALSE = {  # what becomes of a sealed file → what is said of it
    "one bit turned":        (altered, r"Tiedostoa on muutettu|ei voi lukea PDF"),
    "a byte more at the end": (lambda pdf: pdf + b"\n", "Tiedostoa on muutettu"),
    "no seal at all":        (lambda _: document(), "Tiedostossa ei ole sähköistä sinettiä"),
    "half of it":            (lambda pdf: pdf[: len(pdf) // 2], "ei voi lukea PDF"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", FALSE)
def test_a_file_that_is_not_as_it_was_sealed_is_told(sentence: str, come: Visitor, papers: list[Made]) -> None:
    change, said = FALSE[sentence]
    assert re.search(said, ask(come, file=change(papers[0].pdf)))  # type: ignore[operator]
    assert "Asiakirjaan ei voi luottaa" in come.text
    assert "Sinetöity" not in come.text.replace("”Sähköisesti sinetöity”", "")


def bomb() -> bytes:
    """A cross-reference stream of six gigabytes of nothing, packed twice."""
    once = zlib.compressobj(9)
    packed = b"".join([*(once.compress(bytes(10_000_000)) for _ in range(600)), once.flush()])
    twice = zlib.compress(packed, 9)
    head = f"<</Type/XRef/W[1 4 2]/Size 9/Root 1 0 R/Filter[/FlateDecode/FlateDecode]/Length {len(twice)}>>".encode()
    body = b"%PDF-1.7\n3 0 obj\n" + head + b"\nstream\n" + twice + b"\nendstream\nendobj\n"
    return body + b"startxref\n9\n%%EOF\n"


REFUSED = {  # what is sent → what is said at the field, status
    "a picture":               (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(100), "Lähetä PDF-tiedosto", 422),
    "a page of HTML":          (lambda _: b"<html><script>alert(1)</script>", "Lähetä PDF-tiedosto", 422),
    "a PDF behind something":  (lambda pdf: b"MZ\x90\x00" + pdf, "Lähetä PDF-tiedosto", 422),
    "a PDF that is an archive": (lambda pdf: pdf + an_archive(), "useaa tyyppiä", 422),
    "a bomb":                  (lambda _: bomb(), "purkautuu liian suureksi", 422),
    "eleven megabytes":        (lambda pdf: pdf + bytes(11_000_000), "Liian suuri", 413),
    "ten megabytes and a bit": (lambda pdf: pdf + bytes(10_000_001), "Liian suuri|liian suuri", 422),
}  # fmt: skip


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_a_sealed_paper_is_refused_at_its_field(
    sentence: str, come: Visitor, papers: list[Made]
) -> None:
    make, said, status = REFUSED[sentence]
    assert re.search(said, ask(come, file=make(papers[0].pdf), status=status))  # type: ignore[operator]
    assert 'id="f-file-wrong"' in come.page.text
    assert ("Tiedostoa ei voi käyttää" in come.text) is (status == 422)


def test_a_file_that_takes_too_long_is_given_up(
    come: Visitor, papers: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediation.actions.seal_check.SECONDS", 0.001)
    assert "purkautuu liian suureksi" in ask(come, file=papers[0].pdf, status=422)


def test_files_are_looked_at_one_at_a_time_and_who_waits_too_long_is_told(
    come: Visitor, papers: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends files from outside must not keep the office's letters from being printed."""
    monkeypatch.setattr("mediation.actions.seal_check.PATIENCE", 0.01)
    with seal_check.TURN:
        assert "hyvin kuormittunut" in ask(come, file=papers[0].pdf, status=503)
    assert "Asiakirja on meiltä" in ask(come, file=papers[0].pdf)


def test_an_unknown_code_and_an_unsealed_letter_are_answered_alike(come: Visitor, papers: list[Made]) -> None:
    letter = papers[-1]
    assert not letter.sealed
    said = [ask(come, code, status=422) for code in ("0" * 26, code_of(letter), "x", "ä' or 1=1", "<script>")]
    assert all("Yhdelläkään sinetöidyllä asiakirjalla ei ole tätä tunnusta" in text for text in said)
    assert "<script>" not in come.page.text.replace("<script type=", "")


def test_nothing_asked_is_nothing_answered(come: Visitor) -> None:
    assert "Pakollinen tieto" in ask(come, status=422)


def test_whatever_is_asked_no_case_and_nobody_is_named(come: Visitor, papers: list[Made], stage: Stage) -> None:
    case = stage.case(papers[0].case_id)
    hidden = [case.id, case.number, *(p.name for p in case.people.values()), "Kielteinen", "Pahoinpitely"]
    for code, file in ((code_of(papers[0]), None), ("", papers[0].pdf), (code_of(papers[0]), papers[1].pdf)):
        answer = ask(come, code, file)
        assert [word for word in hidden if word in answer or word in come.page.text] == []


def test_an_address_that_guesses_is_shut_out_for_a_while_and_one_that_knows_is_not(
    stage: Stage, come: Visitor, papers: list[Made]
) -> None:
    for _ in range(TRIES_OF_AN_ADDRESS + 5):
        come.open(f"/verify/{code_of(papers[0])}")
    for n in range(TRIES_OF_AN_ADDRESS):
        come.open(f"/verify/{n:026d}", 422)
    assert "Liian monta tarkistusta" in ask(come, code_of(papers[0]), status=429)
    stage.later(minutes=16)
    assert "jolla on tämä tunnus" in ask(come, code_of(papers[0]))


def test_a_file_from_outside_never_lies_on_a_disk(
    come: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing spills into a temporary file, however large it is."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "there-is-no-such-folder"))
    big = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as pdf:
        pdf.Root.Filler = pdf.make_stream(bytes(range(256)) * 20_000)
        pdf.save(big, compress_streams=False)
    assert len(big.getvalue()) > 5_000_000
    assert "ei ole sähköistä sinettiä" in ask(come, file=big.getvalue())


def test_an_office_without_a_seal_says_so(sqlite_stage: Stage) -> None:
    come = Visitor(sqlite_stage)
    come.open("/verify")
    assert "Toimisto ei vielä sinetöi asiakirjojaan" in come.text
    assert "<form class" not in come.page.text
