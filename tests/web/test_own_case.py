"""A case in a mediator's hand: what the grant lets them see, meetings and their log, the account, leaving it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mediation.cases.meeting import MediatorsAccount, Meeting
from mediation.demo import stories as s
from mediation.demo import world as w
from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.clock import at_helsinki
from mediation.kernel.ids import CaseId
from mediation.states.small import MeetingState
from tests.actions.test_booking import in_mediation
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]


@pytest.fixture
def begun(sqlite_stage: Stage) -> tuple[CaseId, list[str], str]:
    """A case of Veikko and Maija whose meeting began an hour ago."""
    case, matters = in_mediation(sqlite_stage, 1)
    meeting = s.meet(sqlite_stage, case, matters, in_days=2)
    sqlite_stage.at(sqlite_stage.today + timedelta(days=2), 18)
    return case, matters, meeting


Begun = tuple[CaseId, list[str], str]


def met(stage: Stage, case: CaseId, meeting: str) -> Meeting:
    return stage.case(case).item(Meeting, meeting)  # type: ignore[arg-type]


def test_a_case_shows_who_and_when_and_no_contact_data(visitor: Visitors, sqlite_stage: Stage, begun: Begun) -> None:
    case, _, _ = begun
    come = visitor("veikko")
    come.open(f"/me/cases/{case}")
    for said in ("Olli Osapuoli1", "Rikoksesta epäilty", "Rikoksen uhri", "Kerro, miten meni"):
        assert said in come.text
    for person in sqlite_stage.case(case).people.values():
        kept = person.contact
        assert not [w for w in (kept.email, kept.street, kept.phone, kept.postcode) if w and w in come.page.text]


def test_of_a_case_with_several_matters_one_sees_those_one_has_taken(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case = stage.register("police", two_suspects(stage.today, stage.today - timedelta(days=5)))
    first = list(stage.case(case).matters)[:1]
    for chapter in w.TO_ACCEPTED:
        chapter(stage, case, first)
    s.name_mediators(stage, case, first)
    known = stage.case(case)
    mine = set(known.matters[first[0]].about.parties)  # type: ignore[index]
    strangers = [
        p.name for p in known.people.values()
        if p.id not in mine and not any(x.person == p.id and x.acts_for in mine for x in known.parts)
    ]  # fmt: skip
    assert strangers, "somebody of the case is only in its other matter"
    come = visitor("veikko")
    come.open(f"/me/cases/{case}")
    assert [name for name in strangers if name in come.page.text] == []
    assert [p for p in mine if known.people[p].name not in come.text] == []


def test_who_came_is_recorded_and_who_did_not_is_told(visitor: Visitors, sqlite_stage: Stage, begun: Begun) -> None:
    case, _, meeting = begun
    here, away = met(sqlite_stage, case, meeting).invited
    come = visitor("veikko")
    path = f"/me/cases/{case}/meetings/{meeting}"
    come.open(path)
    assert "Keitä tuli?" in come.text
    come.send(path, 422, what="held")
    assert 'id="f-came-wrong"' in come.page.text
    come.send(path, what="held", came=[here])
    assert come.address == f"/me/cases/{case}"
    held = met(sqlite_stage, case, meeting)
    assert (held.state, held.came) == (MeetingState.HELD, (here,))
    come.open(path)
    assert f"Jäi tulematta {sqlite_stage.case(case).people[away].name}" in come.text
    assert "Hae kulukorvausta" in come.text


def test_a_meeting_nobody_came_to_was_not_held(visitor: Visitors, sqlite_stage: Stage, begun: Begun) -> None:
    case, _, meeting = begun
    come = visitor("veikko")
    path = f"/me/cases/{case}/meetings/{meeting}"
    come.open(path)
    come.send(path, 422, what="off", because="")
    assert 'href="#f-because"' in come.page.text
    come.send(path, what="off", because="Kukaan ei tullut.")
    kept = met(sqlite_stage, case, meeting)
    assert (kept.state, kept.cancelled_because) == (MeetingState.CANCELLED, "Kukaan ei tullut.")
    come.open("/me")
    assert "Kerro, miten tapaaminen meni" not in come.text


def test_a_meeting_ahead_is_moved_but_not_into_the_past(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = in_mediation(stage, 1)
    meeting = s.meet(stage, case, matters, in_days=3)
    come = visitor("veikko")
    path = f"/me/cases/{case}/meetings/{meeting}"
    come.open(path)
    assert "Keitä tuli?" not in come.text
    come.send(path, 422, what="move", starts_at="2026-08-01T12:00", place="Kirjasto")
    assert 'value="Kirjasto"' in come.page.text
    come.send(path, what="move", starts_at="2026-09-07T12:30", place="Kirjasto")
    moved = met(stage, case, meeting)
    assert (moved.starts_at, moved.place) == (at_helsinki(stage.today + timedelta(days=6), 12, 30), "Kirjasto")
    come.open(path)
    come.send(path, 422, what="held", came=list(moved.invited))
    assert "tulevaisuudessa" in come.text


def test_the_account_is_given_once_and_read_afterwards(visitor: Visitors, sqlite_stage: Stage, begun: Begun) -> None:
    stage, (case, matters, meeting) = sqlite_stage, begun
    s.hold_meeting(stage, case, meeting)
    stage.do("veikko", "matters end", case, matters=matters)
    come = visitor("veikko")
    path = f"/me/cases/{case}/account"
    come.open(f"/me/cases/{case}")
    assert "Sovittelu on päättynyt: kerro toimistolle" in come.text
    come.open(path)
    come.send(path, 422, matters=matters, text=" ")
    assert 'id="f-text-wrong"' in come.page.text
    come.send(path, matters=matters, text="Tavattiin kerran; sopua ei syntynyt.", heavy="yes")
    [given] = stage.case(case).all(MediatorsAccount)
    assert (given.text, given.by) == ("Tavattiin kerran; sopua ei syntynyt.", stage.volunteers["veikko"])
    assert "sopua ei syntynyt" in come.text
    come.send(path, 404, matters=["m_" + "0" * 26], text="Toinen selostus")
    come.open(path)
    assert "Sinulta ei odoteta nyt selostusta" in come.text


def test_unsent_text_of_the_account_is_kept(visitor: Visitors, begun: Begun, sqlite_stage: Stage) -> None:
    case, _, meeting = begun
    s.hold_meeting(sqlite_stage, case, meeting)
    come = visitor("veikko")
    path = f"/me/cases/{case}/account"
    come.open(path)
    come.client.post(f"/me/draft?of={path}", data={"csrf": come.hidden("csrf"), "text": "Puoliksi kirjoitettu"})
    come.open(path)
    assert "Puoliksi kirjoitettu</textarea>" in come.page.text


def test_a_double_click_records_once_and_a_stale_page_is_told(
    visitor: Visitors, sqlite_stage: Stage, begun: Begun
) -> None:
    case, _, meeting = begun
    mine, theirs = visitor("veikko"), visitor("maija")
    path = f"/me/cases/{case}/meetings/{meeting}"
    for come in (mine, theirs):
        come.open(path)
    form = {"csrf": mine.hidden("csrf"), "once": mine.hidden("once"), "version": mine.hidden("version"),
            "what": "held", "came": list(met(sqlite_stage, case, meeting).invited)}  # fmt: skip
    first, second = (mine.client.post(path, data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    theirs.send(path, 412, what="off", because="Kukaan ei tullut.")
    assert "Joku muu on muuttanut asiaa sillä välin" in theirs.text
    assert 'value="Kukaan ei tullut."' in theirs.page.text


def test_who_is_disqualified_after_all_leaves_and_sees_no_more(
    visitor: Visitors, sqlite_stage: Stage, begun: Begun
) -> None:
    case, _, meeting = begun
    come = visitor("veikko")
    come.open(f"/me/cases/{case}/leave")
    come.send(f"/me/cases/{case}/leave")
    assert come.address == "/me/cases"
    assert "Luovuit asiasta" in come.text
    for beyond in ("", "/account", "/leave", f"/meetings/{meeting}"):
        come.open(f"/me/cases/{case}{beyond}", 404)
    visitor("maija").open(f"/me/cases/{case}")
    del sqlite_stage


def test_another_mediator_finds_nothing_of_it(visitor: Visitors, sqlite_stage: Stage, begun: Begun) -> None:
    case, matters, meeting = begun
    come = visitor("runar")
    before = sqlite_stage.case(case).version
    for beyond in ("", "/account", "/leave", f"/meetings/{meeting}"):
        come.open(f"/me/cases/{case}{beyond}", 404)
        assert "Osapuoli1" not in come.text
    come.open("/me")
    came = list(met(sqlite_stage, case, meeting).invited)
    come.send(f"/me/cases/{case}/meetings/{meeting}", 404, what="held", came=came)
    come.send(f"/me/cases/{case}/account", 404, matters=matters, text="Urkintaa")
    come.send(f"/me/cases/{case}/leave", 404)
    assert sqlite_stage.case(case).version == before


def test_an_agreement_is_read_in_the_case(visitor: Visitors, sqlite_stage: Stage, begun: Begun) -> None:
    case, matters, meeting = begun
    s.hold_meeting(sqlite_stage, case, meeting)
    w.agreed(sqlite_stage, case, matters)
    come = visitor("maija")
    come.open(f"/me/cases/{case}")
    for said in ("Sopimus 1", "Pyydän anteeksi.", "Sovittelija on varmentanut", "120,00"):
        assert said in come.text


HOSTILE = '<script>alert("1")</script>'


def test_hostile_text_is_shown_as_text_to_the_other_mediator(
    visitor: Visitors, sqlite_stage: Stage, begun: Begun
) -> None:
    case, matters, meeting = begun
    s.hold_meeting(sqlite_stage, case, meeting)
    mine, theirs = visitor("veikko"), visitor("maija")
    mine.open(f"/me/cases/{case}/account")
    mine.send(f"/me/cases/{case}/account", matters=matters, text=HOSTILE)
    second = s.meet(sqlite_stage, case, matters)
    mine.open(f"/me/cases/{case}/meetings/{second}")
    mine.send(f"/me/cases/{case}/meetings/{second}", what="off", because=HOSTILE)
    for path in (f"/me/cases/{case}", f"/me/cases/{case}/meetings/{second}"):
        theirs.open(path)
        assert HOSTILE not in theirs.page.text
        assert HOSTILE in theirs.text
