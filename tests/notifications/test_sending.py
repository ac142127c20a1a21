"""The outbox sent through a real SMTP server: to whom, with which words, once, and never at night."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from mediation.actions.messages import send_due
from mediation.demo import stories as s
from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.clock import HELSINKI
from mediation.kernel.ids import CaseId
from mediation.notifications.outbox import Message
from mediation.states.small import MessageState
from tests.contracts.threads import together
from tests.notifications.post import SENDER, TAKEN, Post, free_port, mailing, open_post
from tests.storage.plaintext import Searcher
from tests.storage.story import Recording, secrets_in
from tests.stories import test_two_suspects as two

EVERYONE = {f"{name}@keksitty.example" for name in ("sulo", "tilda", "hilla", "urpo")}  # Hemmo has no address


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


def ask(stage: Stage, **contacts: dict[str, str]) -> CaseId:
    """A case in which everyone is asked for consent."""
    arrival = two_suspects(stage.today, stage.today - timedelta(days=9))
    for person in arrival["people"]:
        person["contact"] |= contacts.get(person["ref"], {})
    case_id = stage.register("police", arrival)
    s.triage(stage, case_id)
    stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
    return case_id


def messages(stage: Stage, case_id: CaseId) -> list[Message]:
    with stage.app.open_stores() as stores:
        return stores.outbox.of_case(case_id)


def test_each_recipient_gets_one_mail_of_their_own(office: Stage, post: Post) -> None:
    ask(office)
    sent = send_due(office.app, office.clockwork)
    assert (sent.sent, sent.by_letter, sent.failed, sent.given_up) == (4, 1, 0, 0)
    assert sorted(mail.to for mail in post.tries) == sorted((address,) for address in EVERYONE)
    for mail in post.mails:
        assert [mail.message["To"]] == list(mail.to)
        assert (mail.message["From"], mail.message["Cc"], mail.message["Bcc"]) == (SENDER, None, None)
        assert mail.message["Auto-Submitted"] == "auto-generated"
    assert len({mail.message["Message-ID"] for mail in post.mails}) == 4


def test_sending_again_sends_nothing_again(office: Stage, post: Post) -> None:
    ask(office)
    for _ in range(3):
        send_due(office.app, office.clockwork)
        office.later(minutes=30)
    assert len(post.tries) == 4


def test_four_senders_at_once_send_each_mail_once(office: Stage, post: Post) -> None:
    for number in range(3):
        office.register("police", two_suspects(office.today, office.today) | {"delivery_id": f"koe-{number:06d}"})
    with office.app.open_stores() as stores:
        cases = [row[1] for row in stores.cases.page(office.app.office.id)]
    for case_id in cases:
        s.triage(office, case_id)
        office.do("adviser", "consents ask", case_id, matters=list(office.case(case_id).matters))
    sent = together(*[lambda: send_due(office.app, office.clockwork)] * 4)
    assert sum(each.sent for each in sent) == len(post.mails) == 12
    assert len({mail.message["Message-ID"] for mail in post.mails}) == 12


def test_no_mail_of_a_whole_story_says_whom_it_is_about_or_what(sqlite_stage: Stage, port: int) -> None:
    stage = Recording(sqlite_stage.house, sqlite_stage.clock)
    stage.__dict__ |= sqlite_stage.__dict__
    stage.answers, stage.secrets = [], set(secrets_in(two_suspects(stage.today, stage.today)))
    with open_post(mailing(stage, port), port) as post:
        two.test_one_no_stops_that_suspects_matter_and_leaves_the_other_running_to_its_end(stage)
        send_due(stage.app, stage.clockwork)
        stage.later(days=1)
        send_due(stage.app, stage.clockwork)
    with stage.app.open_stores() as stores:
        numbers = [row[2] for row in stores.cases.page(stage.app.office.id)]
    assert len(post.mails) > 12
    names = {part for secret in stage.secrets for part in secret.split() if part[0].isupper() and len(part) > 3}
    words = (stage.secrets | names | set(numbers)) - {"Keksityn", "Keksitty", "Helsinki", "Sovittelija"}
    assert {"Sulo", "Urpo", "Vahingonteko", numbers[0]} <= words
    shown = "\n".join(mail.words for mail in post.mails).casefold()
    assert {word for word in words if word.casefold() in shown} == set()
    bodies = b"\n".join(mail.raw.partition(b"\r\n\r\n")[2] for mail in post.mails)
    assert Searcher(words).look("the bodies as sent", bodies) == []
    others = {"kirjaamo@syyttaja.example", "veikko@vapaaehtoinen.example"}
    assert {mail.to[0] for mail in post.mails} >= EVERYONE | others


SAFE = {
    "who has no address":                     {"email": "", "safe_channel": "email"},
    "whose safe way is a letter":             {"email": "urpo@keksitty.example", "safe_channel": "letter"},
    "who is safely reached by telephone only": {"email": "urpo@keksitty.example", "safe_channel": "phone"},
}  # fmt: skip


@pytest.mark.parametrize("sentence", SAFE)
def test_no_mail_goes_to_a_person(office: Stage, post: Post, sentence: str) -> None:
    case_id = ask(office, u=SAFE[sentence])
    assert send_due(office.app, office.clockwork).by_letter == 2
    assert {mail.to[0] for mail in post.tries} == EVERYONE - {"urpo@keksitty.example"}
    letters = [m for m in messages(office, case_id) if m.channel == "letter"]
    assert {m.state for m in letters} == {MessageState.SENT}
    assert len(letters) == 2


def night(stage: Stage) -> bool:
    return not 9 <= stage.clock.now().astimezone(HELSINKI).hour < 20


def test_nothing_goes_to_a_person_at_night_however_it_was_delayed(office: Stage, post: Post) -> None:
    """Queued in the evening with the sender stopped, refused for a while in between: it waits for the morning."""
    office.at(office.today, 19, 50)
    post.answer = lambda _: "451 later" if len(post.tries) < 4 else TAKEN
    ask(office)
    send_due(office.app, office.clockwork)
    for _ in range(14 * 6):
        office.later(minutes=10)
        send_due(office.app, office.clockwork)
        assert not (night(office) and any(mail.at == office.clock.now() for mail in post.tries))
    assert {mail.to[0] for mail in post.mails} == EVERYONE


def test_what_is_queued_by_day_and_first_tried_at_night_waits_for_the_morning(office: Stage, post: Post) -> None:
    office.at(office.today, 15)
    ask(office)
    office.at(office.today, 23)
    assert send_due(office.app, office.clockwork).sent == 0
    assert post.tries == []
    office.at(office.today + timedelta(days=1), 9, 1)
    assert send_due(office.app, office.clockwork).sent == 4
