"""A decision served by letter: it goes on paper, dated by the day it is posted, and nobody is told twice."""

from datetime import timedelta
from typing import Any

import pytest

from mediation.actions.messages import send_due
from mediation.cases.decision import Decision
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import StepNotPossible
from mediation.states.small import LetterState as L
from tests.actions.letters import accepted, asked, do, printed, those, to
from tests.actions.test_volunteers import needs


def test_a_decision_served_by_letter_is_posted_even_to_who_is_reached_by_e_mail_and_then_only_where_that_is_safe(
    sqlite_stage: Stage,
) -> None:
    stage = sqlite_stage
    case_id = asked(stage, s1={})
    printed(stage)
    matters = list(stage.case(case_id).matters)
    s.everyone_consents(stage, case_id, matters)
    s.assess(stage, case_id, matters)
    s.accept(stage, case_id, matters)
    send_due(stage.app, stage.clockwork)
    waiting = those(stage, L.WAITING)
    assert {(x.kind, len(x.enclosed)) for x in waiting} == {("decision_served", 1)}
    assert len(waiting) == 5
    do(stage, "print")
    assert (to(stage, case_id, "Sulo").state, to(stage, case_id, "Sulo").why) == (L.HELD, "post_not_safe")


def service_of(stage: Stage, case_id: CaseId, decision: str, person: str) -> Any:
    services = stage.case(case_id).item(Decision, decision).services  # type: ignore[arg-type]
    return next(x for x in services if x.person == person)


def test_a_decision_posted_on_the_day_it_was_served_keeps_its_days(sqlite_stage: Stage) -> None:
    case_id, decision = accepted(sqlite_stage)
    before = sqlite_stage.case(case_id).item(Decision, decision)  # type: ignore[arg-type]
    batch = printed(sqlite_stage)
    do(sqlite_stage, "posted", batch=batch)
    assert sqlite_stage.case(case_id).item(Decision, decision) == before  # type: ignore[arg-type]
    assert all(x.papers == x.enclosed for x in those(sqlite_stage, L.POSTED) if x.kind == "decision_served")


def test_a_decision_printed_on_a_later_day_is_dated_anew_and_nobody_is_told_twice(stage: Stage) -> None:
    case_id, decision = accepted(stage)
    old = to(stage, case_id, "Sulo")
    before = service_of(stage, case_id, decision, old.to.id)
    stage.later(days=3)
    batch = printed(stage)
    new, after = to(stage, case_id, "Sulo"), service_of(stage, case_id, decision, old.to.id)
    assert (new.id, after.sent_on) == (old.id, stage.today)
    assert after.received_on - before.received_on == timedelta(days=3)
    with stage.app.open_stores() as stores:
        paper = stores.documents.get(new.papers[0])
        appeals = {d.due_on for d in stores.deadlines.open_for(case_id)
                   if (d.rule, d.subject_id) == ("appeal", old.to.id)}  # fmt: skip
    assert (paper.made_at, paper.subject) == (stage.clock.now(), decision)
    assert appeals == {after.appeal_until}
    do(stage, "posted", batch=batch)
    send_due(stage.app, stage.clockwork)
    assert those(stage, L.WAITING) == []


def test_a_decision_is_not_posted_on_another_day_than_the_one_it_names(sqlite_stage: Stage) -> None:
    case_id, decision = accepted(sqlite_stage)
    batch = printed(sqlite_stage)
    sqlite_stage.later(days=1)
    with pytest.raises(StepNotPossible) as refusal:
        do(sqlite_stage, "posted", batch=batch)
    late = {x.id for x in those(sqlite_stage, L.PRINTED) if x.kind == "decision_served"}
    assert needs(refusal) == ["posted_on_its_date"] * len(late)
    for letter in late:
        do(sqlite_stage, "again", letter=letter)
    second = printed(sqlite_stage)
    do(sqlite_stage, "posted", batch=second)
    sulo = to(sqlite_stage, case_id, "Sulo")
    assert service_of(sqlite_stage, case_id, decision, sulo.to.id).sent_on == sulo.posted_on == sqlite_stage.today


def test_a_decision_served_twice_goes_once_and_one_served_in_another_way_not_at_all(sqlite_stage: Stage) -> None:
    case_id, decision = accepted(sqlite_stage)
    sulo, hemmo = to(sqlite_stage, case_id, "Sulo"), to(sqlite_stage, case_id, "Hemmo")
    sqlite_stage.later(minutes=5)
    for person, channel in ((sulo.to.id, "letter"), (hemmo.to.id, "portal")):
        sqlite_stage.do("adviser", "decisions serve", case_id, decision=decision, person=person, channel=channel)
    send_due(sqlite_stage.app, sqlite_stage.clockwork)
    printed(sqlite_stage)
    mine = [x for x in those(sqlite_stage) if x.to.id == sulo.to.id and x.kind == "decision_served"]
    assert [(x.state, x.why) for x in mine] == [(L.DROPPED, "superseded"), (L.PRINTED, "")]
    theirs = [x for x in those(sqlite_stage) if x.to.id == hemmo.to.id and x.kind == "decision_served"]
    assert [x.why for x in theirs] == ["superseded", "served_otherwise"]
