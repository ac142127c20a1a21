"""An initiative arrives: once, in the sender's own name, with what is known and nothing guessed (§13, §14)."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from mediation.cases.party import PersonKind
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.people import person
from mediation.demo.people import test_code as identity_code
from mediation.demo.stage import Stage
from mediation.kernel.actor import AUTHORITIES, Role
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Duplicate, Invalid, NotFound, NotPermitted, Refusal, StepNotPossible
from mediation.states.matter import MatterKind, MatterState

NUMBERS = count(1)


def arrival(stage: Stage, kind: str = "assault", **more: Any) -> dict[str, Any]:
    """A message of its own number."""
    return simple(next(NUMBERS), kind, stage.today) | more


def refused(stage: Stage, message: dict[str, Any], who: str = "adviser") -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        stage.register(who, message)
    return dict(refusal.value.fields)


def test_a_delivery_sent_again_is_the_same_case_and_not_another(one_office: Stage) -> None:
    message = arrival(one_office)
    one_office.register("police", message)
    for who in ("police", "adviser"):
        with pytest.raises(Duplicate) as refusal:
            one_office.register(who, message)
        assert refusal.value.code == "duplicate_delivery"
    one_office.register("police", arrival(one_office))


def test_two_senders_may_use_the_same_number(one_office: Stage) -> None:
    message = arrival(one_office)
    one_office.register("police", message)
    one_office.register("prosecutor", message | {"initiator": "prosecutor", "unit": "n_syyttaja_keksitty"})


@pytest.mark.parametrize("initiator", sorted(set(Role) - AUTHORITIES - {Role.PARTY}))
def test_only_those_the_act_names_make_an_initiative(one_office: Stage, initiator: Role) -> None:
    told = refused(one_office, arrival(one_office, initiator=initiator.value, unit=""))
    assert told == {"initiator": "not_an_initiator"}


# fmt: off
#    whose name it comes in                       who sends,   what it says                                                   where, what
SENDERS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("the police in a prosecutor's name",         "police",    {"initiator": "prosecutor", "unit": "n_syyttaja_keksitty"},    "unit", "not_yours"),
    ("the police for a unit of another kind",     "police",    {"initiator": "police", "unit": "n_syyttaja_keksitty"},        "unit", "kind_differs"),
    ("the police in a party's name",              "police",    {"initiator": "party", "unit": ""},                            "initiator", "not_yours"),
    ("an adviser for a unit of another kind",     "adviser",   {"initiator": "court", "unit": "n_poliisi_keksitty"},          "unit", "kind_differs"),
]
# fmt: on


@pytest.mark.parametrize(
    ("who", "says", "where", "code"), [row[1:] for row in SENDERS], ids=[row[0] for row in SENDERS]
)
def test_an_authority_sends_in_its_own_name(
    one_office: Stage, who: str, says: dict[str, Any], where: str, code: str
) -> None:
    assert refused(one_office, arrival(one_office, **says), who) == {where: code}


def test_a_unit_nobody_registered_sends_nothing(one_office: Stage) -> None:
    with pytest.raises(NotFound):
        one_office.register("adviser", arrival(one_office, unit="n_tuntematon"))
    with pytest.raises(NotPermitted):
        one_office.register("veikko", arrival(one_office))


# fmt: off
#    what is told                                       how the message differs                                                         where, what
TOLD: list[tuple[str, Any, str, str]] = [
    ("an initiative of tomorrow",                       lambda day: {"initiated_on": str(day + timedelta(days=1))},                     "initiated_on", "in_future"),
    ("an initiative before the Act",                    lambda _: {"initiated_on": "2006-05-31"},                                     "initiated_on", "before_the_act"),
    ("an identity code with a wrong check",             lambda _: {"people": [person("a", "A", identity_code="010190-901A"), person("b", "B")]},  "people.0.identity_code", "bad_check"),
    ("a birth date that is not the code's",             lambda _: {"people": [person("a", "A", identity_code=identity_code(1, 1, 1990, 901), born_on="1990-01-02"), person("b", "B")]}, "people.0.born_on", "differs_from_code"),
    ("a person born in the future",                     lambda day: {"people": [person("a", "A", born_on=str(day + timedelta(days=1))), person("b", "B")]}, "people.0.born_on", "out_of_range"),
    ("a company with a birthday",                       lambda _: {"people": [person("a", "A", kind="legal", born_on="1990-01-01"), person("b", "B")]}, "people.0.born_on", "not_allowed"),
    ("a person who acts for themself",                  lambda _: {"parts": [{"person": "a", "role": "custodian", "acts_for": "a"}]}, "parts", "same_person"),
]
# fmt: on


@pytest.mark.parametrize(("differs", "where", "code"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_what_cannot_be_true_is_refused_by_its_place(one_office: Stage, differs: Any, where: str, code: str) -> None:
    assert refused(one_office, arrival(one_office) | differs(one_office.today)) == {where: code}


def test_an_act_of_tomorrow_did_not_happen(one_office: Stage) -> None:
    message = arrival(one_office)
    message["matters"][0]["act_on"] = str(one_office.today + timedelta(days=1))
    assert refused(one_office, message) == {"matters.0.act_on": "in_future"}


@pytest.mark.parametrize("torn", ["ref_used_twice", "unknown_ref"])
def test_references_within_the_message_hold(one_office: Stage, torn: str) -> None:
    message = arrival(one_office)
    if torn == "ref_used_twice":
        message["people"].append(person("a", "Toinen"))
    else:
        message["matters"][0]["victims"] = ["nobody"]
    assert torn in refused(one_office, message).values()


@pytest.mark.parametrize("born", ["1990-01-01", None])
def test_a_birth_date_comes_from_the_identity_code(one_office: Stage, born: str | None) -> None:
    message = arrival(one_office)
    message["people"][0] |= {"identity_code": identity_code(1, 1, 1990, 901).lower(), "born_on": born}
    case = one_office.case(one_office.register("adviser", message))
    first = next(iter(case.people.values()))
    assert (str(first.born_on), first.identity_code) == ("1990-01-01", identity_code(1, 1, 1990, 901))


def test_two_suspects_make_two_matters_of_one_case(one_office: Stage) -> None:
    message = two_suspects(one_office.today, one_office.today)
    case = one_office.case(one_office.register("police", message))
    assert [m.state for m in case.matters.values()] == [MatterState.RECEIVED] * 2
    assert len({m.about.suspects for m in case.matters.values()}) == 2
    assert len({m.authority for m in case.matters.values()}) == 1


def crime_and_dispute(stage: Stage, **links: Any) -> dict[str, Any]:
    message = arrival(stage)
    claim = {"kind": "dispute", "title": "Naapuririita", "claimants": ["b"], "respondents": ["a"],
             "is_minor_dispute": True, "claim_from_crime": bool(links)}  # fmt: skip
    message["matters"] = [message["matters"][0] | ({"ref": "m1"} if links else {}), claim | links]
    return message


def test_a_dispute_beside_a_crime_is_not_taken_for_its_claim(one_office: Stage) -> None:
    """What nobody linked stays apart, or the crime's fate would be the dispute's too."""
    case = one_office.case(one_office.register("adviser", crime_and_dispute(one_office)))
    assert [m.kind for m in case.matters.values()] == [MatterKind.CRIME, MatterKind.DISPUTE]
    assert [m.about.claim_rests_on for m in case.matters.values()] == [(), ()]


def test_two_crimes_of_one_message_are_not_each_others_claims(one_office: Stage) -> None:
    message = arrival(one_office)
    message["matters"] = message["matters"] * 2
    case = one_office.case(one_office.register("adviser", message))
    assert [m.about.claim_rests_on for m in case.matters.values()] == [(), ()]


def test_a_claim_names_the_crime_it_rests_on_in_whichever_order_they_come(one_office: Stage) -> None:
    message = crime_and_dispute(one_office, crime_of_claim="m1")
    message["matters"].reverse()
    case = one_office.case(one_office.register("adviser", message))
    crime = next(m for m in case.matters.values() if m.kind is MatterKind.CRIME)
    claim = next(m for m in case.matters.values() if m.kind is MatterKind.DISPUTE)
    assert claim.about.claim_rests_on == (crime.id,)


def test_a_claim_rests_on_every_crime_between_its_own_people_and_on_no_other(one_office: Stage) -> None:
    """A crime of three suspects is three matters; a claim against two of them goes where those two go (§3.1)."""
    message = crime_and_dispute(one_office, crime_of_claim="m1")
    message["people"] += [person(ref, f"{ref.upper()} Lisätty", born_on="1980-01-01") for ref in ("c", "d")]
    crime, claim = message["matters"]
    crime |= {"suspects": ["a", "c", "d"]}
    claim |= {"respondents": ["c", "d"]}
    case_id = one_office.register("adviser", message)
    case = one_office.case(case_id)
    crimes = [m.id for m in case.matters.values() if m.kind is MatterKind.CRIME]
    [claim_id] = [m.id for m in case.matters.values() if m.kind is MatterKind.DISPUTE]
    assert case.matter(claim_id).about.claim_rests_on == tuple(crimes[1:])
    for crime_id in crimes[1:]:
        s.assess(one_office, case_id, [crime_id])
    s.triage(one_office, case_id, [claim_id])
    one_office.do("adviser", "matters correct", case_id, matters=crimes[2:], close_person=True)
    accept = {"kind": "accept", "reasons": "Edellytykset täyttyvät."}
    with pytest.raises(StepNotPossible) as refusal:
        one_office.do("in_charge", "decisions make", case_id, matters=[claim_id], **accept)
    assert "crime_of_claim" in {need.subject for need in refusal.value.needs if need.code == "not_barred"}


@pytest.mark.parametrize("wrong", ["m9", "itself", "a dispute"])
def test_a_claim_rests_on_a_crime_of_the_message(one_office: Stage, wrong: str) -> None:
    message = crime_and_dispute(one_office, crime_of_claim="m9" if wrong == "m9" else "d1")
    if wrong != "m9":
        message["matters"][1]["ref"] = "d1"
    if wrong == "a dispute":
        message["matters"][1]["crime_of_claim"] = ""
        message["matters"].append(message["matters"][1] | {"ref": "d2", "crime_of_claim": "d1"})
    with pytest.raises(Refusal) as refusal:
        one_office.register("adviser", message)
    assert isinstance(refusal.value, Invalid)


def test_everything_that_can_be_registered_can_be_triaged_without_a_fault(one_office: Stage) -> None:
    stage = one_office
    for kind in ("assault", "defamation", "dispute"):
        case = stage.register("adviser", arrival(stage, kind))
        s.triage(stage, case)
        assert {m.state for m in stage.case(case).matters.values()} == {MatterState.EXAMINING_CONDITIONS}


def test_a_person_added_later_stands_beside_a_party_and_is_none(one_office: Stage) -> None:
    stage = one_office
    case = stage.register("adviser", arrival(stage))
    party = next(iter(stage.case(case).people))
    made = add(stage, case, "custodian", party)
    assert stage.case(case).people[made["person"]].kind is PersonKind.NATURAL
    for role in ("suspect", "victim", "claimant", "respondent"):
        with pytest.raises(Invalid) as refusal:
            add(stage, case, role, party)
        assert refusal.value.fields == (("role", "is_a_party"),)
    with pytest.raises(NotFound):
        add(stage, case, "assistant", "p_nobody")


def add(stage: Stage, case: CaseId, role: str, acts_for: str) -> dict[str, Any]:
    return stage.do("adviser", "people add", case, person=person("x", "Ylimääräinen"), role=role, acts_for=acts_for)
