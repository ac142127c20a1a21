"""The Accounts, Units and Register ports: the office's own people and the bodies it writes to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.accounts.account import Account
from mediation.accounts.tokens import digest, new_token
from mediation.accounts.unit import Unit
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, UnitId, random_id
from mediation.kernel.language import Language
from mediation.kernel.refusals import NotFound, Stale
from tests.conftest import BEGINNING as NOW
from tests.contracts.conftest import Place
from tests.contracts.filled import filled
from tests.contracts.made import DAY, fresh
from volunteers import Admission, Course, NoSuchVolunteer, Volunteer

HOUR = timedelta(hours=1)


def an_account(place: Place, **more: object) -> Account:
    account = replace(filled(Account), id=AccountId(fresh("u")), office=place.office, disabled_at=None)
    account = replace(account, roles=(Role.ADVISER, Role.MEDIATOR), version=0, **more)
    with place.writing() as stores:
        stores.accounts.put(account)
    return replace(account, version=1)


def a_token(place: Place, account: Account) -> bytes:
    made = digest(new_token())
    with place.writing() as stores:
        stores.accounts.add_token(made, account.id, NOW, NOW + HOUR)
    return made


def holder(place: Place, token: bytes, at: object = NOW) -> Account | None:
    with place.another_process() as stores:
        return stores.accounts.by_token(token, at)  # type: ignore[arg-type]


def test_an_account_comes_back_as_it_was_and_as_it_was_changed(place: Place) -> None:
    first, second = an_account(place), an_account(place)
    changed = replace(first, name="Uusi Nimi", roles=(Role.AUDITOR,), disabled_at=NOW, unit=None)
    with place.writing() as stores:
        stores.accounts.put(changed)
    with place.another_process() as stores:
        assert stores.accounts.get(first.id) == replace(changed, version=2)
        assert stores.accounts.all() == [replace(changed, version=2), second]


def test_an_account_changed_meanwhile_is_refused(place: Place) -> None:
    """Or a correction begun before it was disabled would let somebody in again."""
    old = an_account(place)
    with place.writing() as stores:
        stores.accounts.put(replace(old, disabled_at=NOW))
    with place.open() as stores, pytest.raises(Stale), stores.transaction():
        stores.accounts.put(replace(old, name="Oikea Nimi"))
    with place.open() as stores:
        assert stores.accounts.get(old.id).disabled_at == NOW


def test_an_unknown_account_and_one_of_another_office_are_not_found(place: Place) -> None:
    account = an_account(place)
    with place.open() as stores, pytest.raises(NotFound):
        stores.accounts.get(AccountId("u_none"))
    with place.another_office() as stores:
        assert stores.accounts.all() == []
        with pytest.raises(NotFound):
            stores.accounts.get(account.id)


def test_a_token_finds_its_account_until_it_runs_out(place: Place) -> None:
    account = an_account(place)
    token = a_token(place, account)
    assert holder(place, token) == account
    assert holder(place, token, NOW + HOUR - timedelta(microseconds=1)) == account
    assert holder(place, token, NOW + HOUR) is None
    for wrong in (b"", token[:-1], token + b"x", digest(new_token())):
        assert holder(place, wrong) is None
    with place.another_office() as stores:
        assert stores.accounts.by_token(token, NOW) is None


def test_revoking_takes_every_token_of_the_account_and_no_other(place: Place) -> None:
    mine, other = an_account(place), an_account(place)
    tokens, others = [a_token(place, mine), a_token(place, mine)], a_token(place, other)
    with place.writing() as stores:
        assert stores.accounts.revoke_tokens(mine.id, NOW) == 2
        assert stores.accounts.revoke_tokens(mine.id, NOW) == 0
    assert [holder(place, token) for token in tokens] == [None, None]
    assert holder(place, others) == other


def test_the_token_of_a_disabled_account_finds_nobody(place: Place) -> None:
    account = an_account(place)
    token = a_token(place, account)
    with place.writing() as stores:
        stores.accounts.put(replace(account, disabled_at=NOW))
    assert holder(place, token) is None


def test_a_unit_comes_back_as_it_was_and_as_it_was_corrected(place: Place) -> None:
    unit = Unit(id=UnitId(random_id("n")), kind=Role.COURT, name="Käräjäoikeus", language=Language.SWEDISH, email="a@b")
    other = replace(unit, id=UnitId(random_id("n")), kind=Role.POLICE)
    corrected = replace(unit, name="Toinen käräjäoikeus", email="c@d")
    with place.writing() as stores:
        for each in (unit, other, corrected):
            stores.units.put(each)
    with place.another_process() as stores:
        assert stores.units.get(unit.id) == corrected
        assert sorted(stores.units.all(), key=lambda u: u.id) == sorted([corrected, other], key=lambda u: u.id)
        with pytest.raises(NotFound):
            stores.units.get(UnitId("n_none"))
    with place.another_office() as stores:
        assert stores.units.all() == []
        with pytest.raises(NotFound):
            stores.units.get(unit.id)


def a_volunteer(place: Place) -> Volunteer:
    volunteer = Volunteer(
        id=fresh("v"), office=place.office, standing="active", name="Åke Öhman", email="ake@vapaaehtoinen.example",
        phone="040 000 0000", language="sv", languages=("sv", "fi"), courses=(Course("basic", 54, DAY, DAY),),
        admission=Admission("u_1", DAY, "Haastattelu puolsi."),
    )  # fmt: skip
    with place.writing() as stores:
        stores.volunteers.put(volunteer)
    return replace(volunteer, version=1)


def test_a_volunteer_comes_back_with_everything_and_one_version_on(place: Place) -> None:
    first, second = a_volunteer(place), a_volunteer(place)
    with place.writing() as stores:
        stores.volunteers.put(replace(first, standing="resting"))
    with place.another_process() as stores:
        assert stores.volunteers.get(first.id) == replace(first, standing="resting", version=2)
        assert stores.volunteers.all() == [replace(first, standing="resting", version=2), second]
        with pytest.raises(NoSuchVolunteer):
            stores.volunteers.get("v_none")
    with place.another_office() as stores:
        assert stores.volunteers.all() == []
        with pytest.raises(NoSuchVolunteer):
            stores.volunteers.get(first.id)


def test_a_volunteer_changed_meanwhile_is_refused(place: Place) -> None:
    old = a_volunteer(place)
    with place.writing() as stores:
        stores.volunteers.put(replace(old, standing="released"))
    with place.open() as stores, pytest.raises(Stale), stores.transaction():
        stores.volunteers.put(replace(old, standing="active"))
    with place.open() as stores:
        assert stores.volunteers.get(old.id).standing == "released"
