"""Norway: one mediator, who approves the agreement; the prosecution refers, the parties meet in person."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date
from typing import Any

import pytest

from mediation.kernel.refusals import Invalid
from mediation.law.facts import Facts, Initiator
from mediation.law.norway import PACK
from mediation.law.rule import Verdict
from mediation.states.matter import MatterKind
from tests.law.conftest import Opened
from tests.law.telling import Told, crime, dispute, enter_unit, message

MAY, MAY_NOT, CANNOT, JUDGE = Verdict.MAY, Verdict.MAY_NOT, Verdict.CANNOT_TELL_YET, Verdict.NEEDS_JUDGEMENT
I = Initiator  # noqa: E741
FENCE: dict[str, Any] = {
    "kind": MatterKind.CRIME, "initiative_on": date(2026, 9, 1), "offence_on": date(2026, 8, 1), "offence": "criminal_damage",
    "initiated_by": I.PROSECUTOR, "facts_confirmed": True, "suitable": True, "everyone_understands": True,
    "party_lives_in_area": True, "suspect_age": 30, "victim_age": 40, "victim_is_natural": True,
}  # fmt: skip
HEDGE: dict[str, Any] = {
    "kind": MatterKind.DISPUTE, "initiative_on": date(2026, 9, 1), "initiated_by": I.PARTY, "suitable": True,
    "everyone_understands": True, "party_lives_in_area": True, "answers": {"agreed_on_facts": True},
}  # fmt: skip

# fmt: off
SITUATIONS: dict[str, tuple[dict[str, Any], Verdict]] = {
    "§71 a: damage, guilt acknowledged, may be mediated":                     (FENCE,                                                        MAY),
    "§71 a: without guilt acknowledged it may not":                           (FENCE | {"facts_confirmed": False},                           MAY_NOT),
    "§71 a: whether guilt is acknowledged is asked":                          (FENCE | {"facts_confirmed": None},                            CANNOT),
    "§1: a case not suited may not":                                          (FENCE | {"suitable": False},                                  MAY_NOT),
    "§1: whether it is suited is a matter of judgement":                      (FENCE | {"suitable": None},                                   JUDGE),
    "1991 §5: who does not understand cannot consent":                        (FENCE | {"everyone_understands": False},                      MAY_NOT),
    "1991 §6: where nobody lives and nothing happened it may not":            (FENCE | {"party_lives_in_area": False, "crime_happened_in_area": False}, MAY_NOT),
    "1991 §6: where the act happened it may":                                 (FENCE | {"party_lives_in_area": False, "crime_happened_in_area": True}, MAY),
    "there is no rule on violence against a close person":                    (FENCE | {"offence": "physical_assault", "close_person": True, "violence_used": True}, MAY),
    "there is no lowest age":                                                 (FENCE | {"suspect_age": 11},                                  MAY),
    "§1: a civil case, agreed on the facts, may":                             (HEDGE,                                                        MAY),
    "1991 §5: not agreed on the facts, it may not":                           (HEDGE | {"answers": {"agreed_on_facts": False}},              MAY_NOT),
    "1991 §5: whether they agree on the facts is a matter of judgement":      (HEDGE | {"answers": {}},                                      JUDGE),
    "a civil case needs no acknowledgement of guilt":                         (HEDGE | {"facts_confirmed": False},                           MAY),
    "§1: company against company may":                                        (HEDGE | {"has_natural_person": False},                        MAY),
    "an initiative before the act decides nothing":                           (FENCE | {"offence_on": date(2026, 9, 2)},                     CANNOT),
    "nothing can be said without the date of the initiative":                 (FENCE | {"initiative_on": None},                              CANNOT),
}
INITIATIVES: dict[str, tuple[dict[str, Any], Verdict]] = {
    "§71 a: the prosecution refers a crime":                                  (FENCE,                                                        MAY),
    "§71 a: the police without the prosecution may not":                      (FENCE | {"initiated_by": I.POLICE},                           MAY_NOT),
    "§71 a: the victim alone may not":                                        (FENCE | {"initiated_by": I.VICTIM},                           MAY_NOT),
    "§1: a party brings a civil case":                                        (HEDGE,                                                        MAY),
    "§1: so does a public body":                                              (HEDGE | {"initiated_by": I.OTHER_AUTHORITY},                  MAY),
    "§1: a bystander does not":                                               (HEDGE | {"initiated_by": I.OTHER_PERSON},                     MAY_NOT),
    "a guardian acts for a minor only":                                       (HEDGE | {"initiated_by": I.GUARDIAN, "initiator_represents_minor": False}, MAY_NOT),
}
# fmt: on


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_may_it_be_mediated(sentence: str) -> None:
    facts, expected = SITUATIONS[sentence]
    assert PACK.assess(Facts(**facts)).verdict is expected


@pytest.mark.parametrize("sentence", INITIATIVES)
def test_may_they_ask(sentence: str) -> None:
    facts, expected = INITIATIVES[sentence]
    assert PACK.may_initiate(Facts(**facts)).verdict is expected


def test_a_crime_from_the_prosecution_to_its_end(office: Opened) -> None:
    stage = office("norway")
    enter_unit(stage, "statsadvokat", "n_statsadvokat", "prosecutor", "Public prosecutor of Oppdiktet")
    told = Told(
        stage, "statsadvokat", message(1, stage, "prosecutor", crime(stage), unit="n_statsadvokat", reference="99/26")
    )
    told.triage()
    told.everyone_consents()
    told.answer("understands", "suitable")
    guilt = told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Suited.")
    assert guilt == {"facts_are_confirmed": "LOV-1981-05-22-25 §71 a (practice of the Service)"}
    told.answer("confirms_facts")
    told.accept()
    told.offer("veikko")  # one mediator is enough
    helper = told.in_the_way("adviser", "mediators name")
    assert helper == {"no_lawyer_assists": "LOV-1991-03-15-3 §7 (repealed; successor not read)"}
    told.answer("no_lawyer_assists")
    told.do("adviser", "mediators name")

    by_video = told.in_the_way("veikko", "meetings arrange", form="joint", remote=True, place="Video link",
                               starts_at="2026-09-10T15:00:00Z", invited=list(told.named.values()))  # fmt: skip
    assert by_video == {"attendance_in_person": "LOV-1991-03-15-3 §7 (repealed; successor not read)"}
    told.meet()
    notice = told.page("meeting_notice")
    assert "from 16:00" in notice  # five in Helsinki is four in Oslo

    first = told.draft(told.money(150_000, "2026-10-01"))
    unapproved = told.certifying(first)
    assert unapproved == {"agreement_approved": "LOV-1991-03-15-3 §8 (repealed; successor not read)"}
    told.answer("agreement_approved")
    stage.later(minutes=5)
    second = told.draft(told.money(125_000, "2026-10-01"))
    assert told.certifying(second) == unapproved  # what was approved was another version
    told.answer("agreement_approved")
    told.certify(second)
    paper = told.page("agreement")
    assert "NOK\u00a01,250.00" in paper
    assert "The mediator has approved the agreement" in paper
    assert "1015/2005" not in paper

    told.do("veikko", "matters account", text="We met once, as planned.")
    report = told.report(approver="adviser")  # no second person is asked for
    told.fetch("statsadvokat", report)
    page = told.page("report_to_prosecutor")
    assert "agreement reached" in page
    assert "Criminal Procedure" in page
    told.do("adviser", "matters follow-up")
    told.keep_promises()
    told.fetch("statsadvokat", told.report(approver="adviser"))
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_the_police_alone_cannot_refer_a_crime(office: Opened) -> None:
    stage = office("norway")
    told = Told(stage, "police", message(1, stage, "police", crime(stage), unit="n_poliisi_keksitty"))
    assert told.in_the_way("adviser", "matters triage", venue_is_here=True) == {
        "initiator_is_entitled": "LOV-1981-05-22-25 §71 a; LOV-2014-06-20-49 §1"
    }


def test_neighbours_ask_themselves_and_nobody_else_is_told(office: Opened) -> None:
    stage = office("norway")
    told = Told(stage, "adviser", message(1, stage, "party", dispute(), by_person="a"))
    told.triage()
    told.everyone_consents()
    told.answer("understands", "suitable")
    lacking = told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Suited.")
    assert lacking == {"agreed_on_facts": "LOV-1991-03-15-3 §5 (repealed; successor not read)"}
    told.answer("agreed_on_facts")
    told.accept()
    told.offer("veikko")
    told.answer("no_lawyer_assists")
    told.do("adviser", "mediators name")
    told.meet()
    told.do("veikko", "matters end")
    told.do("veikko", "matters account", text="We met once, as planned.")
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_a_birth_number_is_checked_as_norway_writes_it(office: Opened) -> None:
    stage = office("norway")
    arrival = message(1, stage, "party", dispute(), by_person="a")
    del arrival["people"][0]["born_on"]
    arrival["people"][0]["identity_code"] = "05458599999"
    with pytest.raises(Invalid) as refused:
        stage.register("adviser", arrival)
    assert refused.value.fields == (("people.0.identity_code", "bad_check"),)
    arrival["people"][0]["identity_code"] = TEST_NUMBER
    case = stage.case(stage.register("adviser", arrival))
    assert [p.born_on for p in case.people.values()][0] == date(1985, 5, 5)


TEST_NUMBER = "05458549917"  # a synthetic number: forty is added to its month


def test_an_agreement_that_is_not_there_cannot_be_approved(office: Opened) -> None:
    stage = office("norway")
    told = Told(stage, "adviser", message(1, stage, "party", dispute(), by_person="a"))
    with pytest.raises(Invalid) as refused:
        told.answer("agreement_approved")
    assert refused.value.fields == (("question", "no_agreement"),)
