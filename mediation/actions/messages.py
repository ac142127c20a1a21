"""The outbox sent: each message claimed by one sender, tried again with patience, given up at last."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from mediation.cases.case import Case
from mediation.cases.decision import Decision
from mediation.cases.party import Channel as SafeChannel
from mediation.kernel.actor import Actor
from mediation.kernel.ids import AccountId, ItemId, PersonId, UnitId, looks_like_id
from mediation.kernel.language import Language
from mediation.kernel.refusals import Refusal, Unavailable
from mediation.notifications.catalogue import MessageKind, variables_of
from mediation.notifications.channels.errors import DeliveryError
from mediation.notifications.hours import goes_out
from mediation.notifications.letters import Letter, letter_of
from mediation.notifications.outbox import Message, RecipientKind
from mediation.notifications.render import Rendered, Value, render
from mediation.permissions.may import May
from mediation.states.machine import Subject
from mediation.states.small import MESSAGE, MessageState
from mediation.work import App, Work, unit

log = logging.getLogger("mediation.outbox")
LEASE = timedelta(minutes=5)
PATIENCE = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440))  # gives up after 3 days
BATCH = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """How one sending round went."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    by_letter: int = 0


@dataclass(frozen=True, slots=True)
class _Address:
    language: Language
    email: str


def send_due(app: App, actor: Actor) -> Sent:
    """Send everything due once; a crash in between sends a message again later, never loses it."""
    total = Sent()
    while True:
        with unit(app, actor) as work:
            work.permit(May.MESSAGE_SEND)
            claimed: list[Message] = []
            work.later(partial(_claim, work, claimed))
        if not claimed:
            return total
        for message in claimed:
            total = _count(total, _send_one(app, actor, message))


def _claim(work: Work, into: list[Message]) -> None:
    # What was queued by day and is first tried at night waits for the morning like what is queued at night.
    may_go = frozenset(kind for kind in MessageKind if goes_out(kind, work.now()) == work.now())
    into += work.stores.outbox.claim(work.now(), work.now() + LEASE, BATCH, may_go)


def _send_one(app: App, actor: Actor, message: Message) -> Message:
    with unit(app, actor) as work:
        now = work.now()
        try:
            channel = _deliver(work, message)
            outcome = _settled(message, "deliver", channel=channel, sent_at=now)
        except DeliveryError as error:
            last = error.permanent or message.attempts > len(PATIENCE)
            outcome = _settled(message, "give_up" if last else "fail")
        failed = outcome.state is MessageState.FAILED
        later = goes_out(message.kind, now + PATIENCE[message.attempts - 1]) if failed else now
        work.later(partial(_settle, work, outcome, later))
        work.note(
            f"message_{outcome.state.value}", case=message.case_id, thing=message.id, kind=message.kind,
            to=message.to.id, channel=outcome.channel or "none", attempt=message.attempts,
        )  # fmt: skip
    return outcome


def _settle(work: Work, outcome: Message, later: datetime) -> None:
    if work.stores.outbox.settle(outcome, later) and outcome.channel == "letter":
        work.stores.letters.put(letter_of(outcome))


def _deliver(work: Work, message: Message) -> str:
    """Hand one message over; the way it went. What cannot be made is a DeliveryError and keeps no other waiting."""
    email = work.app.channels.email
    try:
        address = _address(work, message)
        rendered = words(work.app, message, address.language) if address.email else None
    except Unavailable:
        raise
    except Exception as error:
        code = error.code if isinstance(error, Refusal) else type(error).__name__
        log.warning("message %s could not be made: %s", message.id, code)
        raise DeliveryError("not_made", permanent=False) from None
    if rendered is None:
        return "letter"
    email.send(message.id, address.email, rendered)
    return email.name


def words(app: App, message: Message | Letter, language: Language) -> Rendered:
    """The words of a message in a language, or the office's own where it has no such one."""
    kind, language = MessageKind(message.kind), app.law.spoken(language)
    values: dict[str, Value] = {"office": app.office.names[language], "link": app.channels.link}
    for name in variables_of(kind) - set(values):
        text = message.facts[name]
        values[name] = datetime.fromisoformat(text) if name == "starts_at" else date.fromisoformat(text)
    return render(kind, language, values, app.law.templates)


def _address(work: Work, message: Message) -> _Address:
    to = message.to
    if to.kind is RecipientKind.PERSON:
        case = work.stores.cases.get(message.case_id)
        person = case.person(PersonId(to.id))
        safely = person.contact.safe_channel is SafeChannel.EMAIL and not _is_served_on_paper(work, case, message)
        return _Address(person.language, person.contact.email if safely else "")
    if to.kind is RecipientKind.VOLUNTEER:
        volunteer = work.stores.volunteers.get(to.id)
        return _Address(Language(volunteer.language), volunteer.email)
    if to.kind is RecipientKind.UNIT:
        unit_ = work.stores.units.get(UnitId(to.id))
        return _Address(unit_.language, unit_.email)
    return _staff(work, to.id)


def _is_served_on_paper(work: Work, case: Case, message: Message) -> bool:
    """Whether a message tells of a decision served on its reader by letter: then no e-mail will do (434/2003 §59)."""
    if not message.enclosed or message.kind != MessageKind.DECISION_SERVED:
        return False
    about = {d.subject for d in work.stores.documents.of_case(case.id) if d.id in message.enclosed}
    served = (s for d in about for s in case.item(Decision, ItemId(d)).services if s.person == message.to.id)
    return any(s.channel is SafeChannel.LETTER for s in served)


def _staff(work: Work, whom: str) -> _Address:
    """One account, or the office's own mailbox where a role is meant."""
    if not looks_like_id(whom, "u"):
        return _Address(work.app.law.languages[0], work.app.office.email)
    account = work.stores.accounts.get(AccountId(whom))
    return _Address(account.language, account.email)


def _settled(message: Message, step: str, *, channel: str = "", sent_at: datetime | None = None) -> Message:
    subject = Subject(message.state)
    MESSAGE.take(subject, step)
    return replace(message, state=MessageState(subject.state), channel=channel, sent_at=sent_at)


def _count(total: Sent, message: Message) -> Sent:
    if message.state is MessageState.SENT:
        letter = message.channel == "letter"
        return replace(total, sent=total.sent + (not letter), by_letter=total.by_letter + letter)
    if message.state is MessageState.FAILED:
        return replace(total, failed=total.failed + 1)
    return replace(total, given_up=total.given_up + 1)
