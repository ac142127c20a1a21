"""The times of the week that suit a party, as an adviser tells them, to compare with the mediators' own."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from mediation.actions.forms import Form, WallClock
from mediation.cases.party import SuitingTime
from mediation.kernel.refusals import Invalid
from volunteers.availability import PatternRefused, Weekly, check

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST: Final = 40
_TOLD: Final = re.compile(r"([a-z]{3}) ((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)", re.ASCII)


class SuitingForm(Form):
    """One time of the week, on the wall clock in Helsinki."""

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    begins: WallClock
    ends: WallClock


SuitingTimes = Annotated[tuple[SuitingForm, ...], Field(max_length=MOST)]


def suiting(rows: Iterable[SuitingForm]) -> tuple[SuitingTime, ...]:
    """The times of a form; Invalid for one that ends before it begins, or overlaps another."""
    made = tuple(SuitingTime(WEEKDAYS.index(r.weekday) + 1, _minutes(r.begins), _minutes(r.ends)) for r in rows)
    try:
        check(weekly(made), (), ())
    except PatternRefused as refused:
        place = refused.field.replace("pattern", "suits")
        raise Invalid("these times do not fit together", fields=[(place, refused.code)]) from None
    return made


def told(lines: Sequence[str]) -> tuple[SuitingTime, ...]:
    """The times of lines such as `mon 17:00-20:00`; Invalid for a line that is none, or times that overlap."""
    if len(lines) > MOST:
        raise Invalid(f"at most {MOST} times", fields=[("suits", "too_long")])
    found = [_TOLD.fullmatch(line.strip().lower()) for line in lines]
    rows = []
    for number, match in enumerate(found):
        if match is None or match[1] not in WEEKDAYS:
            raise Invalid("a time is told like this: mon 17:00-20:00", fields=[(f"suits.{number}", "bad_time")])
        rows.append(SuitingForm.model_validate({"weekday": match[1], "begins": match[2], "ends": match[3]}))
    return suiting(rows)


def lines(times: Iterable[SuitingTime]) -> list[str]:
    """The same as lines such as `mon 17:00-20:00`."""
    return [f"{WEEKDAYS[t.weekday - 1]} {_clock(t.begins)}-{_clock(t.ends)}" for t in times]


def weekly(times: Iterable[SuitingTime]) -> tuple[Weekly, ...]:
    """The same as rows of a weekly pattern."""
    return tuple(Weekly(t.weekday, t.begins, t.ends) for t in times)


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
