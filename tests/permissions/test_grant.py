"""A mediator's access begins with the acceptance and ends by itself: asked at every request, no job needed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mediation.cases import assigning
from mediation.kernel.ids import PersonId
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.states.matter import MatterState
from tests.cases.desk import MAIJA, OFFICE, Desk, S, crime
from tests.cases.desk import VEIKKO as VOLUNTEER
from tests.permissions.people import RUNAR, VEIKKO

S2 = PersonId("p_second")


def sees(desk: Desk, at: datetime | None = None, who: object = VEIKKO) -> bool:
    return is_permitted(who, May.CASE_READ, Touch(at or desk.at, OFFICE, desk.case))  # type: ignore[arg-type]


def closed(desk: Desk, *at: datetime) -> None:
    for matter, when in zip(desk.matters, at, strict=True):
        desk.case.matters[matter] = replace(desk.case.matters[matter], state=MatterState.CLOSED, closed_at=when)


def test_an_offer_shows_nothing_yet_and_an_acceptance_opens_the_case() -> None:
    desk = crime()
    desk.to_accepted()
    made = assigning.offer(desk.change, VOLUNTEER, desk.matters, desk.change.day)
    assert not sees(desk)
    assigning.accept(desk.change, made, undisqualified=True)
    assert sees(desk)
    assert not sees(desk, who=RUNAR)


def test_a_release_ends_it_in_the_same_moment() -> None:
    desk = crime()
    desk.to_named()
    assigning.release(desk.change, desk.assignment(VOLUNTEER).id, "muuttaa")
    assert not sees(desk)


# fmt: off
AFTER = [
    ("the same evening",                       timedelta(hours=5),             True),
    ("on the fourteenth day",                  timedelta(days=14),             True),
    ("at 23.59 of the fourteenth day",         timedelta(days=14, hours=13, minutes=59), True),
    ("at midnight after it",                   timedelta(days=14, hours=14),   False),
    ("on the fifteenth day",                   timedelta(days=15),             False),
    ("three years later",                      timedelta(days=3 * 365),        False),
]
# fmt: on


@pytest.mark.parametrize(("passed", "open_still"), [row[1:] for row in AFTER], ids=[row[0] for row in AFTER])
def test_it_ends_fourteen_days_after_closing_by_the_calendar_of_helsinki(passed: timedelta, open_still: bool) -> None:
    desk = crime()
    desk.to_named()
    ten = datetime(2026, 9, 14, 7, 0, tzinfo=UTC)
    closed(desk, ten)
    assert sees(desk, ten + passed) is open_still


def test_it_runs_while_any_matter_of_the_case_is_open_and_counts_from_the_last() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_named()
    first = desk.at
    desk.case.matters[desk.matters[0]] = replace(
        desk.case.matters[desk.matters[0]], state=MatterState.CLOSED, closed_at=first
    )
    assert sees(desk, first + timedelta(days=300))
    closed(desk, first, first + timedelta(days=300))
    assert sees(desk, first + timedelta(days=314))
    assert not sees(desk, first + timedelta(days=315))


@pytest.mark.parametrize("day", range(0, 3 * 365, 7))
def test_no_week_of_three_years_lets_an_ended_grant_see_again(day: int) -> None:
    desk = crime()
    desk.to_named()
    closed(desk, desk.at)
    assert sees(desk, desk.at + timedelta(days=day)) is (day <= 14)


def test_the_other_mediator_of_the_pair_keeps_theirs() -> None:
    desk = crime()
    desk.to_named()
    assigning.release(desk.change, desk.assignment(MAIJA).id, "muuttaa")
    assert sees(desk)
