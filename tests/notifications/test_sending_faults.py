"""A server that is down, hesitates, refuses, or takes a mail and is not heard: nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mediation.actions.messages import LEASE, PATIENCE, send_due
from mediation.demo import stories as s
from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Unavailable
from mediation.notifications.channels.errors import DeliveryError
from mediation.notifications.hours import goes_out
from mediation.notifications.outbox import Message, Recipient, RecipientKind
from mediation.notifications.render import Rendered
from mediation.states.small import MessageState
from tests.contracts.made import a_message
from tests.notifications.post import TAKEN, Post, free_port, mailing, open_post
from tests.notifications.test_sending import EVERYONE, ask, messages


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def office(sqlite_stage: Stage, port: int) -> Stage:
    return mailing(sqlite_stage, port)


@pytest.fixture
def post(office: Stage, port: int) -> Iterator[Post]:
    with open_post(office, port) as opened:
        yield opened


def mailed(office: Stage, case_id: CaseId) -> list[Message]:
    return [m for m in messages(office, case_id) if m.channel != "letter"]


def test_while_the_server_is_down_messages_wait_and_then_go_once_each(office: Stage, port: int) -> None:
    case_id = ask(office)
    assert send_due(office.app, office.clockwork).failed == 4
    assert {m.state for m in mailed(office, case_id)} == {MessageState.FAILED}
    office.later(seconds=30)
    assert send_due(office.app, office.clockwork).failed == 0
    with open_post(office, port) as post:
        office.later(seconds=31)
        assert send_due(office.app, office.clockwork).sent == 4
        office.later(days=1)
        assert send_due(office.app, office.clockwork).sent == 0
        assert {mail.to[0] for mail in post.mails} == EVERYONE
        assert len(post.tries) == 4
    assert {m.state for m in mailed(office, case_id)} == {MessageState.SENT}


def test_a_server_that_stays_down_is_tried_with_growing_patience_for_three_days_and_then_given_up(
    office: Stage,
) -> None:
    case_id = ask(office)
    waits: list[timedelta] = []
    while True:
        tried = office.clock.now()
        send_due(office.app, office.clockwork)
        first = mailed(office, case_id)[0]
        if first.state is MessageState.GIVEN_UP:
            break
        assert first.not_before == goes_out(first.kind, tried + PATIENCE[first.attempts - 1])
        waits.append(first.not_before - tried)
        office.clock.put(first.not_before)
    assert len(waits) == len(PATIENCE)
    assert all(wait >= patience for wait, patience in zip(waits, PATIENCE, strict=True))
    assert sum(waits, timedelta()) >= timedelta(days=3)
    office.later(days=30)
    assert send_due(office.app, office.clockwork).sent == 0


def test_a_refusal_for_good_is_given_up_at_once_and_only_for_its_recipient(office: Stage, post: Post) -> None:
    post.answer = lambda address: "550 no such mailbox" if address.startswith("sulo") else TAKEN
    case_id = ask(office)
    sent = send_due(office.app, office.clockwork)
    assert (sent.sent, sent.given_up, sent.failed) == (3, 1, 0)
    office.later(days=10)
    send_due(office.app, office.clockwork)
    assert len(post.tries) == 4
    assert [m.state for m in mailed(office, case_id)].count(MessageState.GIVEN_UP) == 1


@pytest.mark.parametrize("answer", ["421 closing", "450 busy", "451 local error", "452 full"])
def test_a_refusal_for_now_is_tried_again_with_the_same_message_id(office: Stage, post: Post, answer: str) -> None:
    post.answer = lambda _: answer
    ask(office)
    assert send_due(office.app, office.clockwork).failed == 4
    post.answer = lambda _: TAKEN
    office.later(minutes=2)
    assert send_due(office.app, office.clockwork).sent == 4
    refused, taken = (
        {mail.to[0]: mail.message["Message-ID"] for mail in post.tries if mail.taken is was} for was in (False, True)
    )
    assert refused == taken


def test_a_mail_taken_whose_sender_then_crashed_is_sent_again_as_the_same_mail(office: Stage, post: Post) -> None:
    """At least once: the receiving server recognises the second by its Message-ID."""
    case_id = ask(office)

    def no_settling(connection: object, cursor: object, statement: str, *_: object) -> None:
        del connection, cursor
        settles = statement.startswith("UPDATE messages SET") and "attempts=" not in statement.partition("WHERE")[0]
        if settles and post.mails:  # what goes by letter may come first: it is no mail
            raise sa.exc.TimeoutError

    sa.event.listen(office.house.engine, "before_cursor_execute", no_settling)
    with pytest.raises(Unavailable):
        send_due(office.app, office.clockwork)
    sa.event.remove(office.house.engine, "before_cursor_execute", no_settling)
    (lost,) = post.mails
    assert send_due(office.app, office.clockwork).sent == 0
    office.clock.put(office.clock.now() + LEASE + timedelta(seconds=1))
    assert send_due(office.app, office.clockwork).sent == 4
    again = [mail for mail in post.mails if mail.to == lost.to]
    assert [mail.message["Message-ID"] for mail in again] == [lost.message["Message-ID"]] * 2
    assert {m.state for m in mailed(office, case_id)} == {MessageState.SENT}


def test_one_message_that_cannot_be_made_does_not_keep_the_others(office: Stage, post: Post) -> None:
    """Its facts are missing: it is tried again, given up at last, and named; the others go."""
    case_id = ask(office)
    long_ago = office.clock.now() - timedelta(days=1)
    urpo = Recipient(RecipientKind.PERSON, next(iter(office.case(case_id).people)))
    broken = a_message(case_id, not_before=long_ago, kind="meeting_notice", to=urpo)
    with office.app.open_stores() as stores, stores.transaction():
        stores.outbox.add(broken)
    sent = send_due(office.app, office.clockwork)
    assert (sent.sent, sent.failed) == (4, 1)
    for _ in range(len(PATIENCE)):
        office.later(days=2)
        send_due(office.app, office.clockwork)
    state = next(m.state for m in messages(office, case_id) if m.id == broken.id)
    assert state is MessageState.GIVEN_UP
    assert len(post.tries) == 4


BAD = ["urpo@x.example\r\nBcc: kaikki@x.example", "urpo keksitty", "a@x.example,b@x.example", "<u@x.example>"]


@pytest.mark.parametrize("address", BAD, ids=ascii)
def test_an_address_that_would_be_more_than_one_reaches_nobody(office: Stage, post: Post, address: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        office.app.channels.email.send("w_1", address, Rendered("Hei", "Hei\n", None))
    assert refused.value.permanent
    assert post.tries == []


def test_what_an_erased_case_had_in_the_outbox_is_given_up_and_never_claimed_again(office: Stage, post: Post) -> None:
    erased, other = ask(office), ask_again(office)
    office.house.vault.forget(erased)
    assert send_due(office.app, office.clockwork).sent == len(EVERYONE)
    assert len(post.tries) == len(EVERYONE)
    for _ in range(3):
        office.clock.put(office.clock.now() + LEASE + timedelta(minutes=1))
        assert send_due(office.app, office.clockwork).sent == 0
    with office.house.engine.connect() as connection:
        rows = connection.execute(sa.text("select case_id, state, attempts from messages")).all()
    assert {(r.state, r.attempts) for r in rows if r.case_id == erased} == {("given_up", 1)}
    assert {r.state for r in rows if r.case_id == other} == {"sent"}


def ask_again(stage: Stage) -> CaseId:
    """The same people asked in a case of another delivery."""
    arrival = two_suspects(stage.today, stage.today) | {"delivery_id": "demo-vahingonteko-0002"}
    case_id = stage.register("police", arrival)
    s.triage(stage, case_id)
    stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
    return case_id
