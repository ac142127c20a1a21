"""The small lives: hold, offer, promise, report, message, meeting, volunteer; every pair of step and state tried."""

from enum import StrEnum
from itertools import product

import pytest

from mediation.kernel.refusals import StepNotPossible
from mediation.states.machine import Lifecycle, Subject
from mediation.states.small import (
    ASSIGNMENT,
    EXPENSE,
    HOLD,
    LETTER,
    MEETING,
    MESSAGE,
    OBLIGATION,
    REPORT,
    SMALL,
    VOLUNTEER,
)

# Written down once more, as sentences: who may go where. What is not here must be refused.
# fmt: off
ROADS: dict[str, str] = {
    "hold":       "running hold held, held resume running",
    "assignment": "offered accept accepted, offered decline declined, offered expire expired, "
                  "accepted release released",
    "obligation": "promised keep kept, promised break broken, promised waive waived, broken keep_late kept, "
                  "kept reopen promised",
    "report":     "draft approve approved, approved return draft, approved send available, available recall recalled, "
                  "available retrieve retrieved, retrieved acknowledge acknowledged",
    "message":    "queued claim sending, sending deliver sent, sending fail failed, failed retry sending, "
                  "sending reclaim sending, sending give_up given_up, given_up queue_again queued",
    "letter":     "waiting print printed, held print printed, waiting hold held, printed post posted, "
                  "held post posted, posted come_back returned, printed again waiting, returned again waiting, "
                  "waiting drop dropped, held drop dropped, printed drop dropped, returned drop dropped",
    "meeting":    "arranged move arranged, arranged hold held, arranged cancel cancelled",
    "volunteer":  "applicant interview interviewed, interviewed begin_training in_training, "
                  "in_training admit admitted, admitted activate active, active rest resting, "
                  "resting return active, applicant release released, "
                  "interviewed release released, in_training release released, admitted release released, "
                  "active release released, resting release released",
    "expense":    "submitted approve approved, submitted return returned, returned resubmit submitted, "
                  "approved pay paid",
}
NEVER = [
    ("a posted letter is not dropped: it has left",               LETTER,     "posted",       "drop"),
    ("a letter that waits has not come back",                     LETTER,     "waiting",      "come_back"),
    ("an offer that ran out is not accepted after all",           ASSIGNMENT, "expired",      "accept"),
    ("a declined offer is not accepted after all",                ASSIGNMENT, "declined",     "accept"),
    ("a released mediator does not come back by the same offer",  ASSIGNMENT, "released",     "accept"),
    ("a report nobody approved is not sent",                      REPORT,     "draft",        "send"),
    ("a report that was fetched is not recalled",                 REPORT,     "retrieved",    "recall"),
    ("a recalled report is not fetched",                          REPORT,     "recalled",     "retrieve"),
    ("a report is not confirmed before it was fetched",           REPORT,     "available",    "acknowledge"),
    ("a sent message is not sent again",                          MESSAGE,    "sent",         "claim"),
    ("a held meeting is not cancelled",                           MEETING,    "held",         "cancel"),
    ("a cancelled meeting is not held",                           MEETING,    "cancelled",    "hold"),
    ("a held meeting is not moved",                               MEETING,    "held",         "move"),
    ("a waived promise is not broken",                            OBLIGATION, "waived",       "break"),
    ("a clock that runs is not resumed",                          HOLD,       "running",      "resume"),
    ("a clock is not held twice",                                 HOLD,       "held",         "hold"),
    ("an applicant is not active without training",               VOLUNTEER,  "applicant",    "activate"),
    ("nobody is admitted without training",                       VOLUNTEER,  "interviewed",  "admit"),
    ("a paid claim is not paid again",                            EXPENSE,    "paid",         "pay"),
    ("what nobody approved is not paid",                          EXPENSE,    "submitted",    "pay"),
    ("a released volunteer stays released",                       VOLUNTEER,  "released",     "return"),
]
ENDS = {
    "hold": set(), "message": {"sent"}, "assignment": {"declined", "expired", "released"},
    "obligation": {"waived"}, "report": {"recalled", "acknowledged"}, "meeting": {"held", "cancelled"},
    "volunteer": {"released"}, "expense": {"paid"}, "letter": {"dropped"},
}
# fmt: on


def roads(life: Lifecycle) -> dict[tuple[str, str], str]:
    told = (road.split() for road in ROADS[life.name].split(", "))
    return {(source, step): target for source, step, target in told}


def every_pair() -> list[tuple[Lifecycle, StrEnum, str]]:
    steps = {life.name: sorted({step for step, *_ in life.steps}) for life in SMALL}
    return [(life, state, step) for life in SMALL for state, step in product(life.states, steps[life.name])]


PAIRS = every_pair()


@pytest.mark.parametrize(
    ("life", "state", "step"), PAIRS, ids=[f"{life.name}: {step} from {state}" for life, state, step in PAIRS]
)
def test_a_step_is_taken_where_the_road_goes_and_nowhere_else(life: Lifecycle, state: StrEnum, step: str) -> None:
    subject, road = Subject(state), roads(life).get((state.value, step))
    if road is not None:
        life.take(subject, step)
        assert subject.state == road
        return
    with pytest.raises(StepNotPossible) as refusal:
        life.take(subject, step)
    assert [(n.code, n.section) for n in refusal.value.needs] == [("no_such_step_from_here", f"{life.name} lifecycle")]
    assert subject.state is state


@pytest.mark.parametrize(("life", "state", "step"), [row[1:] for row in NEVER], ids=[row[0] for row in NEVER])
def test_what_never_happens(life: Lifecycle, state: str, step: str) -> None:
    with pytest.raises(StepNotPossible):
        life.take(Subject(next(s for s in life.states if s == state)), step)


@pytest.mark.parametrize("life", SMALL, ids=[life.name for life in SMALL])
def test_a_life_ends_where_it_should(life: Lifecycle) -> None:
    assert {end.value for end in life.ends} == ENDS[life.name]


def test_every_small_life_is_walked_here() -> None:
    assert {life.name for life in SMALL} == set(ROADS) == set(ENDS)
