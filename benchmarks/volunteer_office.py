"""A generated office: its volunteers, and a year of arriving cases by the national shares; nobody in it exists."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from volunteers.matching import Candidate, Need

#   kind of case       share of all in 2021-2022, rounded
KINDS: Final = (
    ("violence",       46),
    ("takings",         9),
    ("damage",         13),
    ("defamation",     12),
    ("domestic_peace",  5),
    ("robbery",         2),
    ("traffic",         2),
    ("dispute",         6),
    ("other",           5),
)  # fmt: skip
#   language       of cases   of volunteers, per cent
LANGUAGES: Final = (
    ("fi",             86,    97),
    ("sv",              6,    14),
    ("en",              5,    45),
    ("ru",              2,     6),
    ("ar",              1,     3),
)  # fmt: skip
AREAS: Final = ("centre", "east", "north", "south", "west", "islands")
TIMES: Final = 60  # a grid of four weeks: five days a week, morning, afternoon, evening
CLOSE: Final = "close_relation"
BEGAN: Final = date(2026, 1, 5)


@dataclass(frozen=True)
class Arrival:
    """A case that waits for mediators from a day on."""

    on: date
    need: Need


def volunteers(chance: random.Random, count: int = 200) -> list[Candidate]:
    """Volunteers as they are: most active, some new, some resting, few with a rare language."""
    made = []
    for number in range(count):
        years = chance.choice((0, 0, 1, 2, 3, 5, 8, 12))
        wish = chance.choice((3, 4, 6, 6, 8, 8, 10, 12, 16, 20))
        kinds = [k for k, _ in KINDS]
        done = {k: chance.randrange(1, 4 * years + 1) for k in kinds if years and chance.random() < 0.5}
        speaks = {name: chance.choice((4, 5, 6)) for name, _, share in LANGUAGES if chance.randrange(100) < share}
        speaks[chance.choices(("fi", "sv"), (93, 7))[0]] = 7
        made.append(
            Candidate(
                id=f"v_{number:04d}", active=chance.random() > 0.06, admitted=chance.random() > 0.02,
                trained=chance.random() > 0.04, experienced=years >= 1,
                courses=frozenset({CLOSE} if years >= 2 and chance.random() < 0.6 else ()),
                rests_until=BEGAN + timedelta(days=chance.randrange(200)) if chance.random() < 0.08 else None,
                languages=speaks, areas=frozenset(chance.sample(AREAS, chance.choice((2, 3, 4, 6)))),
                specialities=frozenset(chance.sample(kinds, chance.choice((0, 0, 1, 2)))),
                wished_kinds=frozenset(chance.sample(kinds, 4)) if chance.random() < 0.3 else frozenset(),
                mediated=done, most=max(1, round(wish / 4)), wish=wish, gender=chance.choice(("f", "f", "m", "")),
                free=_free(chance, 0.3),
                apart=frozenset({f"v_{chance.randrange(count):04d}"} if chance.random() < 0.05 else ()),
            )
        )  # fmt: skip
    return made


def arrivals(chance: random.Random, people: list[Candidate], days: int = 365, per_year: int = 800) -> list[Arrival]:
    """A year of cases: about as many as the wishes of so many volunteers have room for, fewer in July."""
    made, number = [], 0
    for offset in range(days):
        on = BEGAN + timedelta(days=offset)
        if on.weekday() > 4:
            continue
        rate = per_year / 261 * (0.5 if on.month == 7 else 1.05)
        for _ in range(_poisson(chance, rate)):
            made.append(Arrival(on, a_need(chance, number, on, people)))
            number += 1
    return made


def a_need(chance: random.Random, number: int, on: date, people: list[Candidate]) -> Need:
    """One case: its languages, kind and times, and the few volunteers who know somebody in it."""
    spoken = [name for name, _, _ in LANGUAGES]
    shares = [share for _, share, _ in LANGUAGES]
    languages = {chance.choices(spoken, shares)[0]}
    if chance.random() < 0.03:
        languages.add("sv")
    known = [c.id for c in people if chance.random() < 0.01]
    return Need(
        id=f"c_{number:05d}", day=on, languages=frozenset(languages),
        kinds=frozenset({chance.choices([k for k, _ in KINDS], [share for _, share in KINDS])[0]}),
        courses=frozenset({CLOSE} if chance.random() < 0.15 else ()), area=chance.choice(AREAS),
        times=_free(chance, 0.35), mixed_genders=chance.random() < 0.08,
        barred=frozenset(v for v in known if chance.random() < 0.5), doubtful=frozenset(known),
    )  # fmt: skip


def _free(chance: random.Random, share: float) -> int:
    return sum(1 << n for n in range(TIMES) if chance.random() < share)


def _poisson(chance: random.Random, rate: float) -> int:
    count, sum_of_waits = 0, chance.expovariate(rate)
    while sum_of_waits < 1:
        count += 1
        sum_of_waits += chance.expovariate(rate)
    return count
