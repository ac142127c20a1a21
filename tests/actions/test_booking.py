"""A mediator is in one meeting at a time: arranged, moved, called off and released, through the actions themselves."""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from mediation.actions.rebooking import rebook
from mediation.cases.assignment import Assignment
from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.clock import at_helsinki
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import StepNotPossible
from mediation.storage.tables import bookings
from tests.actions.test_volunteers import accepted, needs
from tests.contracts.threads import together


def in_mediation(stage: Stage, number: int) -> tuple[CaseId, list[str]]:
    case, matters = accepted(stage, number)
    s.name_mediators(stage, case, matters)
    return case, matters


def move(stage: Stage, case: CaseId, meeting: str, hour: int) -> Any:
    starts_at = at_helsinki(stage.today + timedelta(days=10), hour).isoformat()
    return stage.do("veikko", "meetings move", case, meeting=meeting, starts_at=starts_at)


def test_two_meetings_of_a_mediator_at_one_time_are_refused_until_one_gives_way(stage: Stage) -> None:
    (first, matters), (second, others) = in_mediation(stage, 1), in_mediation(stage, 2)
    meeting = s.meet(stage, first, matters)
    before = stage.case(second).version
    with pytest.raises(StepNotPossible) as refused:
        s.meet(stage, second, others)
    assert needs(refused) == ["mediator_is_free"] * 2
    assert stage.case(second).version == before
    later = s.meet(stage, second, others, hour=19)
    with pytest.raises(StepNotPossible):
        move(stage, second, later, 18)
    assert move(stage, first, meeting, 12)
    assert move(stage, second, later, 18)
    stage.do("veikko", "meetings cancel", first, meeting=meeting, because="Sairaus.")
    assert move(stage, second, later, 12)


def test_of_several_cases_that_want_a_pair_at_one_hour_at_the_same_moment_one_gets_it(stage: Stage) -> None:
    cases = [in_mediation(stage, number) for number in range(1, 5)]
    counted: Counter[str] = Counter()

    def arrange(case: CaseId, matters: list[str]) -> None:
        try:
            s.meet(stage, case, matters)
            counted["booked"] += 1
        except StepNotPossible as refused:
            counted.update({need.code for need in refused.needs})

    together(*(partial(arrange, case, matters) for case, matters in cases))
    assert counted == {"booked": 1, "mediator_is_free": 3}
    assert sum(len(list(stage.case(case).all(Meeting))) for case, _ in cases) == 1


def test_a_withdrawn_consent_and_a_release_free_the_mediators(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    (first, matters), (second, others), (third, more) = (in_mediation(stage, n) for n in (1, 2, 3))
    s.meet(stage, first, matters)
    party = next(iter(stage.case(first).people))
    stage.do("adviser", "consents withdraw", first, matters=matters, person=party, how="puhelimitse")
    s.meet(stage, second, others)
    maija = next(a for a in stage.case(second).all(Assignment) if a.volunteer == stage.volunteers["maija"])
    stage.do("adviser", "assignments release", second, assignment=maija.id, reason="Sairaus.")
    with pytest.raises(StepNotPossible) as refused:
        s.meet(stage, third, more)
    assert [need.subject for need in refused.value.needs] == [stage.volunteers["veikko"]]


def test_meetings_from_before_there_were_bookings_are_booked_and_a_clash_is_named(stage: Stage) -> None:
    (first, matters), (second, others) = in_mediation(stage, 1), in_mediation(stage, 2)
    s.meet(stage, first, matters)
    with stage.house.engine.begin() as connection:
        connection.execute(bookings.delete())  # as an upgrade finds it
    s.meet(stage, second, others)
    done = rebook(stage.app, stage.clockwork)
    assert (done.cases, done.clashes) == (2, (first,))
    (late,) = stage.case(second).all(Meeting)
    stage.do("veikko", "meetings cancel", second, meeting=late.id, because="Sairaus.")
    assert [rebook(stage.app, stage.clockwork).clashes for _ in range(2)] == [(), ()]
    with stage.house.engine.connect() as connection:
        assert {row.case_id for row in connection.execute(bookings.select())} == {first}
