"""Calendars in and out: what is taken is read and nothing else, a hostile file is refused, a feed tells of no case."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from mediation.cases.booking import Booking
from mediation.documents.calendars import MOST_EVENTS, feed, taken_in
from mediation.kernel.ids import CaseId, ItemId, VolunteerId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid

NOW = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)


def calendar(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x.example", "DTSTAMP:20260801T000000Z", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def utc(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


# fmt: off
READ = {
    "an instant in UTC":                ("DTSTART:20260903T100000Z|DTEND:20260903T110000Z",                                     [(utc(3, 10), utc(3, 11))]),
    "a time with its zone":             ("DTSTART;TZID=Europe/Stockholm:20260903T100000|DURATION:PT30M",                        [(utc(3, 8), utc(3, 8, 30))]),
    "a time on the wall clock":         ("DTSTART:20260903T100000|DTEND:20260903T110000",                                       [(utc(3, 7), utc(3, 8))]),
    "a whole day":                      ("DTSTART;VALUE=DATE:20260903|DTEND;VALUE=DATE:20260904",                               [(utc(2, 21), utc(3, 21))]),
    "something every week, three times": ("DTSTART:20260903T100000Z|DTEND:20260903T110000Z|RRULE:FREQ=WEEKLY;COUNT=3",          [(utc(d, 10), utc(d, 11)) for d in (3, 10, 17)]),
    "every week but one":               ("DTSTART:20260903T100000Z|DTEND:20260903T110000Z|RRULE:FREQ=WEEKLY;COUNT=3|EXDATE:20260910T100000Z", [(utc(d, 10), utc(d, 11)) for d in (3, 17)]),
    "what is over":                     ("DTSTART:20260803T100000Z|DTEND:20260803T110000Z",                                     []),
    "what lies beyond half a year":     ("DTSTART:20270903T100000Z|DTEND:20270903T110000Z",                                     []),
    "what takes no time":               ("DTSTART:20260903T100000Z|DTEND:20260903T110000Z|TRANSP:TRANSPARENT",                  []),
    "what was cancelled":               ("DTSTART:20260903T100000Z|DTEND:20260903T110000Z|STATUS:CANCELLED",                    []),
}
BAD = {
    "no calendar":                      (b"BEGIN:VCARD\r\nEND:VCARD\r\n",                                                       "not_icalendar"),
    "nothing":                          (b"",                                                                                   "not_icalendar"),
    "bytes of no text":                 (b"\xff\xfe\x00\x01",                                                                   "not_icalendar"),
    "a calendar cut off":               (calendar("DTSTART:20260903T100000Z")[:70],                                             "not_icalendar"),
    "a time that is none":              (calendar("DTSTART:ylihuomenna|DTEND:20260903T110000Z"),                                "not_icalendar"),
    "something every second":           (calendar("DTSTART:20260903T100000Z|DURATION:PT1S|RRULE:FREQ=SECONDLY"),                "too_many_events"),
    "something every minute":           (calendar("DTSTART:20260903T100000Z|DURATION:PT1S|RRULE:FREQ=MINUTELY;COUNT=9"),        "too_many_events"),
    "something every hour":             (calendar("DTSTART:19000903T100000Z|DURATION:PT1S|RRULE:FREQ=hourly"),                  "too_many_events"),
    "more events than anybody has":     (calendar(*["DTSTART:20260903T100000Z|DURATION:PT1H"] * (MOST_EVENTS + 1)),             "too_many_events"),
    "more than a megabyte":             (calendar("DTSTART:20260903T100000Z|SUMMARY:" + "x" * 1_000_000),                       "too_large"),
}
# fmt: on


@pytest.mark.parametrize("sentence", READ)
def test_is_read(sentence: str) -> None:
    event, spans = READ[sentence]
    assert [(t.starts_at, t.ends_at) for t in taken_in(calendar(event), NOW)] == spans


@pytest.mark.parametrize("sentence", BAD)
def test_is_refused(sentence: str) -> None:
    raw, code = BAD[sentence]
    with pytest.raises(Invalid) as refused:
        taken_in(raw, NOW)
    assert (refused.value.code, refused.value.fields) == ("bad_calendar", (("", code),))


def test_the_words_of_a_calendar_are_not_kept() -> None:
    taken = taken_in(calendar("DTSTART:20260903T100000Z|DURATION:PT1H|SUMMARY:Terapia|LOCATION:Salakatu 1"), NOW)
    assert len(taken) == 1
    assert "Terapia" not in repr(taken)


@pytest.mark.parametrize(("language", "summary"), [("fi", "Tapaaminen"), ("sv", "Möte"), ("en", "Meeting")])
def test_a_feed_has_the_meetings_and_not_a_word_of_a_case_and_reads_back_as_taken(language: str, summary: str) -> None:
    starts = NOW + timedelta(days=3)
    booking = Booking(meeting=ItemId("i_1"), volunteer=VolunteerId("v_1"), case_id=CaseId("c_secret"),
                      starts_at=starts, ends_at=starts + timedelta(minutes=90))  # fmt: skip
    written = feed([booking], Language(language), NOW)
    assert b"c_secret" not in written
    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert (str(event["summary"]), str(event["class"]), str(event["uid"])) == (summary, "PRIVATE", "i_1@mediation")
    assert set(event.keys()) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert [(t.starts_at, t.ends_at) for t in taken_in(written, NOW)] == [(starts, starts + timedelta(minutes=90))]
