"""Nobody is booked twice: in memory, on SQLite and on PostgreSQL, one after the other and at the same time."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from mediation.cases.assignment import Assignment
from mediation.cases.booking import Booking
from mediation.cases.case import Case
from mediation.cases.meeting import Meeting, MeetingForm
from mediation.kernel.ids import AccountId, ItemId, VolunteerId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.small import AssignmentState, MeetingState
from tests.conftest import BEGINNING
from tests.contracts.conftest import Place
from tests.contracts.made import DAY, a_case, fresh
from tests.contracts.threads import together

TEN = BEGINNING + timedelta(days=7)
ANNA, BENGT = VolunteerId("v_anna"), VolunteerId("v_bengt")


def a_meeting(
    place: Place, starts_at: datetime = TEN, minutes: int = 90, who: tuple[VolunteerId, ...] = (ANNA,)
) -> tuple[Case, Meeting]:
    """A case that is kept, with a meeting that is not booked yet."""
    case = a_case(place.office)
    (matter,) = case.matters
    for volunteer in who:
        case.put(Assignment(
            id=ItemId(fresh("i")), matters=(matter,), volunteer=volunteer, state=AssignmentState.ACCEPTED,
            offered_at=BEGINNING, offered_by=AccountId("u_1"), answer_by=DAY,
        ))  # fmt: skip
    meeting = Meeting(
        id=ItemId(fresh("i")), matters=(matter,), form=MeetingForm.JOINT, starts_at=starts_at, minutes=minutes,
        place="", invited=(), mediators=who, arranged_by=AccountId("u_1"),
    )  # fmt: skip
    case.put(meeting)
    with place.writing() as stores:
        stores.cases.add(case, DAY)
    return case, meeting


def book(place: Place, case: Case) -> None:
    with place.writing() as stores:
        stores.bookings.keep(case)


def booked(place: Place, volunteer: VolunteerId = ANNA) -> list[Booking]:
    with place.another_process() as stores:
        return stores.bookings.of(volunteer, BEGINNING, BEGINNING + timedelta(days=365))


MINUTES = {
    "the same time":                          (0, 90, False),
    "a beginning inside the other":           (89, 30, False),
    "an end inside the other":                (-30, 31, False),
    "all of the other":                       (-10, 200, False),
    "a part of the other":                    (30, 15, False),
    "the minute the other ends":              (90, 30, True),
    "an end at the minute the other begins":  (-30, 30, True),
}  # fmt: skip


@pytest.mark.parametrize("sentence", MINUTES)
def test_beside_a_meeting_of_ninety_minutes(place: Place, sentence: str) -> None:
    after, minutes, fits = MINUTES[sentence]
    book(place, a_meeting(place)[0])
    case, meeting = a_meeting(place, TEN + timedelta(minutes=after), minutes)
    if fits:
        book(place, case)
        assert meeting.id in [b.meeting for b in booked(place)]
        return
    with pytest.raises(StepNotPossible) as refused:
        book(place, case)
    assert [(need.code, need.subject) for need in refused.value.needs] == [("mediator_is_free", ANNA)]
    assert meeting.id not in [b.meeting for b in booked(place)]


def test_of_a_pair_the_one_who_is_taken_is_named_and_neither_is_booked(place: Place) -> None:
    book(place, a_meeting(place, who=(BENGT,))[0])
    with pytest.raises(StepNotPossible) as refused:
        book(place, a_meeting(place, who=(ANNA, BENGT))[0])
    assert [need.subject for need in refused.value.needs] == [BENGT]
    assert booked(place, ANNA) == []


def test_a_cancelled_meeting_a_moved_one_and_a_released_mediator_are_free_again(place: Place) -> None:
    case, meeting = a_meeting(place, who=(ANNA, BENGT))
    book(place, case)
    case.put(replace(meeting, starts_at=TEN + timedelta(hours=5), sequence=1))
    book(place, case)
    assert [b.starts_at for b in booked(place)] == [TEN + timedelta(hours=5)]
    book(place, a_meeting(place)[0])
    mine = next(a for a in case.all(Assignment) if a.volunteer == ANNA)
    case.put(replace(mine, state=AssignmentState.RELEASED))
    book(place, case)
    assert [b.case_id for b in booked(place)] != [case.id]
    assert [b.case_id for b in booked(place, BENGT)] == [case.id]
    case.put(replace(meeting, state=MeetingState.CANCELLED))
    book(place, case)
    assert booked(place, BENGT) == []


def test_a_meeting_that_was_held_stays_and_says_so(place: Place) -> None:
    case, meeting = a_meeting(place)
    book(place, case)
    case.put(replace(meeting, state=MeetingState.HELD))
    book(place, case)
    with place.open() as stores:
        found = stores.bookings.at(meeting.id, ANNA)
        assert found is not None
        assert (found.held, found.starts_at, found.ends_at) == (True, TEN, TEN + timedelta(minutes=90))
        assert stores.bookings.at(meeting.id, BENGT) is None
        assert stores.bookings.last() == {ANNA: TEN}
    with place.another_office() as stores:
        assert stores.bookings.at(meeting.id, ANNA) is None
        assert stores.bookings.last() == {}


def test_everybodys_meetings_of_a_span_are_found_at_once(place: Place) -> None:
    for hours, who in ((0, ANNA), (2, BENGT), (48, ANNA)):
        book(place, a_meeting(place, TEN + timedelta(hours=hours), who=(who,))[0])
    with place.open() as stores:
        found = stores.bookings.between(TEN + timedelta(minutes=89), TEN + timedelta(hours=48))
        assert [b.volunteer for b in found] == [ANNA, BENGT]
        assert stores.bookings.between(TEN + timedelta(minutes=90), TEN + timedelta(hours=2)) == []
    with place.another_office() as stores:
        assert stores.bookings.between(TEN, TEN + timedelta(days=9)) == []


def test_of_many_who_book_one_mediator_at_the_same_time_one_succeeds(place: Place) -> None:
    cases = [a_meeting(place, TEN + timedelta(minutes=n), who=(BENGT, ANNA) if n % 2 else (ANNA, BENGT))[0]
             for n in range(8)]  # fmt: skip
    counted: Counter[str] = Counter()

    def one(number: int) -> None:
        try:
            book(place, cases[number])
            counted["booked"] += 1
        except StepNotPossible:
            counted["refused"] += 1

    together(*(lambda n=n: one(n) for n in range(8)))  # type: ignore[misc]
    assert counted == {"booked": 1, "refused": 7}
    assert len(booked(place)) == len(booked(place, BENGT)) == 1


def test_who_books_different_mediators_at_the_same_time_is_not_in_each_others_way(place: Place) -> None:
    people = [VolunteerId(f"v_{n}") for n in range(6)]
    cases: list[Any] = [a_meeting(place, who=(one,))[0] for one in people]
    together(*(lambda case=case: book(place, case) for case in cases))  # type: ignore[misc]
    assert [len(booked(place, one)) for one in people] == [1] * 6
