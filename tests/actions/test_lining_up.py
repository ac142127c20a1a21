"""Whom to ask in what order: the adviser's order is kept and goes on by itself, until enough have taken the case."""

from collections import Counter
from datetime import timedelta

import pytest

from mediation.actions.due import run_due
from mediation.cases.assignment import Assignment
from mediation.cases.offer_order import OfferOrder
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, ItemId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, Refusal, Stale, StepNotPossible
from mediation.queries.matching import match
from mediation.work import unit
from tests.actions.offering import accepted, line_up, more_mediators, offer_to, states
from tests.contracts.threads import together


@pytest.fixture
def crowded(sqlite_stage: Stage) -> Stage:
    more_mediators(sqlite_stage)
    return sqlite_stage


def take(stage: Stage, case: CaseId, who: str) -> None:
    stage.do(who, "assignments answer", case, assignment=offer_to(stage, case, who), accept=True, undisqualified=True)


def decline(stage: Stage, case: CaseId, who: str) -> None:
    stage.do(who, "assignments answer", case, assignment=offer_to(stage, case, who), accept=False, reason="kiireitä")


def days(stage: Stage, many: int) -> None:
    for _ in range(many):
        stage.later(days=1)
        assert run_due(stage.app, stage.clockwork).failed == ()


def messages(stage: Stage, case: CaseId) -> list[tuple[str, str]]:
    with stage.app.open_stores() as stores:
        return [(m.kind, m.to.id) for m in stores.outbox.of_case(case)]


def test_the_pair_is_asked_first_and_the_next_when_one_says_no(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "kirsti", "torsti")
    assert states(crowded, case) == {"veikko": "offered", "maija": "offered"}
    take(crowded, case, "maija")
    decline(crowded, case, "veikko")
    assert states(crowded, case) == {"veikko": "declined", "maija": "accepted", "kirsti": "offered"}
    decline(crowded, case, "kirsti")
    take(crowded, case, "torsti")
    crowded.do("adviser", "mediators name", case, matters=matters)
    assert [m.state.value for m in crowded.case(case).matters.values()] == ["mediators_named"]


def expiry(stage: Stage, case: CaseId, who: str) -> list[tuple[str, str]]:
    """Morning after morning until an offer has run out; what was sent on that morning."""
    while states(stage, case)[who] == "offered":
        before = messages(stage, case)
        days(stage, 1)
    return messages(stage, case)[len(before) :]


def test_when_the_deadline_passes_the_next_is_asked_once_and_the_adviser_left_in_peace(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "kirsti")
    take(crowded, case, "maija")
    morning = expiry(crowded, case, "veikko")
    assert states(crowded, case) == {"veikko": "expired", "maija": "accepted", "kirsti": "offered"}
    asked = crowded.case(case).item(Assignment, ItemId(offer_to(crowded, case, "kirsti")))
    assert asked.answer_by == crowded.today + timedelta(days=3)
    assert ("assignment_offered", crowded.volunteers["kirsti"]) in morning
    assert ("assignment_expired", crowded.volunteers["veikko"]) in morning
    assert ("task_escalated", "adviser") not in morning
    run_due(crowded.app, crowded.clockwork)
    assert messages(crowded, case).count(("assignment_offered", crowded.volunteers["kirsti"])) == 1
    take(crowded, case, "kirsti")


def test_when_nobody_is_left_the_case_is_the_advisers_again(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija")
    take(crowded, case, "maija")
    assert ("task_escalated", "adviser") in expiry(crowded, case, "veikko")
    assert states(crowded, case) == {"veikko": "expired", "maija": "accepted"}


def test_several_are_asked_at_once_and_the_first_two_have_it(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "kirsti", "torsti", at_once=4)
    take(crowded, case, "torsti")
    take(crowded, case, "veikko")
    assert states(crowded, case) == {
        "veikko": "accepted", "maija": "expired", "kirsti": "expired", "torsti": "accepted",
    }  # fmt: skip
    for late in ("maija", "kirsti"):
        with pytest.raises(StepNotPossible) as refusal:
            take(crowded, case, late)
        assert [n.code for n in refusal.value.needs] == ["place_is_open"]
        assert ("assignment_expired", crowded.volunteers[late]) in messages(crowded, case)


def test_an_offer_is_accepted_once_and_not_after_its_day(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija")
    take(crowded, case, "veikko")
    with pytest.raises(StepNotPossible):
        take(crowded, case, "veikko")
    crowded.later(days=5)
    with pytest.raises(StepNotPossible) as refusal:
        take(crowded, case, "maija")
    assert [n.code for n in refusal.value.needs] == ["offer_is_open"]
    assert states(crowded, case) == {"veikko": "accepted", "maija": "offered"}


def test_an_offer_accepted_twice_at_the_same_moment_is_accepted_once(stage: Stage) -> None:
    case, matters = accepted(stage)
    line_up(stage, case, matters, "veikko", "maija")
    counted: Counter[str] = Counter()

    def answer() -> None:
        try:
            take(stage, case, "veikko")
            counted["taken"] += 1
        except (StepNotPossible, Stale):
            counted["refused"] += 1

    together(answer, answer, answer)
    assert counted == {"taken": 1, "refused": 2}
    assert states(stage, case) == {"veikko": "accepted", "maija": "offered"}


def test_whoever_may_not_have_it_by_now_is_passed_over(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "kirsti", "torsti")
    crowded.step(crowded.volunteers["kirsti"], "rest", "adviser")
    decline(crowded, case, "veikko")
    assert states(crowded, case) == {"veikko": "declined", "maija": "offered", "torsti": "offered"}


def test_an_order_keeps_what_was_recommended_and_why_another_was_chosen(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    queue = [crowded.volunteers[w] for w in ("veikko", "runar")]
    with pytest.raises(StepNotPossible) as refusal:
        crowded.do("adviser", "assignments line-up", case, matters=matters, volunteers=queue)
    assert {n.code for n in refusal.value.needs} == {"reason_for_overriding"}
    recommended = [n.subject for n in refusal.value.needs]
    answer = crowded.do(
        "adviser", "assignments line-up", case, matters=matters, volunteers=queue, because="Tuntevat alueen."
    )
    [order] = crowded.case(case).all(OfferOrder)
    assert order.because == "Tuntevat alueen."
    assert set(recommended) <= set(order.recommended)
    assert list(order.recommended) == answer["recommended"]
    assert order.queue == tuple(queue)


def test_the_recommended_pair_needs_no_reason(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    with unit(crowded.app, crowded.actors["adviser"]) as work:
        pair = [m["volunteer"] for m in match(work, case)["pairs"][0]["mediators"]]
    made = crowded.do("adviser", "assignments line-up", case, matters=matters, volunteers=pair[::-1])
    assert set(made["recommended"]) == set(pair)
    assert len(made["assignments"]) == 2


def test_a_newer_order_takes_the_place_of_an_older_one_and_may_ask_again(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "torsti")
    decline(crowded, case, "veikko")
    crowded.later(minutes=5)
    line_up(crowded, case, matters, "veikko", "kirsti")
    assert states(crowded, case) == {"veikko": "declined", "maija": "offered", "torsti": "offered"}
    decline(crowded, case, "torsti")
    assert states(crowded, case) == {"veikko": "offered", "maija": "offered", "torsti": "declined"}


@pytest.mark.parametrize(
    ("who", "why"), [("veikko", NotPermitted), ("police", NotFound), ("administrator", NotPermitted)]
)
def test_only_the_office_lines_up(crowded: Stage, who: str, why: type[Refusal]) -> None:
    case, matters = accepted(crowded)
    with pytest.raises((why, NotFound)):
        crowded.do(who, "assignments line-up", case, matters=matters, volunteers=[crowded.volunteers["maija"]])


def test_nobody_stands_in_an_order_twice(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    with pytest.raises(Invalid):
        line_up(crowded, case, matters, "veikko", "veikko")


def test_a_mediator_who_leaves_is_followed_by_the_next_in_line(crowded: Stage) -> None:
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "kirsti")
    for who in ("veikko", "maija"):
        take(crowded, case, who)
    crowded.do("adviser", "mediators name", case, matters=matters)
    crowded.do("adviser", "assignments release", case, assignment=offer_to(crowded, case, "veikko"), reason="muutto")
    assert states(crowded, case) == {"veikko": "released", "maija": "accepted", "kirsti": "offered"}


def test_who_finds_the_case_to_be_a_friends_leaves_it_at_once_and_sees_it_no_more(crowded: Stage) -> None:
    """The declaration comes before anything is seen; what is only recognised afterwards is said afterwards."""
    case, matters = accepted(crowded)
    line_up(crowded, case, matters, "veikko", "maija", "kirsti")
    take(crowded, case, "veikko")
    crowded.do("veikko", "assignments recuse", case, assignment=offer_to(crowded, case, "veikko"))
    assert states(crowded, case) == {"veikko": "released", "maija": "offered", "kirsti": "offered"}
    with pytest.raises(NotFound):
        crowded.do("veikko", "assignments recuse", case, assignment=offer_to(crowded, case, "veikko"))
