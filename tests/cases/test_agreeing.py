"""The agreement: precise to the cent, signed by everyone who has to, certified by a mediator of the case (§17(5))."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

import pytest

from mediation.cases import agreeing
from mediation.cases.agreement import Agreement, AgreementItem, ItemKind, Obligation, Signature
from mediation.cases.party import PartyRole
from mediation.kernel.ids import PersonId
from mediation.kernel.money import Money
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState, Outcome
from mediation.states.small import ObligationState
from tests.cases.desk import MAIJA, RUNAR, VEIKKO, Desk, S, V, adult, apology, born, company, crime, custodian, payment

M, F, R, S2 = PersonId("p_mother"), PersonId("p_father"), PersonId("p_representative"), PersonId("p_second")
OCT, NOV, DEC = date(2026, 10, 15), date(2026, 11, 15), date(2026, 12, 15)


def meeting(**more: object) -> Desk:
    desk = crime(**more)  # type: ignore[arg-type]
    desk.to_mediation()
    return desk


# fmt: off
#    what is wrong with it                                        the item                                                          where, what
UNFIT: list[tuple[str, AgreementItem, str, str]] = [
    ("instalments a cent short",                                 payment(30001, (OCT, 15000), (NOV, 15000)),                        "instalments", "sum_differs"),
    ("instalments a cent over",                                  payment(29999, (OCT, 15000), (NOV, 15000)),                        "instalments", "sum_differs"),
    ("money without due dates",                                  payment(100),                                                      "instalments", "required"),
    ("nothing to pay",                                           payment(0, (OCT, 0)),                                              "amount", "required"),
    ("instalments in the wrong order",                           payment(200, (NOV, 100), (OCT, 100)),                              "instalments", "order"),
    ("two instalments on one day",                               payment(200, (OCT, 100), (OCT, 100)),                              "instalments", "order"),
    ("a promise to oneself",                                     apology(S, S),                                                     "promised_to", "same_person"),
    ("an apology with a price",                                  apology(amount=Money(100)),                                        "amount", "not_allowed"),
    ("an apology by instalments",                                apology(instalments=payment(1, (OCT, 1)).instalments),             "amount", "not_allowed"),
    ("a promise by somebody outside",                            apology(M, V),                                                     "promised_by", "not_a_party"),
    ("a promise to somebody outside",                            apology(S, M),                                                     "promised_to", "not_a_party"),
]
# fmt: on


@pytest.mark.parametrize(("item", "where", "code"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_an_item_that_is_not_precise_is_refused_by_its_place(item: AgreementItem, where: str, code: str) -> None:
    desk = meeting()
    with pytest.raises(Invalid) as refusal:
        desk.draft(apology(), item)
    assert refusal.value.fields == ((f"items.1.{where}", code),)
    assert not list(desk.case.all(Agreement))


def test_an_agreement_has_at_least_one_item() -> None:
    with pytest.raises(Invalid, match="at least one item"):
        agreeing.checked_items(())


@pytest.mark.parametrize(("cents", "parts"), [(1, 1), (10000, 3), (30001, 2), (99999999, 120), (7, 7)])
def test_a_split_amount_makes_a_precise_item_to_the_cent(cents: int, parts: int) -> None:
    days = [date(2027 + n // 12, n % 12 + 1, 1) for n in range(parts)]
    item = payment(cents, *((day, part.cents) for day, part in zip(days, Money(cents).split(parts), strict=True)))
    desk = meeting()
    desk.agree(item)
    promised = list(desk.case.all(Obligation))
    assert [o.due_on for o in promised] == days
    assert sum(o.amount.cents for o in promised if o.amount) == cents
    assert [(o.number, o.of) for o in promised] == [(n, parts) for n in range(1, parts + 1)]


def test_promises_with_a_day_run_and_those_without_do_not() -> None:
    desk = meeting()
    work = AgreementItem(kind=ItemKind.WORK, promised_by=S, promised_to=V, text="Korjaa aidan.", due_on=NOV)
    desk.agree(apology(), work, payment(300, (OCT, 200), (DEC, 100)))
    promised = [(o.kind, o.due_on, o.state) for o in desk.case.all(Obligation)]
    assert promised == [
        (ItemKind.WORK, NOV, ObligationState.PROMISED), (ItemKind.MONEY, OCT, ObligationState.PROMISED),
        (ItemKind.MONEY, DEC, ObligationState.PROMISED),
    ]  # fmt: skip


def test_no_agreement_is_drafted_before_mediation() -> None:
    desk = crime()
    desk.to_named()
    with pytest.raises(StepNotPossible) as refusal:
        desk.draft()
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("in_mediation", "1015/2005 §17(5)", desk.matters[0])
    ]


def test_a_changed_draft_loses_its_signatures_and_the_old_one_is_kept() -> None:
    desk = meeting()
    first = desk.draft()
    desk.all_sign(first)
    second = desk.draft(payment(100, (OCT, 100)))
    old, new = desk.case.item(Agreement, first), desk.case.item(Agreement, second)
    assert (old.superseded, len(old.signatures), old.number) == (True, 2, 1)
    assert (new.superseded, len(new.signatures), new.number) == (False, 0, 2)
    with pytest.raises(StepNotPossible) as refusal:
        agreeing.certify(desk.change, second, VEIKKO)
    assert [n.subject for n in refusal.value.needs] == [S, V]


@pytest.mark.parametrize("act", ["sign", "certify"])
def test_a_superseded_version_is_neither_signed_nor_certified(act: str) -> None:
    desk = meeting()
    first = desk.draft()
    desk.all_sign(first)
    desk.draft()
    with pytest.raises(StepNotPossible) as refusal:
        desk.sign(first, S) if act == "sign" else agreeing.certify(desk.change, first, VEIKKO)
    assert [n.code for n in refusal.value.needs] == ["version_in_force"]


def test_a_certified_agreement_is_closed_to_every_hand() -> None:
    desk = meeting()
    made = desk.agree()
    for act in (lambda: desk.sign(made, S), lambda: agreeing.certify(desk.change, made, MAIJA), desk.draft):
        with pytest.raises(StepNotPossible):
            act()
    assert len(list(desk.case.all(Obligation))) == 0
    assert desk.codes.count("agreement_certified") == 1


@pytest.mark.parametrize("missing", [S, V])
def test_nothing_is_agreed_while_a_signature_is_missing(missing: PersonId) -> None:
    desk = meeting()
    made = desk.draft()
    desk.sign(made, V if missing is S else S)
    with pytest.raises(StepNotPossible) as refusal:
        agreeing.certify(desk.change, made, VEIKKO)
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("everyone_has_signed", "1015/2005 §17(5); 394/2011 §18", missing)
    ]


# fmt: off
SIGNERS = [
    ("the child",        (V, None), (M, S), (F, S)),
    ("the mother",       (S, None), (V, None), (F, S)),
    ("the father",       (S, None), (V, None), (M, S)),
]
# fmt: on


@pytest.mark.parametrize(
    ("missing", "signers"), [(row[0], row[1:]) for row in SIGNERS], ids=[row[0] for row in SIGNERS]
)
def test_a_childs_agreement_is_signed_by_the_child_and_every_custodian(
    missing: str, signers: tuple[tuple[PersonId, PersonId | None], ...]
) -> None:
    desk = meeting_of_a_child()
    made = desk.draft()
    for person, child in signers:
        desk.sign(made, person, child)
    with pytest.raises(StepNotPossible) as refusal:
        agreeing.certify(desk.change, made, VEIKKO)
    assert [n.subject for n in refusal.value.needs] == [{"the child": S, "the mother": M, "the father": F}[missing]]


def test_it_is_agreed_once_all_four_have_signed() -> None:
    desk = meeting_of_a_child()
    desk.agree()
    assert desk.states == [MatterState.AGREED]
    [agreement] = desk.case.all(Agreement)
    assert {(s.person, s.on_behalf_of) for s in agreement.signatures} == {(S, None), (V, None), (M, S), (F, S)}


def meeting_of_a_child() -> Desk:
    people = (adult(S, born_on=born(16)), adult(M), adult(F))
    desk = crime(*people, parts=[custodian(M, S), custodian(F, S)])
    desk.to_mediation()
    return desk


# fmt: off
NOTHING_TO_SIGN = [
    ("a custodian for herself",                    M, None),
    ("a custodian for the victim",                 M, V),
    ("the victim for the child",                   V, S),
    ("the child for itself as its own custodian",  S, S),
    ("somebody unknown",                           PersonId("p_nobody"), None),
]
# fmt: on


@pytest.mark.parametrize(
    ("who", "child"), [row[1:] for row in NOTHING_TO_SIGN], ids=[row[0] for row in NOTHING_TO_SIGN]
)
def test_who_has_nothing_to_sign_signs_nothing(who: PersonId, child: PersonId | None) -> None:
    desk = meeting_of_a_child()
    made = desk.draft()
    with pytest.raises(Invalid) as refusal:
        desk.sign(made, who, child)
    assert refusal.value.fields == (("person", "no_standing"),)


def test_a_company_signs_through_its_representative() -> None:
    desk = crime(company(V), adult(R), parts=[custodian(R, V, PartyRole.LEGAL_REPRESENTATIVE)])
    desk.to_mediation()
    made = desk.draft()
    with pytest.raises(Invalid):
        desk.sign(made, V)
    desk.sign(made, R, V)
    desk.sign(made, S)
    agreeing.certify(desk.change, made, VEIKKO)
    assert desk.states == [MatterState.AGREED]


def test_a_signature_given_twice_counts_once() -> None:
    desk = meeting()
    made = desk.draft()
    desk.sign(made, S)
    desk.sign(made, S)
    assert [s.person for s in desk.case.item(Agreement, made).signatures] == [S]
    assert isinstance(desk.case.item(Agreement, made).signatures[0], Signature)


@pytest.mark.parametrize("stranger", [RUNAR, "v_nobody"])
def test_only_a_mediator_of_the_case_certifies(stranger: str) -> None:
    desk = meeting()
    made = desk.draft()
    desk.all_sign(made)
    with pytest.raises(StepNotPossible) as refusal:
        agreeing.certify(desk.change, made, stranger)  # type: ignore[arg-type]
    assert [(n.code, n.section) for n in refusal.value.needs] == [("certified_by_own_mediator", "1015/2005 §17(5)")]
    assert desk.states == [MatterState.IN_MEDIATION]


def test_a_mediator_of_another_matter_of_the_case_does_not_certify_this_one() -> None:
    desk = crime(suspects=(S, S2))
    one, other = desk.matters
    desk.to_mediation(one)
    desk.to_accepted(other)
    desk.assign(RUNAR, other)
    made = desk.draft(matters=(one,))
    desk.all_sign(made)
    with pytest.raises(StepNotPossible):
        agreeing.certify(desk.change, made, RUNAR)
    agreeing.certify(desk.change, made, MAIJA)
    assert desk.states == [MatterState.AGREED, MatterState.ACCEPTED]


def test_one_agreement_may_settle_two_matters_and_both_are_agreed() -> None:
    desk = crime(suspects=(S, S2))
    desk.to_mediation()
    desk.agree(apology(S, V), apology(S2, V), payment(500, (OCT, 500), by=S2))
    assert desk.states == [MatterState.AGREED, MatterState.AGREED]
    assert [m.outcome for m in desk.case.matters.values()] == [Outcome.AGREEMENT] * 2
    assert [o.matters for o in desk.case.all(Obligation)] == [desk.matters]


def test_what_a_withdrawn_party_signed_does_not_bind_anybody() -> None:
    desk = meeting()
    made = desk.draft()
    desk.all_sign(made)
    desk.withdraw(V)
    with pytest.raises(StepNotPossible):
        agreeing.certify(desk.change, made, VEIKKO)
    assert desk.states == [MatterState.INTERRUPTED]
    assert not list(desk.case.all(Obligation))


def test_mediation_may_end_without_an_agreement_and_nobody_is_asked_why() -> None:
    desk = meeting()
    agreeing.end_without(desk.change, desk.matters)
    assert desk.states == [MatterState.NO_AGREEMENT]
    assert desk.case.events[-1].facts == {}
