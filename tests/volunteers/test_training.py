"""Certificates: only ever added to, never edited backwards; valid until they lapse or are revoked."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date, timedelta

import pytest

from volunteers.training import CertificateRefused, Course, certified_hours, lapsing, revoked, with_course

TODAY = date(2026, 9, 1)
DAY = timedelta(days=1)
OLD = Course("basic", 54, date(2024, 5, 20), expires_on=date(2026, 5, 20))
NEW = Course("basic", 20, date(2026, 6, 1), expires_on=date(2028, 6, 1))

# fmt: off
#   sentence:                                                          (in the record,  offered, why it is refused)
REFUSED = {
    "a course that is not over yet":                                   ((),       Course("basic", 54, TODAY + DAY),                                 "in_future"),
    "a certificate that ends before it begins":                        ((),       Course("basic", 54, TODAY, expires_on=TODAY),                     "before_completion"),
    "a course that ended before it began":                             ((),       Course("basic", 54, TODAY, began_on=TODAY + DAY),                 "began_after_completion"),
    "an expired certificate once more, with a later last day":         ((OLD,),   Course("basic", 54, OLD.completed_on, expires_on=date(2030, 1, 1)), "already_certified"),
    "an expired certificate once more, without a last day":            ((OLD,),   Course("basic", 54, OLD.completed_on),                            "already_certified"),
    "a longer certificate slipped in behind the newest one":           ((OLD,),   Course("basic", 54, OLD.completed_on - DAY),                      "older_than_known"),
}
# fmt: on


@pytest.mark.parametrize("sentence", REFUSED)
def test_the_record_does_not_take(sentence: str) -> None:
    record, offered, why = REFUSED[sentence]
    with pytest.raises(CertificateRefused) as refused:
        with_course(record, offered, TODAY)
    assert refused.value.why == why


def test_an_expired_certificate_is_renewed_by_a_new_course_and_stays_in_the_record() -> None:
    record = with_course((OLD,), NEW, TODAY)
    assert record == (OLD, NEW)
    assert certified_hours(record, "basic", TODAY) == 20


@pytest.mark.parametrize(
    ("day", "hours"),
    [(OLD.completed_on - DAY, 0), (OLD.completed_on, 54), (OLD.expires_on, 54), (OLD.expires_on + DAY, 0)],  # type: ignore[operator]
)
def test_a_certificate_counts_from_its_day_through_its_last_day(day: date, hours: int) -> None:
    assert certified_hours((OLD,), "basic", day) == hours


def test_hours_of_parts_of_a_course_are_added_and_other_kinds_are_not() -> None:
    parts = (Course("basic", 30, date(2026, 3, 1)), Course("basic", 24, date(2026, 5, 1)), Course("other", 9, TODAY))
    assert certified_hours(parts, "basic", TODAY) == 54


def test_a_revoked_certificate_counts_up_to_the_day_it_was_revoked_on_and_is_kept_with_the_reason() -> None:
    record = revoked((NEW,), "basic", NEW.completed_on, TODAY, "Todistus oli toisen.")
    assert certified_hours(record, "basic", TODAY - DAY) == 20
    assert certified_hours(record, "basic", TODAY) == 0
    assert record[0].revoked_because == "Todistus oli toisen."
    again = with_course(record, Course("basic", 54, NEW.completed_on), TODAY)
    assert certified_hours(again, "basic", TODAY) == 54
    with pytest.raises(CertificateRefused, match="revoked_already"):
        revoked(record, "basic", NEW.completed_on, TODAY, "Toisen kerran.")
    with pytest.raises(CertificateRefused, match="no_such_certificate"):
        revoked(record, "basic", TODAY, TODAY, "Ei ole.")
    assert len(again) == 2


def test_what_lapses_is_what_holds_longest_of_each_kind() -> None:
    forever = Course("close_relation", 16, date(2025, 1, 1))
    lapsed_soon = Course("close_relation", 16, date(2024, 1, 1), expires_on=TODAY)
    further = Course("youth", 8, date(2024, 1, 1), expires_on=TODAY + DAY)
    assert list(lapsing((OLD, NEW, forever, lapsed_soon, further), TODAY)) == [NEW, further]
