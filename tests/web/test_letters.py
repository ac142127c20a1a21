"""The page of letters: printed, opened as PDF, posted on a day, come back, sent again, in the browser's own words."""

from dataclasses import replace

from mediation.demo.stage import Stage
from mediation.documents.pdf import render_pdf
from mediation.states.small import LetterState as L
from tests.actions.letters import asked, printed, tasks, those, to
from tests.web.test_forms import Visitors


def test_a_letter_from_waiting_to_posted_and_back(visitor: Visitors, sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage, s1={"safe_channel": "phone"})
    come = visitor("adviser")
    come.open("/letters")
    assert "Odottaa tulostusta 5" in come.text
    come.send("/letters", act="print")
    assert "Tulostettavat ovat uudessa erässä." in come.text
    assert "Turvallinen yhteystapa on muu kuin posti" in come.text
    batch = those(sqlite_stage, L.PRINTED)[0].batch
    assert f"/letters/batches/{batch}" in come.page.text
    come.send("/letters", act="posted", batch=batch, on=str(sqlite_stage.today))
    assert "Postitus on kirjattu." in come.text
    letter = to(sqlite_stage, case_id, "Hemmo")
    come.send("/letters", act="returned", letter=letter.id)
    assert "Kirje palautui: tarkista osoite" in come.text
    assert letter.id in tasks(sqlite_stage, case_id)
    come.send("/letters", act="again", letter=letter.id)
    assert [x.id for x in those(sqlite_stage, L.WAITING)] == [letter.id]


def test_a_day_that_has_not_come_is_refused_where_it_was_typed(visitor: Visitors, sqlite_stage: Stage) -> None:
    asked(sqlite_stage)
    batch = printed(sqlite_stage)
    come = visitor("adviser")
    come.open("/letters")
    come.send("/letters", 422, act="posted", batch=batch, on="2031-01-01")
    assert "Ajankohta on tulevaisuudessa" in come.text
    come.send("/letters", 422, act="burn", batch=batch)
    assert {x.state for x in those(sqlite_stage)} == {L.PRINTED}


def test_a_batch_is_opened_as_pdf_and_what_is_none_is_not_there(visitor: Visitors, sqlite_stage: Stage) -> None:
    sqlite_stage.house = replace(sqlite_stage.house, app=replace(sqlite_stage.house.app, print_pdf=render_pdf))
    sqlite_stage.app = sqlite_stage.house.app
    asked(sqlite_stage)
    batch = printed(sqlite_stage)
    come = visitor("adviser")
    assert come.open(f"/letters/batches/{batch}").startswith("%PDF")
    assert come.page.headers["content-type"] == "application/pdf"
    come.open("/letters/batches/b_none", 404)
    come.open("/letters/batches/b_" + "0" * 26, 404)
