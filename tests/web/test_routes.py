"""Every address has an audience and a permission, or says why it needs none; nobody gets in where they should not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.routing import Route

from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.actor import AUTHORITIES, STAFF, Role
from mediation.kernel.ids import random_id
from mediation.permissions.policy import POLICY
from mediation.web.app import routed
from mediation.web.audience import BY_ACCOUNT, PARTS, Audience
from mediation.web.desk import Desk
from mediation.web.menu import MENUS
from mediation.web.page import Page
from mediation.web.pages import PAGES
from tests.web.conftest import Visitor

Visitors = Callable[..., Visitor]
# Who of the stage belongs to which part, and to no other.
PEOPLE = {
    "adviser": Audience.STAFF,
    "veikko": Audience.VOLUNTEER,
    "prosecutor": Audience.AUTHORITY,
    "auditor": Audience.ADMIN,
}
KEYS = [f"{'+'.join(p.methods)} {p.path}" for p in PAGES]


def test_every_route_is_a_row_of_the_table(sqlite_stage: Stage) -> None:
    made = routed(Desk(sqlite_stage.app, secure=False, idle=timedelta(minutes=10)))
    served = {(r.path, frozenset(r.methods or ()) - {"HEAD"}) for r in made.routes if isinstance(r, Route)}
    assert len(served) == len(made.routes)
    assert served == {(p.path, frozenset(p.methods)) for p in PAGES}


def test_no_address_stands_twice_with_the_same_method() -> None:
    addresses = [(p.path, m) for p in PAGES for m in p.methods]
    assert sorted(addresses) == sorted(set(addresses))


@pytest.mark.parametrize("page", PAGES, ids=KEYS)
def test_every_page_has_a_permission_of_the_policy_or_a_reason(page: Page) -> None:
    assert (page.may is None) == bool(page.why)
    assert page.may is None or POLICY[page.may]
    assert set(page.methods) <= {"GET", "POST"}
    if page.audience is Audience.PUBLIC:
        assert page.may is None


@pytest.mark.parametrize("page", PAGES, ids=KEYS)
def test_a_page_of_a_part_lies_under_its_prefix_or_is_the_offices_own(page: Page) -> None:
    part = PARTS[page.audience]
    others = [PARTS[a].prefix for a in Audience if a is not page.audience and PARTS[a].prefix]
    assert not any(page.path == p or page.path.startswith(f"{p}/") for p in others)
    assert page.audience in {Audience.PUBLIC, Audience.STAFF} or page.path.startswith(part.prefix)


def test_every_menu_entry_is_a_page_of_its_part() -> None:
    known = {(p.audience, p.path) for p in PAGES if "GET" in p.methods}
    assert [(a, at) for a, menu in MENUS.items() for at, _ in menu if (a, at) not in known] == []


def test_every_role_that_signs_in_has_one_part_and_no_other_has_any() -> None:
    entering = {role: [a for a in BY_ACCOUNT if role in PARTS[a].roles] for role in Role}
    assert {role for role, parts in entering.items() if not parts} == {Role.PARTY, Role.SERVICE}
    assert all(len(parts) <= 1 for parts in entering.values())
    assert PARTS[Audience.STAFF].roles == STAFF
    assert PARTS[Audience.AUTHORITY].roles == AUTHORITIES


def concrete(page: Page, case: str) -> str:
    values = {
        "case": case, "report": random_id("i"), "document": random_id("f"), "secret": "x" * 43, "code": "0" * 26,
        "language": "fi",
    }  # fmt: skip
    path = page.path
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    return path


@pytest.mark.parametrize("who", ["", *PEOPLE])
def test_nobody_enters_a_part_that_is_not_theirs(who: str, visitor: Visitors, sqlite_stage: Stage) -> None:
    """Every page of every other part sends them to sign in, and tells nothing."""
    come, case = visitor(who), random_id("c")
    come.client.follow_redirects = False
    for page in PAGES:
        if page.audience is Audience.PUBLIC or page.audience is PEOPLE.get(who):
            continue
        for method in page.methods:
            answer = come.client.request(method, concrete(page, case))
            assert answer.status_code == 303, (page.path, method)
            assert answer.headers["location"].startswith("/sign-in?to="), page.path
            assert answer.text == ""
    del sqlite_stage


def test_a_post_without_the_token_of_its_page_is_refused_on_every_page(aino: Visitor) -> None:
    case = random_id("c")
    posts = [p for p in PAGES if "POST" in p.methods and p.audience in {Audience.STAFF, Audience.PUBLIC}]
    assert len(posts) > 40
    for page in posts:
        answer = aino.client.post(concrete(page, case), data={"csrf": "0" * 64, "text": "x"}, follow_redirects=False)
        is_fresh_asked = page.fresh and answer.status_code == 303
        assert answer.status_code == 403 or is_fresh_asked, page.path


def test_an_adviser_meets_the_policys_no_where_the_person_in_charge_gets_through(
    visitor: Visitors, sqlite_stage: Stage
) -> None:
    """The permission of the action decides, whatever the page shows."""
    case = sqlite_stage.register("adviser", simple(1, "assault", sqlite_stage.today))
    come = visitor("adviser")
    come.open(f"/cases/{case}/decision")
    matters = list(sqlite_stage.case(case).matters)
    come.send(f"/cases/{case}/decision", 403, matters=matters, kind="lapse", reasons="Ei.", sections="434/2003 §36")
    assert "Sinulla ei ole oikeutta tähän" in come.text


def test_an_account_that_lost_its_role_is_out_at_once(visitor: Visitors, sqlite_stage: Stage) -> None:
    come = visitor("adviser")
    with sqlite_stage.app.open_stores() as stores, stores.transaction():
        account = stores.accounts.get(sqlite_stage.actors["adviser"].id)
        stores.accounts.put(replace(account, roles=(Role.AUDITOR,)))
    come.open("/today")
    assert come.address == "/sign-in"
