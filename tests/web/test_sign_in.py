"""Signing in: what proves who one is, what slows guessing down, what ends a session, and what is kept through it."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pyotp
import pytest

from mediation.actions.office import OneAccount, disable_account
from mediation.actions.sign_in import invite
from mediation.demo.stage import Stage
from mediation.web.desk import Desk
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]
PASSWORD = "kolme vanhaa kirsikkapuuta"
NAME = "aino@sovittelutoimisto.example"


class Holder:
    """Somebody who has set up their sign-in."""

    def __init__(self, stage: Stage, visitor: Visitors) -> None:
        self.stage, self.come = stage, visitor()
        made = stage.record("administrator", invite, OneAccount, {"account": stage.actors["adviser"].id})
        self.link = f"/enrol/{made['secret']}"
        page = self.come.open(self.link)
        self.secret = self.come.hidden("secret")
        assert self.secret in page
        self.come.send(self.link, name=NAME, password=PASSWORD, again=PASSWORD, secret=self.secret, code=self.code())
        self.codes = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", self.come.page.text)

    def code(self) -> str:
        """What the app shows now."""
        return pyotp.TOTP(self.secret).at(self.stage.clock.now())

    def sign_in(self, come: Visitor, status: int = 200, **other: str) -> None:
        """Sign in as the holder does, or with something else in a field."""
        self.stage.later(minutes=1)
        come.open("/sign-in")
        come.send("/sign-in", status, **({"name": NAME, "password": PASSWORD, "code": self.code()} | other))


@pytest.fixture
def holder(sqlite_stage: Stage, visitor: Visitors) -> Holder:
    return Holder(sqlite_stage, visitor)


def test_an_invitation_leads_to_password_app_and_ten_recovery_codes_and_opens_once(
    holder: Holder, visitor: Visitors
) -> None:
    assert len(holder.codes) == 10
    come = visitor()
    holder.sign_in(come)
    assert come.address == "/today"
    come.open(holder.link, 404)
    assert "Linkki on jo käytetty tai vanhentunut" in come.text


WRONG = {  # what is typed instead → refused alike, whatever of the three was wrong
    "another password":          {"password": "kolme nuorta kirsikkapuuta"},
    "another code":              {"code": "000000"},
    "no code":                   {"code": ""},
    "another name":              {"name": "eino@sovittelutoimisto.example"},
    "a name as an SQL joke":     {"name": "' or 1=1 --"},
    "a password of 5,000 signs": {"password": "x" * 5000},
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG)
def test_a_wrong_answer_is_refused_and_does_not_say_which(sentence: str, holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    holder.sign_in(come, 422, **WRONG[sentence])
    assert "Tunnus, salasana tai koodi on väärä" in come.text
    come.open("/today")
    assert come.address == "/sign-in"


def test_a_code_is_taken_once(holder: Holder, visitor: Visitors) -> None:
    come, again = visitor(), visitor()
    holder.sign_in(come)
    code = holder.code()
    again.open("/sign-in")
    again.send("/sign-in", 422, name=NAME, password=PASSWORD, code=code)


def test_a_recovery_code_opens_once(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    holder.sign_in(come, code=holder.codes[0].upper().replace("-", " "))
    assert come.address == "/today"
    holder.sign_in(visitor(), 422, code=holder.codes[0])
    assert "9" in come.open("/desk/account")


def test_five_wrong_tries_close_the_name_for_a_quarter_of_an_hour(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    for _ in range(5):
        holder.sign_in(come, 422, password="väärä salasana")
    holder.sign_in(come, 429)
    assert "odota vartti" in come.text
    holder.stage.later(minutes=16)
    holder.sign_in(come)
    assert come.address == "/today"


def test_thirty_wrong_tries_close_the_address_whatever_the_names(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    come.open("/sign-in")
    for n in range(30):
        come.send("/sign-in", 422, name=f"joku{n}@keksitty.example", password="x", code="1")
    holder.sign_in(come, 429)


WEAK = {  # password → the sentence at its field
    "short":             ("lyhyt", "Vähintään 12 merkkiä"),
    "one letter":        ("aaaaaaaaaaaaaaaa", "toistuvat samat merkit"),
    "one's own name":    ("Aino Ohjaaja 1", "nimestäsi tai osoitteestasi"),
    "one's own address": ("aino.sovittelutoimisto", "nimestäsi tai osoitteestasi"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WEAK)
def test_a_weak_password_is_refused_at_its_field_and_the_link_stays_open(
    sentence: str, sqlite_stage: Stage, visitor: Visitors
) -> None:
    password, said = WEAK[sentence]
    made = sqlite_stage.record("administrator", invite, OneAccount, {"account": sqlite_stage.actors["adviser"].id})
    come = visitor()
    come.open(f"/enrol/{made['secret']}")
    secret = come.hidden("secret")
    code = pyotp.TOTP(secret).at(sqlite_stage.clock.now())
    come.send(f"/enrol/{made['secret']}", 422, name=NAME, password=password, again=password, secret=secret, code=code)
    assert said in come.text
    assert come.hidden("secret") == secret, "the app that was just set up still fits"
    assert password not in come.page.text
    come.send(f"/enrol/{made['secret']}", 200, name=NAME, password=PASSWORD, again=PASSWORD, secret=secret, code=code)


def test_a_demo_link_opens_once_and_only_at_a_demo(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("adviser")
    used = str(come.page.history[0].url.path)
    come.open(used, 404)
    real = Desk(sqlite_stage.app, secure=True, idle=timedelta(minutes=10), demo=False)
    other = visitor(desk=real)
    other.open(used, 404)
    assert "Tällaista sivua ei ole" in other.text


def test_an_idle_page_locks_and_what_was_typed_survives(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    holder.sign_in(come)
    come.open("/intake/new")
    holder.stage.later(minutes=11)
    come.send("/intake/new", initiator="police", matters__0__title="Riita aidasta", people__0__name="Olli Osapuoli")
    assert come.address == "/desk/unlock"
    assert "Olli Osapuoli" not in come.page.text, "a locked page shows nothing"
    come.send("/desk/unlock?to=/intake/new", 422, password="väärä salasana")
    come.send("/desk/unlock?to=/intake/new", password=PASSWORD)
    assert come.address == "/intake/new"
    assert 'value="Riita aidasta"' in come.page.text
    assert 'value="Olli Osapuoli"' in come.page.text
    assert "lähettämättä jäänyt teksti on palautettu" in come.text
    come.send("/desk/draft?of=/intake/new", forget="yes")
    assert "Olli Osapuoli" not in come.open("/intake/new")


def test_a_session_that_has_run_out_keeps_the_text_for_the_next_one(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    holder.sign_in(come)
    come.open("/intake/new")
    holder.stage.later(hours=13)
    come.send("/intake/new", initiator="police", matters__0__title="Riita aidasta")
    assert come.address == "/sign-in"
    come.send("/sign-in?to=/intake/new", name=NAME, password=PASSWORD, code=holder.code())
    assert come.address == "/intake/new"
    assert 'value="Riita aidasta"' in come.page.text


def test_nobody_else_gets_what_was_typed(holder: Holder, visitor: Visitors) -> None:
    come, other = visitor("adviser"), visitor("second_adviser")
    come.open("/intake/new")
    come.send("/desk/draft?of=/intake/new", 204, matters__0__title="Riita aidasta")
    assert "Riita aidasta" in come.open("/intake/new")
    assert "Riita aidasta" not in other.open("/intake/new")
    del holder


def test_sensitive_steps_ask_who_it_is_once_more(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    holder.sign_in(come)
    for _ in range(2):
        holder.stage.later(minutes=6)
        come.open("/desk/account")
    come.send("/desk/account/recovery")
    assert come.address == "/desk/prove"
    come.send("/desk/prove?to=/desk/account", password=PASSWORD)
    come.send("/desk/account/recovery")
    fresh = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", come.page.text)
    assert len(fresh) == 10
    assert not set(fresh) & set(holder.codes)
    holder.sign_in(visitor(), 422, code=holder.codes[1])
    holder.sign_in(visitor(), code=fresh[1])


def test_a_session_is_listed_and_ended_from_afar(holder: Holder, visitor: Visitors) -> None:
    here, there = visitor(), visitor()
    holder.sign_in(here)
    holder.sign_in(there)
    here.open("/desk/account")
    sessions = re.findall(r'name="session" value="(s_[0-9a-z]+)"', here.page.text)
    assert len(sessions) == 2
    own = there.open("/desk/account")
    theirs = next(s for s in sessions if re.search(rf"tämä.*?{s}", unescape(own), re.DOTALL))
    here.send("/desk/account/end", session=theirs)
    there.open("/today")
    assert there.address == "/sign-in"
    here.open("/today")
    assert here.address == "/today"


def test_nobody_ends_the_session_of_another(holder: Holder, visitor: Visitors) -> None:
    come, other = visitor("adviser"), visitor("second_adviser")
    session = re.findall(r'name="session" value="(s_[0-9a-z]+)"', come.open("/desk/account"))[0]
    other.open("/desk/account")
    other.send("/desk/account/end", 404, session=session)
    assert come.open("/today")
    del holder


def test_signing_out_ends_it_on_the_server_and_clears_the_browser(visitor: Visitors) -> None:
    come = visitor("adviser")
    cookie = come.client.cookies["mediation-staff"]
    come.open("/today")
    come.send("/desk/sign-out")
    assert come.page.history[0].headers["clear-site-data"] == '"cache", "storage"'
    come.client.cookies.set("mediation-staff", cookie)
    come.open("/today")
    assert come.address == "/sign-in"


def test_a_disabled_account_is_out_at_once_and_cannot_come_back(holder: Holder, visitor: Visitors) -> None:
    come = visitor()
    holder.sign_in(come)
    account = {"account": holder.stage.actors["adviser"].id}
    holder.stage.record("administrator", disable_account, OneAccount, account)
    come.open("/today")
    assert come.address == "/sign-in"
    holder.sign_in(visitor(), 422)


def test_what_is_signed_in_with_lies_nowhere_readable(holder: Holder) -> None:
    with holder.stage.house.engine.connect() as connection:
        for table in ("credentials", "sessions", "sign_in_links", "attempts", "drafts"):
            kept = repr(connection.exec_driver_sql(f"select * from {table}").all())
            for secret in (PASSWORD, NAME, holder.secret, *holder.codes, holder.link.removeprefix("/enrol/")):
                assert secret not in kept, table


@pytest.mark.parametrize("path", ["/demo/", "/enrol/"])
def test_a_made_up_link_is_refused_like_a_used_one(path: str, visitor: Visitors) -> None:
    come = visitor()
    for secret in ("x" * 43, "æ" * 10, "%00", "x" * 5000):
        answer = come.client.get(path + secret)
        assert answer.status_code == 404, secret
