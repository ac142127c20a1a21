"""Prosecutors, police, courts: a report opened, read, acknowledged; own initiatives; nothing of anybody else's."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.states.small import ReportState
from tests.stories.telling import begin, to_mediation
from tests.web.conftest import Visitor
from tests.web.office import sealing_stage
from tests.web.test_forms import GOOD

Visitors = Callable[..., Visitor]
TOLD_TO_NOBODY = "Keskusteltu vain osapuolten kesken."


def reported(stage: Stage) -> tuple[CaseId, Report]:
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    apology = {"kind": "apology", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Anteeksi."}
    stage.do("adviser", "notes add", case, text=TOLD_TO_NOBODY)
    s.agree(stage, case, matters, [apology])
    s.account(stage, case, matters)
    s.report(stage, case, matters)
    return case, found(stage, case)


def found(stage: Stage, case: CaseId) -> Report:
    return next(stage.case(case).all(Report))


def at(case: CaseId, report: Report) -> str:
    return f"/authority/reports/{case}/{report.id}"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Stage]:
    stage = sealing_stage(tmp_path)
    yield stage
    stage.house.engine.dispose()
    stage.house.key_engine.dispose()


def test_a_report_is_opened_read_and_acknowledged(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, report = reported(sqlite_stage)
    come = visitor("police")
    come.open("/authority")
    assert "Ilmoitus lopputuloksesta" in come.text
    come.send(f"{at(case, report)}/open")
    assert come.address == at(case, report)
    assert found(sqlite_stage, case).state is ReportState.RETRIEVED
    for said in ("Sopimus syntyi", "Olli", "Vuokko", "Anteeksi.", "Anteeksipyyntö"):
        assert said in come.text
    assert TOLD_TO_NOBODY not in come.page.text
    come.send(f"{at(case, report)}/acknowledge")
    assert found(sqlite_stage, case).state is ReportState.ACKNOWLEDGED
    assert "Toimisto tietää nyt, että ilmoitus on luettu" in come.text
    come.open("/authority")
    assert "Yksikköäsi ei odota ilmoituksia" in come.text
    assert "Kuitatut" in come.text


def test_looking_opens_nothing_and_tells_nothing(visitor: Visitors, sqlite_stage: Stage) -> None:
    """What a browser fetches ahead must not count as fetched, nor show what the report says."""
    case, report = reported(sqlite_stage)
    come = visitor("police")
    for path in ("/authority", at(case, report)):
        come.open(path)
        assert "Olli" not in come.page.text
    for file in ("pdf", "json"):
        come.open(f"{at(case, report)}/{file}", 404)
    assert found(sqlite_stage, case).state is ReportState.AVAILABLE
    come.open(f"{at(case, report)}/open", 404)


def test_a_second_press_changes_nothing_and_says_so(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, report = reported(sqlite_stage)
    first, second = visitor("police"), visitor("police")
    for come in (first, second):
        come.open("/authority")
        come.send(f"{at(case, report)}/open")
    first.send(f"{at(case, report)}/acknowledge")
    when = found(sqlite_stage, case).acknowledged_at
    sqlite_stage.later(minutes=5)
    second.send(f"{at(case, report)}/acknowledge", 409)
    assert "Tätä ei voi vielä tehdä" in second.text
    assert "Anteeksi." in second.text, "the report still stands there"
    assert found(sqlite_stage, case).acknowledged_at == when


def test_the_pdf_and_its_facts_can_be_downloaded_once_it_is_open(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, report = reported(sqlite_stage)
    come = visitor("police")
    come.open("/authority")
    come.send(f"{at(case, report)}/open")
    pdf = come.client.get(f"{at(case, report)}/pdf")
    assert pdf.headers["content-disposition"].startswith("attachment")
    told = come.client.get(f"{at(case, report)}/json").json()
    assert told["sha256"] == hashlib.sha256(pdf.content).hexdigest()
    assert told["facts"]["matters"][0]["outcome"] == "agreed"
    assert told["sha256"] in come.open(at(case, report))
    assert "Toimisto ei ole sinetöinyt" in come.text


def test_the_seal_is_looked_at_by_the_verifier_itself(sealed: Stage) -> None:
    case, report = reported(sealed)
    come = Visitor(sealed).sign_in("police")
    come.open("/authority")
    come.send(f"{at(case, report)}/open")
    assert "Sinetti on ehjä" in come.text
    assert come.client.get(f"{at(case, report)}/pdf").content.startswith(b"%PDF-")


def opened(come: Visitor, case: CaseId, report: Report) -> str:
    come.open("/authority")
    come.send(f"{at(case, report)}/open")
    return come.text


def test_a_notice_of_refusal_names_the_section_and_no_reason(visitor: Visitors, sqlite_stage: Stage) -> None:
    case = sqlite_stage.register("police", simple(1, "assault", sqlite_stage.today))
    s.triage(sqlite_stage, case)
    s.decline(sqlite_stage, case, list(sqlite_stage.case(case).matters))
    s.report(sqlite_stage, case, list(sqlite_stage.case(case).matters))
    said = opened(visitor("police"), case, found(sqlite_stage, case))
    assert "Sovellettu säännös 1015/2005 §2.1" in said
    assert "eivät suostu" not in said


def test_a_notice_of_fulfilment_tells_each_promise_and_the_whole(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    day = str(stage.today + timedelta(days=20))
    payment = {
        "kind": "money", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Korvaus",
        "cents": 12050, "instalments": [{"due_on": day, "cents": 12050}],
    }  # fmt: skip
    s.agree(stage, case, matters, [payment])
    s.account(stage, case, matters)
    s.report(stage, case, matters)
    stage.do("adviser", "matters follow-up", case, matters=matters)
    stage.later(days=20)
    s.keep_next_promise(stage, case)
    s.report(stage, case, matters)
    outcome, fulfilment = stage.case(case).all(Report)
    come = visitor("police")
    assert "120,50 €" in opened(come, case, outcome)
    said = opened(come, case, fulfilment)
    for told in ("Sopimuksen täyttyminen Täytetty", "120,50 €", "Täytetty"):
        assert told in said


FOREIGN = ["prosecutor", "second"]


@pytest.mark.parametrize("who", FOREIGN)
def test_another_unit_gets_the_answer_of_a_report_that_is_not_there(
    who: str, visitor: Visitors, sqlite_stage: Stage
) -> None:
    case, report = reported(sqlite_stage)
    sqlite_stage.account("second", {"name": "Åke Åklagare", "roles": ["prosecutor"], "unit": "n_aklagare_hittepa"})
    come = visitor(who)
    come.open("/authority")
    assert case not in come.page.text
    mine = at(case, report)
    strange = [mine, f"{mine}/pdf", f"{mine}/json", f"/authority/reports/{case}/i_x"]
    assert {come.client.get(path).status_code for path in strange} == {404}
    token = {"csrf": come.client.get("/authority/initiatives/new").text.split('name="csrf" value="')[1][:64]}
    for step in ("open", "acknowledge"):
        assert come.client.post(f"{at(case, report)}/{step}", data=token).status_code == 404
    assert found(sqlite_stage, case).state is ReportState.AVAILABLE


def test_a_report_that_was_recalled_is_gone(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, report = reported(sqlite_stage)
    come = visitor("police")
    sqlite_stage.do("adviser", "reports recall", case, report=report.id)
    come.open(at(case, report), 404)


MINE = {n: v for n, v in GOOD.items() if n not in {"initiator", "unit"}} | {"reference": "5500/R/1234/26"}


def test_an_initiative_goes_in_the_name_of_ones_own_unit_and_shows_its_state_alone(visitor: Visitors) -> None:
    come = visitor("police")
    page = come.open("/authority/initiatives/new")
    assert "Pekka Poliisi" in page
    assert "tutkintayksikkö 9" in come.text
    come.send("/authority/initiatives/new", **MINE, initiator="prosecutor", unit="n_syyttaja_keksitty")
    assert come.address == "/authority/initiatives"
    for said in ("Aloite on lähetetty toimistolle", "5500/R/1234/26", "Pahoinpitely", "Saapunut"):
        assert said in come.text
    for name in ("Olli Osapuoli", "Vuokko Vastapuoli"):
        assert name not in come.page.text
    other = visitor("prosecutor")
    other.open("/authority/initiatives")
    assert "Yksikkösi ei ole vielä lähettänyt aloitteita" in other.text


def test_of_an_initiative_its_sender_sees_how_far_it_is_and_not_how_it_ended(
    visitor: Visitors, sqlite_stage: Stage
) -> None:
    case, _ = reported(sqlite_stage)
    come = visitor("police")
    come.open("/authority/initiatives")
    assert "Päättynyt, ilmoitettu" in come.text
    for hidden in (TOLD_TO_NOBODY, "Anteeksi.", "Sovittu", "Olli Osapuoli1"):
        assert hidden not in come.page.text
    assert case not in come.page.text


def test_a_slip_is_told_at_its_field_and_nothing_typed_is_lost(visitor: Visitors) -> None:
    come = visitor("police")
    come.open("/authority/initiatives/new")
    come.send("/authority/initiatives/new", 422, **(MINE | {"people.1.name": ""}))
    assert 'href="#f-people-1-name"' in come.page.text
    assert 'value="5500/R/1234/26"' in come.page.text
    come.send("/authority/initiatives/new", more="people", **MINE)
    assert 'name="people.2.name"' in come.page.text
    come.open("/authority/initiatives")
    assert "ei ole vielä lähettänyt" in come.text


def test_an_initiative_sent_twice_is_delivered_once(visitor: Visitors) -> None:
    come = visitor("police")
    come.open("/authority/initiatives/new")
    form = MINE | {"csrf": come.hidden("csrf"), "once": come.hidden("once")}
    answers = [come.client.post("/authority/initiatives/new", data=form) for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert come.open("/authority/initiatives").count("5500/R/1234/26") == 1


def test_a_list_of_many_initiatives_goes_on_where_it_stopped(visitor: Visitors, sqlite_stage: Stage) -> None:
    for n in range(1, 53):
        sqlite_stage.register("police", simple(n, "assault", sqlite_stage.today))
    come = visitor("police")
    first = come.open("/authority/initiatives")
    assert first.count("tasks__what") == 50
    more = first.split('href="/authority/initiatives?after=')[1].split('"')[0]
    assert come.open(f"/authority/initiatives?after={more}").count("tasks__what") == 2
    come.open("/authority/initiatives?after=' or 1=1")


def test_the_members_of_ones_own_unit_are_named_and_nobody_elses(visitor: Visitors) -> None:
    come = visitor("police")
    come.open("/authority/members")
    assert "Pekka Poliisi" in come.text
    assert "Sari Syyttäjä" not in come.text
