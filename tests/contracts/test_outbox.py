"""The Outbox port: each message to one sender at a time, back after a crash, and settled by who has it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.kernel.ids import CaseId, DocumentId
from mediation.notifications.outbox import Message, Recipient, RecipientKind
from mediation.states.small import MessageState as M
from tests.conftest import BEGINNING as NOW
from tests.contracts.conftest import Place
from tests.contracts.made import a_message
from tests.contracts.threads import together

MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=5)
KINDS = {"invitation_sent"}


def queued(place: Place, count: int = 1, **more: object) -> list[Message]:
    made = [a_message(place.new_case(), **more) for _ in range(count)]
    with place.writing() as stores:
        for message in made:
            stores.outbox.add(message)
    return made


def claimed(place: Place, minutes: float = 0, limit: int = 50) -> list[Message]:
    now = NOW + minutes * MINUTE
    with place.another_process() as stores, stores.transaction():
        return stores.outbox.claim(now, now + LEASE, limit, KINDS)


def settle(place: Place, message: Message, minutes: float = 0, **values: object) -> bool:
    with place.writing() as stores:
        return stores.outbox.settle(replace(message, **values), NOW + minutes * MINUTE)


def the(place: Place, message: Message) -> Message:
    with place.another_process() as stores:
        (found,) = stores.outbox.of_case(message.case_id)
    return found


def test_a_message_comes_back_as_it_was_queued(place: Place) -> None:
    to = Recipient(RecipientKind.UNIT, "n_1")
    facts, enclosed = {"starts_at": NOW.isoformat()}, (DocumentId("f_1"),)
    (made,) = queued(place, to=to, facts=facts, enclosed=enclosed, not_before=NOW + MINUTE)
    assert the(place, made) == made
    assert claimed(place) == []
    assert claimed(place, 1) == [replace(made, state=M.SENDING, attempts=1)]


def test_every_message_is_claimed_once_by_four_senders(place: Place) -> None:
    made = queued(place, 60)

    def sender() -> list[str]:
        mine: list[str] = []
        while batch := claimed(place, limit=4):
            mine += [m.id for m in batch]
        return mine

    ids = [i for each in together(*[sender] * 4) for i in each]
    assert sorted(ids) == [m.id for m in made]


def test_only_messages_of_the_kinds_asked_for_are_claimed(place: Place) -> None:
    wanted, _ = queued(place) + queued(place, kind="task_for_staff")
    assert [m.id for m in claimed(place)] == [wanted.id]


def test_the_longest_waiting_go_first(place: Place) -> None:
    late, early = queued(place, not_before=NOW - MINUTE) + queued(place, not_before=NOW - 2 * MINUTE)
    assert [m.id for m in claimed(place, limit=1)] == [early.id]
    assert [m.id for m in claimed(place, limit=1)] == [late.id]


def test_a_message_whose_sender_crashed_comes_back_when_its_lease_is_over(place: Place) -> None:
    (made,) = queued(place)
    claimed(place)
    assert claimed(place, 4.9) == []
    (again,) = claimed(place, 5.1)
    assert (again.id, again.attempts) == (made.id, 2)


def test_a_claim_that_is_rolled_back_leaves_the_message_to_others(place: Place) -> None:
    (made,) = queued(place)
    with pytest.raises(ZeroDivisionError), place.writing() as stores:
        _ = stores.outbox.claim(NOW, NOW + LEASE, 50, KINDS), 1 / 0
    assert [(m.id, m.attempts) for m in claimed(place)] == [(made.id, 1)]


SETTLED = {
    "sent is never claimed again":               (M.SENT, 999, False),
    "given up is never claimed again":           (M.GIVEN_UP, 999, False),
    "failed waits for its next try":             (M.FAILED, 29, False),
    "failed comes back for its next try":        (M.FAILED, 31, True),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SETTLED)
def test_a_message_that(place: Place, sentence: str) -> None:
    state, minutes, comes_back = SETTLED[sentence]
    queued(place)
    (mine,) = claimed(place)
    settle(place, mine, 30, state=state, sent_at=NOW if state is M.SENT else None, channel="email")
    assert bool(claimed(place, minutes)) is comes_back


def test_what_was_sent_says_when_and_how(place: Place) -> None:
    queued(place)
    (mine,) = claimed(place)
    settle(place, mine, state=M.SENT, sent_at=NOW + MINUTE, channel="letter")
    found = the(place, mine)
    assert (found.state, found.sent_at, found.channel) == (M.SENT, NOW + MINUTE, "letter")


def test_a_sender_that_wakes_after_its_lease_undoes_nothing_of_the_next_one(place: Place) -> None:
    queued(place)
    (slow,) = claimed(place)
    (quick,) = claimed(place, 6)
    assert not settle(place, slow, 7, state=M.FAILED)
    assert the(place, quick).state is M.SENDING
    assert settle(place, quick, state=M.SENT, sent_at=NOW + 6 * MINUTE, channel="email")
    settle(place, slow, 8, state=M.FAILED)
    assert the(place, quick).state is M.SENT
    assert claimed(place, 999) == []


def test_waiting_counts_what_is_not_sent_yet(place: Place) -> None:
    queued(place, 4)
    one, two, _ = claimed(place, limit=3)
    settle(place, one, state=M.SENT, sent_at=NOW)
    settle(place, two, state=M.FAILED)
    with place.open() as stores:
        assert stores.outbox.waiting() == 3


def test_messages_of_another_office_are_neither_claimed_nor_counted(place: Place) -> None:
    (made,) = queued(place)
    with place.another_office() as stores, stores.transaction():
        assert stores.outbox.claim(NOW, NOW + LEASE, 50, KINDS) == []
        assert stores.outbox.waiting() == 0
        assert stores.outbox.of_case(made.case_id) == []
    with place.open() as stores:
        assert stores.outbox.of_case(CaseId("c_none")) == []
