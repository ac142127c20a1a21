"""What the office owes its volunteers: warned before a certificate runs out, blocked after, thanked, never twice."""

from collections import Counter
from datetime import timedelta

import pytest

from mediation.actions import volunteers
from mediation.actions.care import digest_of, run_care, send_digest
from mediation.actions.messages import send_due
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.refusals import NotPermitted, StepNotPossible
from mediation.queries.volunteers import digest
from mediation.states.small import MessageState
from mediation.storage.tables import messages
from mediation.work import unit
from tests.actions.test_volunteers import a_beginner, accepted, course, entry, needs, step
from tests.contracts.threads import together


def queued(stage: Stage) -> Counter[str]:
    """The office's own messages, by kind."""
    with stage.house.engine.connect() as connection:
        rows = connection.execute(messages.select().where(messages.c.case_id.is_(None))).all()
    return Counter(row.kind for row in rows)


def care(stage: Stage) -> tuple[int, int]:
    swept = run_care(stage.app, stage.clockwork)
    assert swept.failed == ()
    return swept.reminded, swept.escalated


def test_before_a_certificate_runs_out_the_volunteer_and_the_adviser_are_told_and_after_it_nothing_is_offered(
    stage: Stage,
) -> None:
    veikko = stage.volunteers["veikko"]
    last_day = stage.today + timedelta(days=100)
    course(stage, veikko, "close_relation", 16, expires_on=str(last_day))
    case, matters = accepted(stage, kind="defamation", close_person=True, stated_complainant_offence=True)
    assert care(stage) == (0, 0)
    stage.at(last_day - timedelta(days=60))
    assert care(stage) == (1, 0)
    assert queued(stage) == {"task_for_staff": 1, "training_expires": 1}
    assert care(stage) == (0, 0)
    stage.at(last_day - timedelta(days=14))
    assert care(stage) == (1, 0)
    stage.at(last_day)
    offer = {"matters": matters, "volunteer": veikko}
    assert stage.do("adviser", "assignments offer", case, **offer)["assignment"]
    stage.at(last_day + timedelta(days=1))
    case, matters = accepted(stage, 2, kind="defamation", close_person=True, stated_complainant_offence=True)
    with pytest.raises(StepNotPossible) as refused:
        stage.do("adviser", "assignments offer", case, matters=matters, volunteer=veikko)
    assert needs(refused) == ["close_relation_course_missing"]
    with unit(stage.app, stage.actors["adviser"]) as work:
        assert digest_of(work).lapsed == (veikko,)


def test_a_renewed_certificate_is_warned_of_no_more(sqlite_stage: Stage) -> None:
    stage, veikko = sqlite_stage, sqlite_stage.volunteers["veikko"]
    last_day = stage.today + timedelta(days=100)
    course(stage, veikko, "close_relation", 16, expires_on=str(last_day))
    stage.at(last_day - timedelta(days=70))
    course(stage, veikko, "close_relation", 8, expires_on=str(last_day + timedelta(days=700)))
    stage.at(last_day - timedelta(days=14))
    assert care(stage) == (0, 0)


def test_talks_are_owed_by_the_months_of_the_policy_and_end_when_they_are_done(sqlite_stage: Stage) -> None:
    stage, begun = sqlite_stage, sqlite_stage.today
    stage.at(begun + timedelta(days=181))  # half a year on: a supervision session of each of the three, and idleness
    assert care(stage)[0] == 6
    for who in ("veikko", "maija", "runar"):
        form = {"volunteer": stage.volunteers[who], "kind": "supervision", "held_on": str(stage.today)}
        stage.record("adviser", volunteers.record_talk, volunteers.TalkForm, form)
    stage.at(begun + timedelta(days=366))  # a year on: the annual talk, and supervision again
    assert care(stage)[0] == 6
    step(stage, stage.volunteers["runar"], "release", who="in_charge", reason="Muutti pois.")
    stage.at(begun + timedelta(days=735))
    care(stage)
    assert queued(stage)["volunteer_thanks"] == 3 + 2


def test_any_number_of_clocks_at_once_remind_once(stage: Stage) -> None:
    stage.at(stage.today + timedelta(days=181))
    swept = together(*(lambda: run_care(stage.app, stage.clockwork) for _ in range(4)))
    assert sum(one.reminded for one in swept) == 6
    assert queued(stage) == {"task_for_staff": 6}


def test_the_anniversary_is_thanked_for_once_a_year_even_if_the_clock_stood_still_that_day(sqlite_stage: Stage) -> None:
    stage, begun = sqlite_stage, sqlite_stage.today
    for days, thanked in ((364, 0), (365, 3), (369, 3), (372, 3), (740, 3), (3 * 365 + 5, 6)):
        stage.at(begun + timedelta(days=days))
        care(stage)
        assert queued(stage)["volunteer_thanks"] == thanked, days


def test_a_message_of_the_office_is_sent_to_the_volunteer_in_their_language(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    stage.at(stage.today + timedelta(days=365), 12)
    care(stage)
    assert send_due(stage.app, stage.clockwork).sent >= 3
    with stage.house.engine.connect() as connection:
        states = {row.state for row in connection.execute(messages.select())}
    assert states == {MessageState.SENT.value}


def test_the_digest_names_who_is_overloaded_idle_waiting_or_about_to_lose_a_certificate(stage: Stage) -> None:
    ulla = a_beginner(stage)
    new = str(stage.record("adviser", volunteers.register_volunteer, volunteers.NewVolunteer,
                           {"name": "Uusi Hakija"})["volunteer"])  # fmt: skip
    veikko, maija, runar = (stage.volunteers[who] for who in ("veikko", "maija", "runar"))
    wish = {"volunteer": veikko, "wishes": {"open_cases": 0}}
    stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection, wish)
    course(stage, maija, "close_relation", 16, expires_on=str(stage.today + timedelta(days=190)))
    stage.at(stage.today + timedelta(days=184))
    case, matters = accepted(stage)
    s.name_mediators(stage, case, matters)
    stage.do("adviser", "assignments offer", case, matters=matters, volunteer=ulla)
    with unit(stage.app, stage.actors["adviser"]) as work:
        told = {why: sorted(one["id"] for one in people) for why, people in digest(work).items()}
    assert told == {
        "overloaded": [veikko], "idle": sorted([runar, ulla]), "offers_unanswered": [ulla], "applicants_waiting": [new],
        "lapsing": [maija], "lapsed": [], "resting_after_heavy_case": [], "anniversaries": [],
    }  # fmt: skip
    with pytest.raises(NotPermitted), unit(stage.app, stage.actors["veikko"]) as work:
        digest(work)


def test_the_digest_goes_out_once_a_week_and_not_when_all_is_well(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    assert send_digest(stage.app, stage.clockwork) == 0
    stage.at(stage.today + timedelta(days=181))
    assert [send_digest(stage.app, stage.clockwork) for _ in range(2)] == [1, 0]
    stage.later(days=7)
    assert send_digest(stage.app, stage.clockwork) == 1
    assert queued(stage) == {"volunteer_digest": 2}


def test_nobody_but_the_clockwork_runs_the_care(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    stage.at(stage.today + timedelta(days=181))
    with pytest.raises(NotPermitted):
        run_care(stage.app, stage.actors["adviser"])
    with pytest.raises(NotPermitted):
        send_digest(stage.app, stage.actors["adviser"])
    assert queued(stage) == {}
    assert entry(stage, stage.volunteers["veikko"]).version > 0
