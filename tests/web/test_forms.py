"""Bad input: a sentence at the field, a status that says no, nothing lost, nothing half-done."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import re
from collections.abc import Callable

import pytest

from mediation.cases.consent import Consent
from mediation.cases.note import Note
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]
HOSTILE = '<script>alert("1")</script>'


@pytest.fixture
def case(sqlite_stage: Stage) -> CaseId:
    return sqlite_stage.register("adviser", simple(1, "assault", sqlite_stage.today))


def matters(stage: Stage, case: CaseId) -> list[str]:
    return list(stage.case(case).matters)


def notes(stage: Stage, case: CaseId) -> list[str]:
    with stage.app.open_stores() as stores:
        return [n.text for n in stores.cases.notes(case) if isinstance(n, Note)]


GOOD = {
    "initiator": "police", "unit": "n_poliisi_keksitty", "initiated_on": "2026-09-01", "matters.0.kind": "crime",
    "matters.0.title": "Pahoinpitely", "people.0.name": "Olli Osapuoli", "people.0.role": "suspect",
    "people.1.name": "Vuokko Vastapuoli", "people.1.role": "victim",
}  # fmt: skip
BAD = {  # what is typed instead → the field, and what is said at it
    "no name":                         ({"people.1.name": ""}, "people-1-name", "Pakollinen tieto"),
    "no subject":                      ({"matters.0.title": ""}, "matters-0-title", "Pakollinen tieto"),
    "a name of 300 letters":           ({"people.0.name": "x" * 300}, "people-0-name", "Liian pitkä"),
    "a name that turns the text round": ({"people.0.name": "a\u202eb"}, "people-0-name", "merkkejä, joita ei voi tallentaa"),
    "a day that does not exist":       ({"matters.0.act_on": "2026-02-30"}, "matters-0-act_on", "ei ole päivämäärä"),
    "an act of tomorrow":              ({"matters.0.act_on": "2026-09-02"}, "matters-0-act_on", "tulevaisuudessa"),
    "a wrong identity code":           ({"people.0.identity_code": "010101-900X"}, "people-0-identity_code", "ei ole henkilötunnus"),
    "an offence nobody knows":         ({"matters.0.offence": "gravitation"}, "matters-0-offence", "Tätä ei tunneta"),
    "a kind that is none":             ({"matters.0.kind": "war"}, "matters-0-kind", "Valitse luettelosta"),
    "yes as a poem":                   ({"matters.0.close_person": "ehkä"}, "matters-0-close_person", "Vastaa kyllä tai ei"),
    "an authority without a unit":     ({"unit": ""}, "", "Tällaista yksikköä ei ole"),
    "nobody at all":                   ({"people.0.name": "", "people.0.role": "", "people.1.name": "", "people.1.role": ""}, "people", "Liian vähän"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BAD)
def test_a_form_that_cannot_be_used_says_so_at_its_field_and_keeps_the_rest(sentence: str, aino: Visitor) -> None:
    typed, field, said = BAD[sentence]
    aino.open("/intake/new")
    status = 404 if not field else 422
    aino.send("/intake/new", status, **(GOOD | typed))
    assert said in aino.text
    if field:
        assert 'id="refused"' in aino.page.text
        assert f'href="#f-{field}"' in aino.page.text
    if field and field != "people":
        assert 'value="2026-09-01"' in aino.page.text
        kept = "Pahoinpitely" if "matters.0.title" not in typed else "Vuokko Vastapuoli"
        assert f'value="{kept}"' in aino.page.text
    aino.open("/cases")
    assert "Mikään asia ei vastaa rajauksia" in aino.text, "nothing was registered"


def test_the_same_form_without_the_slip_opens_the_case(aino: Visitor) -> None:
    aino.open("/intake/new")
    aino.send("/intake/new", 422, **(GOOD | {"people.1.name": ""}))
    aino.send("/intake/new", **GOOD)
    assert re.fullmatch(r"/cases/c_[0-9a-z]{26}", aino.address)
    assert "Pahoinpitely" in aino.text
    assert "Aloite on kirjattu" in aino.text


def test_one_more_person_keeps_everything_and_registers_nothing(aino: Visitor) -> None:
    aino.open("/intake/new")
    aino.send("/intake/new", more="people", **GOOD)
    assert 'name="people.2.name"' in aino.page.text
    assert 'value="Olli Osapuoli"' in aino.page.text
    assert "Mikään asia ei vastaa rajauksia" in aino.open("/cases") + aino.text


def test_a_double_click_registers_one_case(aino: Visitor) -> None:
    aino.open("/intake/new")
    form = GOOD | {"csrf": aino.hidden("csrf"), "once": aino.hidden("once")}
    first, second = (aino.client.post("/intake/new", data=form) for _ in range(2))
    assert first.url == second.url
    assert len(re.findall(r'<th scope="row"', aino.open("/cases"))) == 1


def test_the_back_button_and_another_text_is_told_and_does_nothing(
    aino: Visitor, sqlite_stage: Stage, case: CaseId
) -> None:
    aino.open(f"/cases/{case}")
    kept = {"csrf": aino.hidden("csrf"), "once": aino.hidden("once")}
    aino.client.post(f"/cases/{case}/steps/notes/add", data=kept | {"text": "Soitettu Ollille."})
    answer = aino.client.post(f"/cases/{case}/steps/notes/add", data=kept | {"text": "Soitettu Vuokolle."})
    assert answer.status_code == 422
    assert "Lomake on lähetetty jo aiemmin toisin täytettynä" in answer.text
    assert "Soitettu Vuokolle." in answer.text
    assert notes(sqlite_stage, case) == ["Soitettu Ollille."]


def test_a_stale_page_is_told_and_its_text_stays_and_then_goes_through(
    visitor: Visitors, sqlite_stage: Stage, case: CaseId
) -> None:
    mine, theirs = visitor("adviser"), visitor("second_adviser")
    mine.open(f"/cases/{case}/steps/matters/hold")
    theirs.open(f"/cases/{case}/steps/matters/correct")
    theirs.send(f"/cases/{case}/steps/matters/correct", matters=matters(sqlite_stage, case), title="Lievä pahoinpitely")
    form = {"matters": matters(sqlite_stage, case), "reason": "Osapuoli on matkoilla."}
    mine.send(f"/cases/{case}/steps/matters/hold", 412, **form)
    assert "Joku muu on muuttanut asiaa sillä välin" in mine.text
    assert 'value="Osapuoli on matkoilla."' in mine.page.text
    mine.send(f"/cases/{case}/steps/matters/hold", **form)
    assert mine.address == f"/cases/{case}"
    assert sqlite_stage.case(case).matters[matters(sqlite_stage, case)[0]].held_since  # type: ignore[index]


def test_hostile_text_is_shown_as_text(aino: Visitor, case: CaseId) -> None:
    aino.open(f"/cases/{case}")
    aino.send(f"/cases/{case}/steps/notes/add", text=HOSTILE)
    page = aino.open(f"/cases/{case}/timeline")
    assert HOSTILE not in page
    assert HOSTILE in aino.text
    aino.open("/search")
    assert HOSTILE not in aino.client.post("/search", data={"csrf": aino.hidden("csrf"), "text": HOSTILE}).text


STRANGE = ["c_" + "0" * 26, "c_1", "1", "c_" + "x" * 26, "%2e%2e", "æ", "c_" + "A" * 26]


@pytest.mark.parametrize("made_up", STRANGE)
@pytest.mark.parametrize("tab", ["", "/consents", "/steps/notes/add"])
def test_a_case_that_is_not_there_is_a_page_that_says_so(made_up: str, tab: str, aino: Visitor) -> None:
    answer = aino.client.get(f"/cases/{made_up}{tab}")
    assert answer.status_code == 404
    assert "Häiriö" not in answer.text


def test_a_person_of_another_case_is_refused_and_nothing_is_recorded(
    aino: Visitor, sqlite_stage: Stage, case: CaseId
) -> None:
    other = sqlite_stage.register("adviser", simple(2, "assault", sqlite_stage.today))
    stranger = next(iter(sqlite_stage.case(other).people))
    path = f"/cases/{case}/steps/consents/record"
    aino.open(path)
    aino.send(path, 404, matters=matters(sqlite_stage, case), person=stranger, answer="given", language="fi", channel="phone",
              rights_explained_at="2026-09-01T09:00", given_at="2026-09-01T09:30")  # fmt: skip
    assert "ei ole tällaista henkilöä" in aino.text
    assert list(sqlite_stage.case(case).all(Consent)) == []


def test_a_step_that_is_not_possible_lists_what_is_missing_with_its_section(
    visitor: Visitors, sqlite_stage: Stage, case: CaseId
) -> None:
    come = visitor("in_charge")
    sqlite_stage.do("adviser", "matters triage", case, matters=matters(sqlite_stage, case), venue_is_here=True)
    come.open(f"/cases/{case}/decision")
    come.send(f"/cases/{case}/decision", 409, matters=matters(sqlite_stage, case), kind="accept", reasons="Edellytykset täyttyvät.",
              sections="1015/2005 §15")  # fmt: skip
    for said in (
        "Tätä ei voi vielä tehdä",
        "Kaikkien suostumus: Olli Osapuoli1",
        "(1015/2005 §2)",
        "Tee ensin se, mikä puuttuu",
    ):
        assert said in come.text
    assert "Edellytykset täyttyvät." in come.page.text


BODIES = {  # what is sent instead of a form → status
    "a megabyte and more":        (b"text=" + b"x" * 1_000_001, "application/x-www-form-urlencoded", 413),
    "JSON":                       (b'{"text": "x"}', "application/json", 422),
    "bytes that are no text":     (b"\xff\xfe\x00text=x", "application/octet-stream", 422),
    "five thousand fields":       (b"&".join(b"a%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded", 422),
    "a broken multipart":         (b"--x\r\nContent-Disposition: nonsense", "multipart/form-data; boundary=x", 403),
    "a file where none is asked": (b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.exe"\r\n\r\nMZ\r\n--x--\r\n', "multipart/form-data; boundary=x", 422),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BODIES)
def test_what_is_no_form_is_refused_in_words(sentence: str, aino: Visitor, case: CaseId) -> None:
    body, kind, status = BODIES[sentence]
    answer = aino.client.post(f"/cases/{case}/steps/notes/add", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "Häiriö" not in answer.text


def test_a_name_is_found_though_it_stands_in_no_address(aino: Visitor, case: CaseId) -> None:
    aino.open("/search")
    aino.send("/search", text="Vuoko Vastapuoli1")
    assert case in aino.page.text
    assert "Vastapuoli" not in str(aino.page.url)
    aino.send("/search", text=" hel-2026-0001 ")
    assert case in aino.page.text
    aino.send("/search", 422, text="x")
    assert "Liian lyhyt" in aino.text or "Liian vähän" in aino.text
