"""A refusal has a code of its own, says what is missing and where it stands, and carries no values."""

import pytest

from mediation.kernel import refusals
from mediation.kernel.actor import AUTHORITIES, STAFF, Actor, Role, service
from mediation.kernel.ids import AccountId, OfficeId
from mediation.kernel.refusals import Duplicate, Invalid, Need, Refusal, StepNotPossible

KINDS = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refusal)]


def test_every_kind_of_refusal_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes) >= 11
    assert all(code.isidentifier() and code.islower() for code in codes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_code_of_the_moment_changes_no_other_refusal(kind: type[Refusal]) -> None:
    before = kind.code
    assert kind("no", code="for_once").code == "for_once"
    assert kind("no").code == kind.code == before


def test_a_need_is_told_with_its_section_and_whom_it_is_about() -> None:
    assert str(Need("every_consent", "1015/2005 §2", "p_1")) == "every_consent (p_1) [1015/2005 §2]"
    assert str(Need("not_held", "office policy")) == "not_held [office policy]"


def test_what_is_missing_stays_in_its_order_and_cannot_be_changed() -> None:
    needs = [Need("b", "§2"), Need("a", "§1")]
    refusal = StepNotPossible("cannot", needs=needs)
    needs.clear()
    assert [n.code for n in refusal.needs] == ["b", "a"]


def test_places_and_existing_things_come_with_the_refusals_that_have_them() -> None:
    assert Invalid("no", fields=[("name", "required")]).fields == (("name", "required"),)
    assert Duplicate("no", existing="c_1").existing == "c_1"


# fmt: off
PEOPLE = [
    ("the person in charge", Role.PERSON_IN_CHARGE, True,  False),
    ("an adviser",           Role.ADVISER,          True,  False),
    ("a mediator",           Role.MEDIATOR,         False, False),
    ("the police",           Role.POLICE,           False, True),
    ("a prosecutor",         Role.PROSECUTOR,       False, True),
    ("a court",              Role.COURT,            False, True),
    ("another authority",    Role.OTHER_AUTHORITY,  False, True),
    ("a party",              Role.PARTY,            False, False),
    ("an auditor",           Role.AUDITOR,          False, False),
    ("an administrator",     Role.ADMINISTRATOR,    False, False),
    ("the clockwork",        Role.SERVICE,          False, False),
]
# fmt: on


@pytest.mark.parametrize(("role", "staff", "authority"), [r[1:] for r in PEOPLE], ids=[r[0] for r in PEOPLE])
def test_who_is_of_the_office_and_who_of_an_authority(role: Role, staff: bool, authority: bool) -> None:
    actor = Actor(AccountId("u_1"), frozenset({role}))
    assert (actor.is_staff, actor.is_authority) == (staff, authority)
    assert (role in STAFF, role in AUTHORITIES) == (staff, authority)


def test_every_role_is_in_the_list_and_the_clockwork_is_nobody_else() -> None:
    assert {row[1] for row in PEOPLE} == set(Role)
    clockwork = service(OfficeId("o_1"))
    assert clockwork.roles == {Role.SERVICE}
    assert (clockwork.unit, clockwork.volunteer, clockwork.person) == (None, None, None)
