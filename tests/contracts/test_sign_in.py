"""Credentials, tries, sessions, links and unsent text, on SQLite and on PostgreSQL."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.accounts.credentials import TRIES_OF_A_NAME, Credential, Kind, Tries
from mediation.accounts.sessions import Link, Purpose, Session, Way, digest_of
from mediation.actions.proving import prove
from mediation.demo.stage import Stage
from mediation.kernel.ids import AccountId, random_id
from mediation.kernel.refusals import Refusal


@pytest.fixture
def aino(stage: Stage) -> AccountId:
    return stage.actors["adviser"].id


def credential(stage: Stage, account: AccountId, kind: Kind = Kind.PASSWORD, lookup: bytes | None = b"x") -> Credential:
    return Credential(
        id=random_id("k"), account=account, kind=kind, body="$argon2id$…", made_at=stage.clock.now(), lookup=lookup
    )


def session(stage: Stage, account: AccountId) -> Session:
    now = stage.clock.now()
    return Session(
        id=random_id("s"), digest=digest_of(random_id("x")), account=account, audience="staff", way=Way.PASSWORD,
        begun_at=now, seen_at=now, proved_at=now, ends_at=now + timedelta(hours=12),
    )  # fmt: skip


def test_a_credential_is_found_by_account_and_by_lookup_and_dropped_by_kind(stage: Stage, aino: AccountId) -> None:
    made, code = credential(stage, aino), credential(stage, aino, Kind.RECOVERY, b"y")
    with stage.app.open_stores() as stores, stores.transaction():
        stores.credentials.add(made)
        stores.credentials.add(code)
    with stage.app.open_stores() as stores:
        assert stores.credentials.of_account(aino, Kind.PASSWORD) == [made]
        assert stores.credentials.by_lookup(b"y") == code
        assert stores.credentials.by_lookup(b"z") is None
        with stores.transaction():
            stores.credentials.drop(aino, Kind.PASSWORD)
        assert stores.credentials.by_lookup(b"x") is None
        assert stores.credentials.by_lookup(b"y") == code


def test_of_two_uses_of_one_credential_the_second_is_told(stage: Stage, aino: AccountId) -> None:
    made = credential(stage, aino, Kind.TOTP, None)
    with stage.app.open_stores() as stores, stores.transaction():
        stores.credentials.add(made)
    with stage.app.open_stores() as stores, stores.transaction():
        assert stores.credentials.use(made, 7, stage.clock.now())
        assert not stores.credentials.use(made, 7, stage.clock.now())
    with stage.app.open_stores() as stores:
        assert stores.credentials.of_account(aino, Kind.TOTP)[0].counter == 7


def test_tries_are_counted_closed_and_forgotten(stage: Stage) -> None:
    now = stage.clock.now()
    tries = Tries(0, now)
    for _ in range(TRIES_OF_A_NAME):
        assert not tries.is_closed(now)
        tries = tries.after_failure(now, TRIES_OF_A_NAME)
    with stage.app.open_stores() as stores, stores.transaction():
        stores.credentials.keep_tries(b"who", Tries(1, now))
        stores.credentials.keep_tries(b"who", tries)
    with stage.app.open_stores() as stores:
        kept = stores.credentials.tries(b"who")
        assert kept == tries
        assert kept is not None
        assert kept.is_closed(now + timedelta(minutes=14))
        assert not kept.is_closed(now + timedelta(minutes=15))
        with stores.transaction():
            stores.credentials.keep_tries(b"who", None)
        assert stores.credentials.tries(b"who") is None


def test_a_session_is_found_by_what_the_browser_holds_and_stays_ended(stage: Stage, aino: AccountId) -> None:
    made = session(stage, aino)
    with stage.app.open_stores() as stores, stores.transaction():
        stores.sessions.add(made)
    later = stage.later(minutes=5)
    with stage.app.open_stores() as stores, stores.transaction():
        stores.sessions.save(replace(made, ended_at=later))
        stores.sessions.save(replace(made, seen_at=later))  # a request that was under way meanwhile
    with stage.app.open_stores() as stores:
        found = stores.sessions.find(made.digest)
        assert found is not None
        assert found.ended_at == later
        assert stores.sessions.of_account(aino) == [found]
        assert stores.sessions.find(b"nobody's") is None


def test_a_link_is_used_by_one_of_two_who_come_at_once(stage: Stage, aino: AccountId) -> None:
    link = Link(digest=b"link", account=aino, purpose=Purpose.ENROL, ends_at=stage.clock.now() + timedelta(days=3))
    with stage.app.open_stores() as stores, stores.transaction():
        stores.sessions.add_link(link)
    with stage.app.open_stores() as stores, stores.transaction():
        assert [stores.sessions.use_link(b"link", stage.clock.now()) for _ in range(2)] == [True, False]
    with stage.app.open_stores() as stores:
        found = stores.sessions.link(b"link")
        assert found is not None
        assert not found.is_open(stage.clock.now())


def test_unsent_text_is_replaced_and_dropped(stage: Stage, aino: AccountId) -> None:
    with stage.app.open_stores() as stores, stores.transaction():
        stores.sessions.keep_draft(b"page", aino, stage.clock.now(), b"yksi")
        stores.sessions.keep_draft(b"page", aino, stage.clock.now(), b"kaksi")
    with stage.app.open_stores() as stores:
        assert stores.sessions.draft(b"page") == (stage.clock.now(), b"kaksi")
        with stores.transaction():
            stores.sessions.drop_draft(b"page")
        assert stores.sessions.draft(b"page") is None


def test_guesses_sent_all_at_once_are_all_counted_and_close_the_door(stage: Stage) -> None:
    """Eight at the same moment: none ends in a fault, and afterwards the name is closed."""
    told: list[str] = []

    def guess() -> None:
        try:
            prove(stage.app, "aino@sovittelutoimisto.example", "arvaus", "000000", "192.0.2.1")
        except Refusal as refusal:
            told.append(refusal.code)

    guessing = [threading.Thread(target=guess) for _ in range(8)]
    for thread in guessing:
        thread.start()
    for thread in guessing:
        thread.join()
    assert len(told) == 8
    assert set(told) <= {"sign_in_refused", "sign_in_closed"}
    with pytest.raises(Refusal) as refused:
        prove(stage.app, "aino@sovittelutoimisto.example", "arvaus", "000000", "192.0.2.1")
    assert refused.value.code == "sign_in_closed"


def test_unsent_text_kept_twice_at_once_is_kept(stage: Stage, aino: AccountId) -> None:
    faults: list[Exception] = []

    def keep(text: bytes) -> None:
        try:
            with stage.app.open_stores() as stores, stores.transaction():
                stores.sessions.keep_draft(b"page", aino, stage.clock.now(), text)
        except Exception as fault:
            faults.append(fault)

    keeping = [threading.Thread(target=keep, args=(f"{n}".encode(),)) for n in range(6)]
    for thread in keeping:
        thread.start()
    for thread in keeping:
        thread.join()
    assert faults == []
    with stage.app.open_stores() as stores:
        assert stores.sessions.draft(b"page") is not None
