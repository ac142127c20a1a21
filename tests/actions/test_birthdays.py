"""The 15th and the 18th birthday of a party: found on its day, told once, reviewed by somebody."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mediation.actions.due import run_due
from mediation.cases.party import PartyRole
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.refusals import NotFound
from mediation.storage.tables import cases
from tests.actions.scenes import arrived, opened


def in_days(stage: Stage, age: int, days: int) -> str:
    """A birth date, so that somebody is so old in so many days."""
    day = stage.today + timedelta(days=days)
    return date(day.year - age, day.month, day.day).isoformat()


@pytest.mark.parametrize(("age", "rule"), [(15, "person_turns_15"), (18, "person_turns_18")])
def test_a_birthday_is_found_on_its_day_told_once_and_reviewed(sqlite_stage: Stage, age: int, rule: str) -> None:
    """§18.1, §2.2; 434/2003 §14.3."""
    stage = sqlite_stage
    case, ids = arrived(stage, born_on=in_days(stage, age, 3))
    for birthdays in (0, 0, 1, 0):
        stage.later(days=1)
        swept = [run_due(stage.app, stage.clockwork) for _ in range(3)]
        assert [x.birthdays for x in swept] == [birthdays, 0, 0]
        assert all(x.failed == () for x in swept)
    assert rule in opened(stage, case)
    stage.do("adviser", "people review-age", case, person=ids["person"])
    assert rule not in opened(stage, case)


@pytest.mark.parametrize(("age", "rule"), [(15, "person_turns_15"), (18, "person_turns_18")])
def test_in_a_matter_handed_over_to_another_office_nobody_reviews_an_age(
    sqlite_stage: Stage, age: int, rule: str
) -> None:
    """§14.2: the other office looks at the consents of its case."""
    stage = sqlite_stage
    case, ids = arrived(stage, born_on=in_days(stage, age, 3))
    stage.later(days=4)
    run_due(stage.app, stage.clockwork)
    assert rule in opened(stage, case)
    stage.do("adviser", "matters triage", case, matters=ids["matters"], transfer_to="Espoo")
    assert rule not in opened(stage, case)


def test_a_birthday_missed_while_nothing_ran_is_found_late(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    arrived(stage, born_on=in_days(stage, 18, 3))
    stage.later(days=40)
    assert run_due(stage.app, stage.clockwork).birthdays == 1
    stage.later(days=1)
    assert run_due(stage.app, stage.clockwork).birthdays == 0


def test_whoever_was_of_age_when_the_case_arrived_has_no_birthday_in_it(sqlite_stage: Stage) -> None:
    arrived(sqlite_stage, born_on=in_days(sqlite_stage, 18, 0))
    sqlite_stage.later(days=1)
    assert run_due(sqlite_stage.app, sqlite_stage.clockwork).birthdays == 0


def test_nobody_else_looks_for_birthdays(sqlite_stage: Stage) -> None:
    arrived(sqlite_stage, born_on=in_days(sqlite_stage, 18, 1))
    sqlite_stage.later(days=1)
    assert run_due(sqlite_stage.app, sqlite_stage.actors["adviser"]).birthdays == 0
    assert run_due(sqlite_stage.app, sqlite_stage.clockwork).birthdays == 1


def test_the_custodian_of_a_child_has_no_birthday_that_counts(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = arrived(stage, born_on="2012-01-01")
    young = person("n", "Nuori Tukihenkilö", born_on=in_days(stage, 18, 1))
    stage.do("adviser", "people add", case, person=young, role=PartyRole.SUPPORT_PERSON.value, acts_for=ids["person"])
    stage.later(days=1)
    assert run_due(stage.app, stage.clockwork).birthdays == 0


def test_a_strangers_birthday_is_not_reviewed(sqlite_stage: Stage) -> None:
    case, _ = arrived(sqlite_stage)
    with pytest.raises(NotFound):
        sqlite_stage.do("adviser", "people review-age", case, person="p_0nobody")


def test_a_case_that_does_not_open_keeps_no_other_from_its_birthday(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    broken, _ = arrived(stage, born_on=in_days(stage, 18, 1))
    other = simple(2, "assault", stage.today)
    other["people"][0] = person("a", "Olli Toinen", born_on=in_days(stage, 15, 1))
    case = stage.register("adviser", other)
    with stage.house.engine.begin() as connection:
        connection.execute(sa.update(cases).where(cases.c.id == broken).values(head_sealed=b"\1\1?"))
    stage.later(days=1)
    assert run_due(stage.app, stage.clockwork).birthdays == 1
    assert "person_turns_15" in opened(stage, case)
