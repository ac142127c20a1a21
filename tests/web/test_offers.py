"""A mediator's first steps on a phone: an offer that names nobody, the declaration, the case, and its end."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from mediation.actions import training, volunteers
from mediation.cases.assignment import Assignment
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.states.small import AssignmentState
from tests.actions.test_booking import in_mediation
from tests.actions.test_volunteers import accepted
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]


def offered(stage: Stage, number: int = 1, who: str = "veikko") -> tuple[CaseId, str]:
    """A case offered to somebody, and the path of the offer."""
    case, matters = accepted(stage, number)
    made = stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers[who],
                    considered="Katsottu.")  # fmt: skip
    return case, f"/me/offers/{case}/{made['assignment']}"


def names(stage: Stage, case: CaseId) -> list[str]:
    return [p.name for p in stage.case(case).people.values()]


def answers(stage: Stage, case: CaseId) -> list[AssignmentState]:
    return [a.state for a in stage.case(case).all(Assignment)]


def test_a_mediator_with_nothing_is_told_what_would_stand_here(visitor: Visitors) -> None:
    come = visitor("veikko")
    for path, said in [
        ("/me", "Sinua ei odota nyt mikään"), ("/me", "Sinulla ei ole nyt asioita"),
        ("/me/offers", "Sinulle ei ole nyt tarjottu asioita"), ("/me/cases", "Sinulla ei ole nyt asioita"),
    ]:  # fmt: skip
        come.open(path)
        assert said in come.text


def test_an_offer_names_nobody_until_the_case_is_taken(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, path = offered(stage)
    come = visitor("veikko")
    for page in ("/me", "/me/offers", path):
        come.open(page)
        assert "Väkivaltarikos" in come.text
        assert not [n for n in [*names(stage, case), stage.case(case).number] if n in come.text]
    [made] = stage.case(case).all(Assignment)
    last = made.answer_by
    assert f"Vastaa viimeistään {last.day}.{last.month}.{last.year}" in come.text
    come.send(path, 409, answer="accept")
    assert "Sovittelija vakuuttaa, ettei ole esteellinen" in come.text
    assert answers(stage, case) == [AssignmentState.OFFERED]
    come.send(path, answer="accept", undisqualified="yes")
    assert come.address == f"/me/cases/{case}"
    assert "Otit asian" in come.text
    assert [n for n in names(stage, case) if n not in come.text] == []
    assert answers(stage, case) == [AssignmentState.ACCEPTED]


def test_a_no_takes_a_reason_that_stays_in_the_office(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, path = offered(sqlite_stage)
    come = visitor("veikko")
    come.open(path)
    come.send(path, answer="decline", reason="Olen matkoilla.")
    assert come.address == "/me/offers"
    assert "Kieltäydyit tarjouksesta" in come.text
    [kept] = sqlite_stage.case(case).all(Assignment)
    assert (kept.state, kept.reason) == (AssignmentState.DECLINED, "Olen matkoilla.")
    come.open(path)
    assert "Kieltäydyit tästä tarjouksesta." in come.text
    assert "Otan asian" not in come.text


def test_a_reason_that_is_too_long_is_told_at_its_field_and_kept(visitor: Visitors, sqlite_stage: Stage) -> None:
    _, path = offered(sqlite_stage)
    come = visitor("veikko")
    come.open(path)
    come.send(path, 422, answer="decline", reason="x" * 60_000)
    assert 'id="f-reason-wrong"' in come.page.text
    assert "x" * 60_000 in come.page.text


def test_an_offer_whose_day_has_passed_says_so(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, path = offered(sqlite_stage)
    come = visitor("veikko")
    come.open(path)
    sqlite_stage.later(days=8)
    come.sign_in("veikko")
    come.open(path)
    assert "Vastausaika on päättynyt." in come.text
    assert "Otan asian" not in come.text
    come.send(path, 409, answer="accept", undisqualified="yes")
    assert "Tarjous on voimassa" in come.text
    assert "Väkivaltarikos" not in come.open("/me").split("</nav>")[-1]
    assert answers(sqlite_stage, case) == [AssignmentState.OFFERED]


def test_an_offer_that_others_took_says_so(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = accepted(stage, 1)
    queue = [stage.volunteers[who] for who in ("veikko", "maija", "runar")]
    stage.do(
        "adviser", "assignments line-up", case, matters=matters, volunteers=queue, at_once=3, considered="Katsottu."
    )
    offers = {a.volunteer: a.id for a in stage.case(case).all(Assignment)}
    for who in ("maija", "runar"):
        mine = offers[stage.volunteers[who]]  # type: ignore[index]
        stage.do(who, "assignments answer", case, assignment=mine, accept=True, undisqualified=True)
    come = visitor("veikko")
    come.open(f"/me/offers/{case}/{offers[stage.volunteers['veikko']]}")  # type: ignore[index]
    assert "Tämä tarjous ei ole enää voimassa." in come.text
    assert "Sinun ei tarvitse tehdä mitään." in come.text


def test_a_link_to_a_party_is_told_as_no_more_than_that_one_cannot_take_it(
    visitor: Visitors, sqlite_stage: Stage
) -> None:
    stage = sqlite_stage
    case, path = offered(stage)
    party = next(iter(stage.case(case).people.values()))
    come = visitor("veikko")
    come.open(path)
    volunteer = stage.volunteers["veikko"]
    tie = {"volunteer": volunteer, "ties": [{"kind": "close_person", "name": party.name}]}
    from_office(stage, tie)
    come.send(path, 422, answer="accept", undisqualified="yes")
    assert "Et voi ottaa tätä asiaa" in come.text
    assert party.name not in come.text


def from_office(stage: Stage, values: dict[str, object]) -> None:
    stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection, values)


def test_anothers_offer_and_case_are_not_there(visitor: Visitors, sqlite_stage: Stage) -> None:
    case, path = offered(sqlite_stage)
    other = visitor("maija")
    other.open(path, 404)
    assert "Tällaista asiaa ei ole" in other.text
    other.open("/me")
    other.send(path, 404, answer="accept", undisqualified="yes")
    assert answers(sqlite_stage, case) == [AssignmentState.OFFERED]
    mine = visitor("veikko")
    for beyond in ("", "/account", "/leave", "/meetings/i_" + "0" * 26):
        mine.open(f"/me/cases/{case}{beyond}", 404)  # offered is not taken


@pytest.mark.parametrize("made_up", ["i_" + "0" * 26, "i_1", "%2e%2e", "æ"])
def test_an_offer_nobody_made_is_not_there(made_up: str, visitor: Visitors, sqlite_stage: Stage) -> None:
    case, _ = offered(sqlite_stage)
    answer = visitor("veikko").client.get(f"/me/offers/{case}/{made_up}")
    assert answer.status_code == 404
    assert "Häiriö" not in answer.text


def test_the_next_meeting_stands_first_with_time_place_and_people(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    (first, matters), (second, others) = in_mediation(stage, 1), in_mediation(stage, 2)
    s.meet(stage, second, others, in_days=9)
    s.meet(stage, first, matters, in_days=3)
    come = visitor("veikko")
    come.open("/me")
    for said in ["perjantaina 4. syyskuuta klo 17.00", "Maija Sovittelija", *names(stage, first)]:
        assert said in come.text
    assert names(stage, second)[0] not in come.text
    assert len(re.findall(r"/me/cases/c_[0-9a-z]{26}\"", come.page.text)) == 2
    assert "Sinun tehtäväsi" not in come.text


def test_what_is_owed_stands_on_the_first_page_until_it_is_done(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = in_mediation(stage, 1)
    come = visitor("veikko")
    come.open("/me")
    assert "Sovi ensimmäinen tapaaminen" in come.text
    s.meet(stage, case, matters, in_days=1)
    stage.later(days=2)
    come.sign_in("veikko").open("/me")
    assert "Kerro, miten tapaaminen meni" in come.text
    stage.record("adviser", training.record_course, training.CourseForm, {
        "volunteer": stage.volunteers["veikko"], "kind": "close_relation", "hours": 8,
        "completed_on": str(stage.today), "expires_on": str(stage.today + timedelta(days=40)),
    })  # fmt: skip
    come.open("/me")
    assert "Todistus vanhenee pian Jatkokurssi: läheissuhteet" in come.text
    stage.later(days=41)
    come.sign_in("veikko").open("/me")
    assert "Todistus on vanhentunut Jatkokurssi: läheissuhteet" in come.text


def test_a_case_ends_by_itself_some_days_after_closing(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = in_mediation(stage, 1)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    stage.do("veikko", "matters end", case, matters=matters)
    s.account(stage, case, matters)
    s.report(stage, case, matters)
    stage.do("adviser", "matters close", case, matters=matters)
    come = visitor("veikko")
    come.open(f"/me/cases/{case}")
    last_day = stage.today + timedelta(days=14)
    assert f"Näet sen {last_day.day}.{last_day.month}.{last_day.year} asti" in come.text
    stage.later(days=14)
    come.sign_in("veikko").open(f"/me/cases/{case}")
    stage.later(days=1)
    come.sign_in("veikko").open(f"/me/cases/{case}", 404)
    assert "Tällaista asiaa ei ole, tai se ei kuulu sinulle" in come.text
    come.open("/me/cases")
    assert stage.case(case).number not in come.text
