"""When a mediator can come, kept on a phone: the week, days away, single times, and the link of the calendar."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from mediation.actions import availability
from mediation.demo.stage import Stage
from mediation.queries.availability import own_availability
from mediation.work import unit
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]
PATH = "/me/availability"
WEEK = {"pattern.0.weekday": "2", "pattern.0.begins": "17:00", "pattern.0.ends": "20:00"}
AWAY = {"away.0.since": "2026-10-12", "away.0.until": "2026-10-18", "away.0.why": "holiday"}
EXTRA = {"extra.0.day": "2026-10-14", "extra.0.begins": "10:00", "extra.0.ends": "12:30"}


def kept(stage: Stage, who: str = "veikko") -> dict[str, Any]:
    with unit(stage.app, stage.actors[who]) as work:
        return own_availability(work)


def many(stage: Stage) -> list[int]:
    return [len(kept(stage)[name]) for name in ("pattern", "away", "extra")]


def test_times_are_kept_and_stand_there_again(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("veikko")
    come.open(PATH)
    come.send(PATH, **(WEEK | AWAY | EXTRA))
    assert "Tallennettu." in come.text
    assert many(sqlite_stage) == [1, 1, 1]
    assert [(r.weekday, r.begins, r.ends) for r in kept(sqlite_stage)["pattern"]] == [(2, 17 * 60, 20 * 60)]
    for shown in ('<option value="2" selected>tiistai', '<option value="17:00" selected>', 'value="2026-10-18"'):
        assert shown in come.page.text


def test_a_time_that_is_none_of_the_half_hours_stays_as_it_is(visitor: Visitors, sqlite_stage: Stage) -> None:
    form = {"pattern": [{"weekday": 1, "begins": "05:47", "ends": "24:00"}]}
    sqlite_stage.record("veikko", availability.keep, availability.AvailabilityForm, form)
    come = visitor("veikko")
    come.open(PATH)
    assert '<option value="05:47" selected>' in come.page.text
    assert '<option value="24:00" selected>' in come.page.text


MONDAY = {"pattern.1.weekday": "2", "pattern.1.begins": "19:00", "pattern.1.ends": "21:00"}
LATER = {"away.1.since": "2026-10-18", "away.1.until": "2026-10-20", "away.1.why": "other"}
BAD = {  # what is typed besides → where it is told, and how
    "two times of the week that overlap": (MONDAY, "pattern-1", "päällekkäin"),
    "an end before its beginning":        ({"pattern.0.ends": "16:00"}, "pattern-0", "päättyy ennen kuin alkaa"),
    "days away that overlap":             (LATER, "away-1", "päällekkäin"),
    "days away that end first":           ({"away.0.until": "2026-10-01"}, "away-0", "päättyy ennen kuin alkaa"),
    "no day of the week":                 ({"pattern.0.weekday": ""}, "pattern-0-weekday", "Pakollinen tieto"),
    "an eighth day of the week":          ({"pattern.0.weekday": "8"}, "pattern-0-weekday", "uuri"),
    "a day that does not exist":          ({"extra.0.day": "2026-02-30"}, "extra-0-day", "ei ole päivämäärä"),
    "a clock that is none":               ({"extra.0.begins": "25:00"}, "extra-0-begins", "Valitse luettelosta"),
    "a reason that is none":              ({"away.0.why": "war"}, "away-0-why", "Valitse luettelosta"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BAD)
def test_times_that_do_not_fit_are_told_at_their_place_and_nothing_is_changed(
    sentence: str, visitor: Visitors, sqlite_stage: Stage
) -> None:
    typed, at, said = BAD[sentence]
    come = visitor("veikko")
    come.open(PATH)
    come.send(PATH, 422, **(WEEK | AWAY | EXTRA | typed))
    assert f'href="#f-{at}"' in come.page.text
    assert f'id="f-{at}"' in come.page.text
    assert said in come.text
    assert 'value="2026-10-12"' in come.page.text, "what else was typed is still there"
    assert many(sqlite_stage) == [0, 0, 0]


def test_one_more_and_one_less_change_nothing_until_it_is_saved(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("veikko")
    come.open(PATH)
    come.send(PATH, more="pattern", **WEEK)
    assert 'name="pattern.1.weekday"' in come.page.text
    come.send(PATH, drop="pattern.0", **WEEK, **{"pattern.1.weekday": "4", "pattern.1.begins": "09:00"})
    assert 'name="pattern.1.weekday"' not in come.page.text
    assert '<option value="4" selected>torstai' in come.page.text
    assert many(sqlite_stage) == [0, 0, 0]


def test_a_draft_with_a_gap_loses_nothing(visitor: Visitors) -> None:
    come = visitor("veikko")
    come.open(PATH)
    typed = {"csrf": come.hidden("csrf"), "pattern.0.weekday": "", "pattern.3.weekday": "5"}
    come.client.post(f"/me/draft?of={PATH}", data=typed)
    come.open(PATH)
    assert '<option value="5" selected>perjantai' in come.page.text


def link_of(come: Visitor) -> str:
    found = re.search(r"/calendars/[^\"<]+\.ics", come.page.text)
    return found[0] if found else ""


def test_the_link_of_the_calendar_is_made_made_anew_and_ended(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("veikko")
    come.open(PATH)
    assert not link_of(come)
    come.send(f"{PATH}/link", what="make")
    first = link_of(come)
    assert "Osoite on tehty" in come.text
    assert first == kept(sqlite_stage)["path"]
    come.send(f"{PATH}/link", what="make")
    second = link_of(come)
    assert second not in {"", first}
    come.send(f"{PATH}/link", what="end")
    assert "Osoite ei enää avaa kalenteriasi" in come.text
    assert not link_of(come)
    come.send(f"{PATH}/link", 404, what="end")
    come.open(PATH)
    come.send(f"{PATH}/link", what="make")
    assert link_of(come) not in {"", first, second}


def test_of_another_nobody_keeps_the_times(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("maija")
    come.open(PATH)
    come.send(PATH, volunteer=sqlite_stage.volunteers["veikko"], **WEEK)
    assert many(sqlite_stage) == [0, 0, 0]
    assert len(kept(sqlite_stage, "maija")["pattern"]) == 1


def test_own_details_show_training_and_nothing_the_office_wrote_in_judging(
    visitor: Visitors, sqlite_stage: Stage
) -> None:
    come = visitor("veikko")
    come.open("/me/details")
    for said in ("Peruskurssi", "54 tuntia", "Voimassa", "veikko@vapaaehtoinen.example", "suomi, englanti"):
        assert said in come.text
    assert "haastattelu puolsi" not in come.page.text
    del sqlite_stage
