"""Availability at work: kept by whose it is, calendars in and out, rest after a heavy case."""

from datetime import timedelta
from typing import Any

import pytest

from mediation.actions import availability
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, StepNotPossible
from mediation.queries import availability as readings
from mediation.work import unit
from tests.actions.test_booking import in_mediation
from tests.actions.test_volunteers import accepted, course, entry, needs
from tests.documents.test_calendars import calendar
from tests.storage.plaintext import Searcher

EVENINGS = [{"weekday": day, "begins": "17:00", "ends": "20:00"} for day in (1, 2, 3)]


def keep(stage: Stage, who: str = "veikko", **form: Any) -> dict[str, Any]:
    return stage.record(who, availability.keep, availability.AvailabilityForm, form)


def read(stage: Stage, who: str, query: Any) -> Any:
    with unit(stage.app, stage.actors[who]) as work:
        return query(work)


def free(stage: Stage, who: str = "veikko", of: str = "veikko", days: int = 7) -> list[str]:
    found = read(stage, who, lambda work: readings.free(work, stage.volunteers[of], days))
    return [f"{span['starts_at'][5:16]}/{span['ends_at'][11:16]}" for span in found]


def test_a_mediator_keeps_their_own_times_and_the_office_anybodys(stage: Stage) -> None:
    assert keep(stage, pattern=EVENINGS) == {"times": 3, "away": 0, "extra": 0}
    assert free(stage) == ["09-01T17:00/20:00", "09-02T17:00/20:00", "09-07T17:00/20:00"]
    away = [{"since": "2026-09-01", "until": "2026-09-02"}]
    keep(stage, "adviser", volunteer=stage.volunteers["veikko"], pattern=EVENINGS, away=away)
    assert free(stage, "adviser") == ["09-07T17:00/20:00"]
    for who, volunteer in (("maija", stage.volunteers["veikko"]), ("maija", f"v_{'0' * 26}")):
        with pytest.raises(NotFound) as refused:
            keep(stage, who, volunteer=volunteer, pattern=[])
        assert refused.value.code == "volunteer_not_found"
    with pytest.raises(NotFound):
        free(stage, "maija")
    with pytest.raises(NotPermitted):
        keep(stage, "police", volunteer=stage.volunteers["veikko"])


def test_times_that_overlap_are_refused_and_everything_stays_as_it_was(sqlite_stage: Stage) -> None:
    keep(sqlite_stage, pattern=EVENINGS)
    before = free(sqlite_stage)
    with pytest.raises(Invalid) as refused:
        keep(sqlite_stage, pattern=[*EVENINGS, {"weekday": 2, "begins": "19:00", "ends": "21:00"}])
    assert refused.value.fields == (("pattern.3", "overlapping"),)
    for wrong in ({"weekday": 8}, {"begins": "25:00"}, {"begins": "9:00"}, {"ends": "24:01"}):
        with pytest.raises(Invalid):
            keep(sqlite_stage, pattern=[EVENINGS[0] | wrong])
    assert free(sqlite_stage) == before


def test_a_meeting_and_the_own_calendar_take_their_time_away(stage: Stage) -> None:
    keep(stage, pattern=EVENINGS)
    case, matters = in_mediation(stage, 1)
    s.meet(stage, case, matters, in_days=1)  # Wednesday at five, for an hour and a half
    event = "DTSTART;TZID=Europe/Helsinki:20260901T180000|DURATION:PT1H|SUMMARY:Hammaslääkäri Piilola"
    with unit(stage.app, stage.actors["veikko"]) as work:
        assert availability.read_calendar(work, calendar(event)) == {"taken": 1}
    assert free(stage, days=2) == ["09-01T17:00/18:00", "09-01T19:00/20:00", "09-02T18:30/20:00"]
    with stage.house.engine.connect() as connection:
        assert Searcher(["Hammaslääkäri Piilola", "17:00"]).look_in_database(connection) == []
    with unit(stage.app, stage.actors["maija"]) as work, pytest.raises(NotFound):
        availability.read_calendar(work, calendar(event), stage.volunteers["veikko"])


def link(stage: Stage, who: str = "veikko") -> str:
    stage.record(who, availability.make_link, availability.LinkForm, {})
    path = read(stage, who, readings.own_link)["path"]
    return str(path).removeprefix("/calendars/").removesuffix(".ics")


def fetch(stage: Stage, token: str) -> bytes:
    with unit(stage.app, stage.clockwork) as work:
        return readings.calendar_by_link(work, token)


def test_a_link_that_was_ended_opens_nothing_and_a_new_one_is_another(stage: Stage) -> None:
    first = link(stage)
    stage.record("veikko", availability.end_link, availability.LinkForm, {})
    with pytest.raises(NotFound):
        fetch(stage, first)
    with pytest.raises(NotFound):
        read(stage, "veikko", readings.own_link)
    with pytest.raises(NotFound):
        stage.record("veikko", availability.end_link, availability.LinkForm, {})
    second = link(stage)
    assert second != first
    assert fetch(stage, second)
    with pytest.raises(NotFound):
        fetch(stage, first)


def test_a_phone_subscribes_by_a_link_and_a_new_link_closes_the_old_one(stage: Stage) -> None:
    with pytest.raises(NotFound):
        read(stage, "veikko", readings.own_link)
    case, matters = in_mediation(stage, 1)
    s.meet(stage, case, matters, in_days=1)
    first = link(stage)
    assert fetch(stage, first).count(b"BEGIN:VEVENT") == 1
    assert fetch(stage, first) == read(stage, "veikko", readings.own_calendar)
    second = link(stage)
    veikko, maija = stage.volunteers["veikko"], stage.volunteers["maija"]
    others = f"{maija}.{second.partition('.')[2]}"
    wrong = [first, others, veikko, f"{veikko}.", "", "v_none.x", second[:-1], second + "é"]
    for token in wrong:
        with pytest.raises(NotFound) as refused:
            fetch(stage, token)
        assert refused.value.code == "calendar_not_found"
    assert fetch(stage, second)
    with stage.house.engine.connect() as connection:
        assert Searcher([second.partition(".")[2]]).look_in_database(connection) == []


def test_a_calendar_is_closed_to_who_was_released(sqlite_stage: Stage) -> None:
    token = link(sqlite_stage)
    sqlite_stage.step(sqlite_stage.volunteers["veikko"], "release", "in_charge", "Muutti pois.")
    with pytest.raises(NotFound):
        fetch(sqlite_stage, token)


def test_after_a_heavy_case_a_mediator_rests_for_the_days_of_the_policy(stage: Stage) -> None:
    case, matters = in_mediation(stage, 1)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    stage.do("veikko", "matters end", case, matters=matters)
    stage.do("veikko", "matters account", case, matters=matters, text="Raskas tapaaminen.", heavy=True)
    stage.do("maija", "matters account", case, matters=matters, text="Tapaaminen.")
    assert entry(stage, stage.volunteers["veikko"]).rests_until == stage.today + timedelta(days=14)
    assert entry(stage, stage.volunteers["maija"]).rests_until is None
    other, more = accepted(stage, 2)
    offer = {"matters": more, "volunteer": stage.volunteers["veikko"]}
    with pytest.raises(StepNotPossible) as refused:
        stage.do("adviser", "assignments offer", other, **offer)
    assert needs(refused) == ["rests_after_heavy_case"]
    stage.later(days=15)
    assert stage.do("adviser", "assignments offer", other, **offer)["assignment"]


def test_a_close_relation_is_always_heavy_and_the_office_may_end_a_rest(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    for who in s.TWO:
        course(stage, stage.volunteers[who], "close_relation", 16)
    case, matters = accepted(stage, kind="defamation", close_person=True, stated_complainant_offence=True)
    s.name_mediators(stage, case, matters)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    stage.do("veikko", "matters end", case, matters=matters)
    s.account(stage, case, matters)
    veikko = stage.volunteers["veikko"]
    assert entry(stage, veikko).rests_until == stage.today + timedelta(days=14)
    stage.record("adviser", availability.rest, availability.RestForm, {"volunteer": veikko})
    assert entry(stage, veikko).rests_until is None
    past = {"volunteer": veikko, "until": str(stage.today - timedelta(days=1))}
    with pytest.raises(Invalid):
        stage.record("adviser", availability.rest, availability.RestForm, past)
