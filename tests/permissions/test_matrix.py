"""Role × permission × relation, every cell: what each person may do, written down apart from the table under test.

The columns are those of the access matrix, as far as the product has them today: what the matrix gives to a role
in a relation stands here as a list; everything else must be refused.
"""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable

import pytest

from mediation.kernel.actor import Role
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.policy import POLICY
from mediation.permissions.predicates import is_authority
from mediation.states.small import AssignmentState, ReportState
from tests.cases.desk import POLICE
from tests.permissions.people import (
    CLOCKWORK,
    ELSEWHERE,
    OTHER_UNIT,
    POLICEMAN,
    RUNAR,
    VEIKKO,
    Relation,
    actor,
    at_a_report,
    at_an_offer,
    at_the_case,
    at_the_office,
    with_own_case,
)


def these(text: str) -> set[str]:
    return set(text.split())


# What a member of the office may do with its cases and records.
ADVISER = these(
    """agreement:draft agreement:sign assignment:offer assignment:release availability:keep case:close case:correct case:hold case:list
    case:read case:search case:triage conditions:assess consent:ask consent:record consent:withdraw contact:read
    deadline:read decision:serve document:make document:read doubt:raise expense:approve expense:read initiative:register law:simulate letter:post mediators:name meeting:arrange
    meeting:record message:read message:send note:add note:read obligation:record outcome:record report:approve
    report:prepare report:read report:send request:record volunteer:read volunteer:record"""
)
# §15 and §10: the person in charge alone takes matters and admits mediators; they also read the journal.
IN_CHARGE = ADVISER | {"decision:make", "expense:pay", "journal:read", "volunteer:admit"}
# §17, §18, §19.1: what a mediator does in an accepted case. No search, no notes, no contact data, no documents.
OWN = {"availability:keep", "expense:claim"}  # their own records in the register
MEDIATOR = OWN | these(
    """account_of_mediation:give agreement:certify agreement:draft agreement:sign case:read consent:withdraw
    doubt:raise     meeting:arrange meeting:record outcome:record"""
)
SENDER = {"initiative:register"}
OWN_INITIATIVE = SENDER | {"initiative:read"}  # the case at hand came from the police's unit
REPORT = OWN_INITIATIVE | {"report:read", "report:acknowledge"}
CLOCK = {"deadline:run", "journal:seal", "message:send"}
ADMINISTRATOR = {"account:manage", "journal:seal", "key:rotate", "unit:manage"}
AUDITOR = {"journal:read"}
NOTHING: set[str] = set()
OWN_CASE = {"initiative:register"}  # taking down an initiative touches no case yet

A = AssignmentState
R = ReportState


def other(*roles: Role) -> Relation:
    return at_the_case(actor(*roles, office=ELSEWHERE))


def police(state: ReportState) -> Callable[[], Relation]:
    return lambda: at_a_report(POLICEMAN, state)


def unit(role: Role, name: str) -> Callable[[], Relation]:
    return lambda: at_a_report(actor(role, office=None, unit=name))


# fmt: off
PEOPLE: list[tuple[str, Callable[[], Relation], set[str]]] = [
    ("an adviser of the office",                             lambda: at_the_case(actor(Role.ADVISER)),                          ADVISER),
    ("an adviser with no case in hand",                      lambda: at_the_office(actor(Role.ADVISER)),                        ADVISER),
    ("an adviser of another office",                         lambda: other(Role.ADVISER),                                       NOTHING),
    ("an adviser who belongs to no office",                  lambda: at_the_case(actor(Role.ADVISER, office=None)),             NOTHING),
    ("an adviser who is a party of the case",                lambda: with_own_case(Role.ADVISER),                               OWN_CASE),
    ("the person in charge",                                 lambda: at_the_case(actor(Role.PERSON_IN_CHARGE)),                 IN_CHARGE),
    ("the person in charge of another office",               lambda: other(Role.PERSON_IN_CHARGE),                              NOTHING),
    ("the person in charge, a party of the case",            lambda: with_own_case(Role.PERSON_IN_CHARGE),                      OWN_CASE),
    ("a mediator of the case",                               lambda: at_the_case(VEIKKO),                                       MEDIATOR),
    ("a mediator with no case in hand",                      lambda: at_the_office(VEIKKO),                                     OWN),
    ("a mediator of another case",                           lambda: at_the_case(RUNAR),                                        OWN),
    ("a mediator's account without a register entry",        lambda: at_the_case(actor(Role.MEDIATOR)),                         NOTHING),
    ("a mediator at an offer made to them",                  lambda: at_an_offer(RUNAR, A.OFFERED),                             OWN | {"assignment:answer"}),
    ("a mediator at an offer made to another",               lambda: at_an_offer(VEIKKO, A.OFFERED),                            OWN),
    ("a mediator at the offer they have accepted",           lambda: at_an_offer(RUNAR, A.ACCEPTED),                            MEDIATOR | {"assignment:answer", "assignment:recuse"}),
    ("a mediator who declined",                              lambda: at_an_offer(RUNAR, A.DECLINED),                            OWN | {"assignment:answer"}),
    ("a mediator whose offer ran out",                       lambda: at_an_offer(RUNAR, A.EXPIRED),                             OWN | {"assignment:answer"}),
    ("a mediator who was released",                          lambda: at_an_offer(RUNAR, A.RELEASED),                            OWN | {"assignment:answer"}),
    ("a mediator on the day the case closes",                lambda: at_the_case(VEIKKO, closed=True),                          MEDIATOR),
    ("a mediator fourteen days after closing",               lambda: at_the_case(VEIKKO, closed=True, days=14),                 MEDIATOR),
    ("a mediator fifteen days after closing",                lambda: at_the_case(VEIKKO, closed=True, days=15),                 OWN),
    ("a mediator three years after closing",                 lambda: at_the_case(VEIKKO, closed=True, days=1095),               OWN),
    ("the police at a report that lies ready for them",      police(R.AVAILABLE),                                               REPORT),
    ("the police at a report they have fetched",             police(R.RETRIEVED),                                               REPORT),
    ("the police at a report they have confirmed",           police(R.ACKNOWLEDGED),                                            REPORT),
    ("the police at a draft",                                police(R.DRAFT),                                                   OWN_INITIATIVE),
    ("the police at an approved report not sent",            police(R.APPROVED),                                                OWN_INITIATIVE),
    ("the police at a recalled report",                      police(R.RECALLED),                                                OWN_INITIATIVE),
    ("the police at the case itself",                        lambda: at_the_case(POLICEMAN),                                    OWN_INITIATIVE),
    ("the police of another unit",                           unit(Role.POLICE, "n_muu_poliisi"),                                SENDER),
    ("the police without a unit",                            lambda: at_a_report(actor(Role.POLICE)),                           NOTHING),
    ("a prosecutor of another unit",                         unit(Role.PROSECUTOR, OTHER_UNIT),                                 SENDER),
    ("a prosecutor in the addressed unit",                   unit(Role.PROSECUTOR, POLICE),                                     REPORT),
    ("a court the report is not addressed to",               unit(Role.COURT, "n_karajaoikeus"),                                SENDER),
    ("another authority the report is not addressed to",     unit(Role.OTHER_AUTHORITY, "n_koulu"),                             SENDER),
    ("a party of the case",                                  lambda: with_own_case(Role.PARTY),                                 NOTHING),
    ("an auditor",                                           lambda: at_the_case(actor(Role.AUDITOR)),                          AUDITOR),
    ("an auditor of another office",                         lambda: other(Role.AUDITOR),                                       NOTHING),
    ("an administrator",                                     lambda: at_the_case(actor(Role.ADMINISTRATOR)),                    ADMINISTRATOR),
    ("an administrator of another office",                   lambda: other(Role.ADMINISTRATOR),                                 NOTHING),
    ("the clockwork",                                        lambda: at_the_case(CLOCKWORK),                                    CLOCK),
    ("the clockwork of another office",                      lambda: other(Role.SERVICE),                                       NOTHING),
    ("somebody without a role",                              lambda: at_the_case(actor()),                                      NOTHING),
    ("an adviser who also mediates this case",               lambda: at_the_case(actor(Role.ADVISER, Role.MEDIATOR, volunteer="v_veikko")), ADVISER | MEDIATOR),
    ("an administrator who is also an auditor",              lambda: at_the_case(actor(Role.ADMINISTRATOR, Role.AUDITOR)),      ADMINISTRATOR | AUDITOR),
]
# fmt: on

RELATIONS = {who: (make(), allowed) for who, make, allowed in PEOPLE}


@pytest.mark.parametrize("who", RELATIONS)
def test_a_person_may_do_what_stands_here_and_nothing_else(who: str) -> None:
    relation, allowed = RELATIONS[who]
    assert {may.value for may in May if is_permitted(relation.actor, may, relation.touch)} == allowed


def test_the_table_has_a_row_for_every_permission_and_for_nothing_else() -> None:
    assert set(POLICY) == set(May)
    assert list(POLICY) == sorted(POLICY), "the rows stand in the order of the alphabet"
    assert list(May) == sorted(May)
    assert all(thing and verb for thing, _, verb in (may.value.partition(":") for may in May))


def test_no_way_is_open_to_everybody() -> None:
    for may, ways in POLICY.items():
        assert ways, f"nobody may {may}: then it should not be there"
        alone = [way for way in ways if len(way) < 2]
        # An authority may bring an initiative to any office (§13.1); everything else needs a relation too.
        assert alone == ([[is_authority]] if may is May.INITIATIVE_REGISTER else [])


def test_every_permission_is_somebodys() -> None:
    assert {may.value for may in May} == set().union(*(allowed for *_, allowed in PEOPLE))


def test_every_role_stands_somewhere_in_the_matrix() -> None:
    assert {role for relation, _ in RELATIONS.values() for role in relation.actor.roles} == set(Role)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.SERVICE, Role.PARTY])
def test_an_administrator_and_the_clockwork_see_no_case_whatever_office_or_unit_they_name(role: Role) -> None:
    things = {"agreement", "case", "contact", "document", "message", "note"}
    content = {may for may in May if may.value.split(":")[0] in things}
    everywhere = actor(role, unit=POLICE, volunteer="v_veikko")
    for relation in (at_the_case(everywhere), at_a_report(everywhere), at_an_offer(everywhere, A.ACCEPTED, "v_veikko")):
        seen = {may for may in content if is_permitted(relation.actor, may, relation.touch)}
        assert seen <= {May.MESSAGE_SEND}
