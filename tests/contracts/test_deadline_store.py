"""The DeadlineStore port: what is owed is shown in order and in pages, and a change meanwhile is never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.deadlines.deadline import Deadline, DeadlineState
from mediation.deadlines.rule import Owner
from mediation.kernel.ids import CaseId, MatterId
from mediation.kernel.refusals import Stale
from mediation.work import Stores
from tests.contracts.conftest import Place
from tests.contracts.made import DAY, a_deadline

TOMORROW = DAY + timedelta(days=1)


def kept(place: Place, *deadlines: Deadline) -> None:
    with place.writing() as stores:
        for deadline in deadlines:
            stores.deadlines.add(deadline)


def test_a_deadline_with_everything_comes_back_as_it_was(place: Place) -> None:
    case_id = place.new_case()
    full = a_deadline(
        case_id, matter_id=MatterId(place.new_id("m")), rule="meeting", subject_id=place.new_id("i"),
        remind_on=DAY, escalate_on=TOMORROW, owner=Owner.MEDIATOR, escalates_to=Owner.PERSON_IN_CHARGE,
        reminders_done=1, escalated_on=DAY, held_since=DAY,
    )  # fmt: skip
    bare = a_deadline(case_id, remind_on=None)
    kept(place, full, bare)
    with place.another_process() as stores:
        assert stores.deadlines.open_for(case_id) == [full, bare]


def test_only_open_deadlines_of_the_case_are_shown(place: Place) -> None:
    case_id, other = place.new_case(), place.new_case()
    met, gone, held = (
        a_deadline(case_id, state=DeadlineState.MET), a_deadline(case_id, state=DeadlineState.CANCELLED),
        a_deadline(case_id, held_since=DAY),
    )  # fmt: skip
    kept(place, met, gone, held, a_deadline(other))
    with place.open() as stores:
        assert stores.deadlines.open_for(case_id) == [held]
        assert stores.deadlines.open_for(CaseId("c_none")) == []
    with place.another_office() as stores:
        assert stores.deadlines.open_for(case_id) == []
        assert stores.deadlines.owed_by(DAY, 10) == []


OWED = {
    "a reminder of today":                    ({"remind_on": DAY}, True),
    "a reminder of yesterday":                ({"remind_on": DAY - timedelta(days=1)}, True),
    "a reminder of tomorrow":                 ({"remind_on": TOMORROW}, False),
    "a reminder that was given":              ({"remind_on": DAY, "reminders_done": 1}, False),
    "an escalation of today":                 ({"remind_on": None, "escalate_on": DAY}, True),
    "an escalation after a reminder given":   ({"remind_on": DAY, "reminders_done": 1, "escalate_on": DAY}, True),
    "an escalation that was made":            ({"remind_on": None, "escalate_on": DAY, "escalated_on": DAY}, False),
    "a passed day and nothing planned":       ({"remind_on": None, "due_on": DAY - timedelta(days=9)}, False),
    "a held one":                             ({"remind_on": DAY, "held_since": DAY}, False),
    "one that was met":                       ({"remind_on": DAY, "state": DeadlineState.MET}, False),
}  # fmt: skip


@pytest.mark.parametrize("sentence", OWED)
def test_owed_today_is(place: Place, sentence: str) -> None:
    values, is_owed = OWED[sentence]
    deadline = a_deadline(place.new_case(), **values)
    kept(place, deadline)
    with place.open() as stores:
        assert stores.deadlines.owed_by(DAY, 10) == ([deadline] if is_owed else [])


def test_what_is_owed_comes_in_order_of_id_in_pages_of_the_limit(place: Place) -> None:
    case_id = place.new_case()
    made = [a_deadline(case_id, remind_on=DAY - timedelta(days=n % 3)) for n in range(7)]
    kept(place, *reversed(made), a_deadline(case_id, remind_on=TOMORROW))
    seen: list[Deadline] = []
    while True:
        with place.open() as stores:
            page = stores.deadlines.owed_by(DAY, 3, seen[-1].id if seen else None)
        assert len(page) <= 3
        seen += page
        if len(page) < 3:
            break
    assert seen == made


def test_a_saved_deadline_comes_back_changed_and_may_be_changed_again(place: Place) -> None:
    case_id = place.new_case()
    kept(place, a_deadline(case_id))
    with place.open() as stores:
        first = stores.deadlines.open_for(case_id)[0]
        for changed in (replace(first, reminders_done=1), replace(first, reminders_done=1, due_on=TOMORROW)):
            with stores.transaction():
                stores.deadlines.save(changed)
        assert list(stores.deadlines.open_for(case_id)) == [changed]
        with stores.transaction():
            stores.deadlines.save(replace(changed, state=DeadlineState.MET))
        assert stores.deadlines.open_for(case_id) == []


MEANWHILE = {
    "reminded of":     {"reminders_done": 1},
    "held":            {"held_since": DAY},
    "met":             {"state": DeadlineState.MET},
    "escalated":       {"escalated_on": DAY},
    "moved in its day alone": {"due_on": DAY + timedelta(days=40)},
}  # fmt: skip


@pytest.mark.parametrize("sentence", MEANWHILE)
def test_a_deadline_that_was_meanwhile(place: Place, sentence: str) -> None:
    case_id = place.new_case()
    kept(place, a_deadline(case_id))
    with place.open() as mine:
        (old,) = mine.deadlines.open_for(case_id)
        changed_by_another(place, case_id, sentence)
        save_is_refused(mine, replace(old, escalate_on=TOMORROW))


def test_a_deadline_read_twice_is_still_refused_in_its_first_form(place: Place) -> None:
    case_id = place.new_case()
    kept(place, a_deadline(case_id))
    with place.open() as mine:
        (old,) = mine.deadlines.open_for(case_id)
        changed_by_another(place, case_id, "held")
        mine.deadlines.open_for(case_id)
        save_is_refused(mine, replace(old, reminders_done=1))


def changed_by_another(place: Place, case_id: CaseId, sentence: str) -> None:
    with place.another_process() as yours:
        (found,) = yours.deadlines.open_for(case_id)
        with yours.transaction():
            yours.deadlines.save(replace(found, **MEANWHILE[sentence]))


def save_is_refused(stores: Stores, deadline: Deadline) -> None:
    with pytest.raises(Stale), stores.transaction():
        stores.deadlines.save(deadline)
