"""Sweden: the crime is reported and acknowledged, a child under twelve only for exceptional reasons, authorities consulted."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date
from typing import Any

import pytest

from mediation.demo.people import person
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.law.facts import Facts, Initiator
from mediation.law.rule import Verdict
from mediation.law.sweden import PACK
from mediation.queries import law
from mediation.states.matter import MatterKind
from tests.law.conftest import Opened
from tests.law.telling import Told, crime, dispute, enter_unit, message

MAY, MAY_NOT, CANNOT, JUDGE = Verdict.MAY, Verdict.MAY_NOT, Verdict.CANNOT_TELL_YET, Verdict.NEEDS_JUDGEMENT
I = Initiator  # noqa: E741
FOUND = {"reported_to_police": True, "in_both_parties_interest": True}
THEFT: dict[str, Any] = {
    "kind": MatterKind.CRIME, "initiative_on": date(2026, 9, 1), "offence_on": date(2026, 8, 1), "offence": "stold",
    "initiated_by": I.POLICE, "facts_confirmed": True, "suitable": True, "everyone_understands": True,
    "party_lives_in_area": True, "suspect_age": 16, "victim_age": 40, "victim_is_natural": True, "answers": FOUND,
}  # fmt: skip

# fmt: off
SITUATIONS: dict[str, tuple[dict[str, Any], Verdict]] = {
    "§5: a theft, reported and acknowledged, may be mediated":           (THEFT,                                                             MAY),
    "§5: not reported to the police, it may not":                        (THEFT | {"answers": FOUND | {"reported_to_police": False}},        MAY_NOT),
    "§5: whether it is reported is for the office to find out":          (THEFT | {"answers": {"in_both_parties_interest": True}},           JUDGE),
    "§5: not acknowledged, it may not":                                  (THEFT | {"facts_confirmed": False},                                MAY_NOT),
    "§5: whether it is acknowledged is asked":                           (THEFT | {"facts_confirmed": None},                                 CANNOT),
    "§5: not suitable, it may not":                                      (THEFT | {"suitable": False},                                       MAY_NOT),
    "§5: suitability is a matter of judgement":                          (THEFT | {"suitable": None},                                        JUDGE),
    "§5: somebody of twelve may":                                        (THEFT | {"suspect_age": 12},                                       MAY),
    "§5: somebody of eleven may not":                                    (THEFT | {"suspect_age": 11},                                       MAY_NOT),
    "§5: somebody of eleven may for exceptional reasons":                (THEFT | {"suspect_age": 11, "answers": FOUND | {"exceptional_reasons": True}}, MAY),
    "§5: reasons that were sought and not found are none":               (THEFT | {"suspect_age": 11, "answers": FOUND | {"exceptional_reasons": False}}, MAY_NOT),
    "§5: of somebody whose age is not known it is asked":                (THEFT | {"suspect_age": None},                                     CANNOT),
    "§5: an age need not be known where there are exceptional reasons":  (THEFT | {"suspect_age": None, "answers": FOUND | {"exceptional_reasons": True}}, MAY),
    "§3: in one party's interest alone, it may not":                     (THEFT | {"answers": FOUND | {"in_both_parties_interest": False}},  MAY_NOT),
    "§5: who does not understand takes no part freely":                  (THEFT | {"everyone_understands": False},                           MAY_NOT),
    "no crime is shut out by its title":                                 (THEFT | {"offence": "misshandel", "close_person": True, "violence_used": True}, MAY),
    "§5 as it stood in 2014 asked the same":                             (THEFT | {"initiative_on": date(2014, 12, 31), "offence_on": date(2014, 12, 1)}, MAY),
    "an offender of 131 years is a slip":                                (THEFT | {"suspect_age": 131},                                      CANNOT),
}
INITIATIVES: dict[str, tuple[dict[str, Any], Verdict]] = {
    "the police ask":                                                    (THEFT,                                                             MAY),
    "the social services ask":                                           (THEFT | {"initiated_by": I.OTHER_AUTHORITY},                       MAY),
    "the victim asks":                                                   (THEFT | {"initiated_by": I.VICTIM},                                MAY),
    "a custodian asks for a child":                                      (THEFT | {"initiated_by": I.GUARDIAN, "initiator_represents_minor": True}, MAY),
    "a bystander does not":                                              (THEFT | {"initiated_by": I.OTHER_PERSON},                          MAY_NOT),
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


def test_what_changed_at_the_turn_of_2015_is_the_police_authority() -> None:
    rows = law.changes(date(2014, 12, 31), date(2015, 1, 1), PACK)
    assert [(r["rule"], r["section"], r["change"]) for r in rows] == [
        ("reported_to_the_police", "2002:445 §5", "gone"),
        ("reported_to_the_police", "2002:445 §5 (2014:625)", "new"),
    ]


def young(stage: Any, years: int) -> dict[str, Any]:
    """Arvid, so many years old, with both his custodians, against Berit."""
    born = date(stage.today.year - years, 1, 15).isoformat()
    people = [
        person("a", "Arvid Påhittad", born_on=born), person("b", "Berit Uppdiktad", born_on="1970-01-02"),
        person("f", "Frida Påhittad", born_on="1985-01-02"), person("g", "Gustav Påhittad", born_on="1984-01-02"),
    ]  # fmt: skip
    parts = [{"person": p, "role": "custodian", "acts_for": "a"} for p in ("f", "g")]
    return message(1, stage, "police", crime(stage, offence="stold", title="Stöld"), people=people, parts=parts,
                   unit="n_polisen_pahittad", reference="5000-K99-26")  # fmt: skip


def test_a_theft_by_a_boy_of_fifteen_from_the_police_to_its_end(office: Opened) -> None:
    stage = office("sweden")
    enter_unit(stage, "polis", "n_polisen_pahittad", "police", "Polisen Påhittad")
    told = Told(stage, "polis", young(stage, 15))
    assert told.in_the_way("adviser", "matters triage", venue_is_here=True) == {
        "reported_to_police": "2002:445 §5 (2014:625)"
    }
    told.answer("reported_to_police")
    told.triage()
    told.do("adviser", "consents ask")
    offered = told.page("invitation")
    assert "Medling är frivillig" in offered
    assert "medlingsbyrå" not in offered.lower()
    assert told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Lämpligt.") == {
        "every_consent": "2002:445 §5",
        "everyone_understands": "2002:445 §5",
        "facts_are_confirmed": "2002:445 §5",
        "in_both_parties_interest": "2002:445 §3",
        "is_suitable": "2002:445 §5",
    }
    told.everyone_consents()
    told.answer("understands", "confirms_facts", "suitable", "in_both_parties_interest")
    told.accept()
    decision = next(i for i in told.case.items.values() if i.KIND == "decision")
    letter = {"decision": decision.id, "person": told.named["Berit"], "channel": "letter"}
    with pytest.raises(StepNotPossible) as no_letter:
        stage.do("adviser", "decisions serve", told.id, **letter)
    assert [(n.code, n.subject) for n in no_letter.value.needs] == [("document_exists", "decision_to_mediate")]

    told.offer("veikko")  # one competent person
    assert told.in_the_way("adviser", "mediators name") == {"authority_is_consulted": "2002:445 §6"}
    told.answer("authority_is_consulted")
    told.do("adviser", "mediators name")
    told.meet()
    assert "1 september" not in told.page("meeting_notice")
    assert "kl.\u00a016.00" in told.page("meeting_notice")  # five in Helsinki

    item = {
        "kind": "money", "promised_by": told.named["Arvid"], "promised_to": told.named["Berit"], "text": "Cykeln.",
        "cents": 40_000, "instalments": [{"due_on": "2026-10-01", "cents": 40_000}],
    }  # fmt: skip
    agreement = told.draft(item)
    assert told.certifying(agreement) == {"agreement_not_unreasonable": "2002:445 §10 (not read)"}
    told.answer("agreement_not_unreasonable")
    told.certify(agreement)
    paper = told.page("agreement")
    assert "400,00\u00a0kr" in paper
    assert "1\u00a0oktober 2026" in paper
    assert "1015/2005" not in paper

    told.do("veikko", "matters account", text="Vi träffades en gång.")
    told.fetch("polis", told.report(approver="adviser"))
    report = told.page("report_to_prosecutor")
    assert "avtal träffat" in report
    assert "Gärningsman" in report
    told.do("adviser", "matters follow-up")
    told.keep_promises()
    told.fetch("polis", told.report(approver="adviser"))
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_a_child_of_eleven_waits_for_exceptional_reasons(office: Opened) -> None:
    stage = office("sweden")
    enter_unit(stage, "polis", "n_polisen_pahittad", "police", "Polisen Påhittad")
    told = Told(stage, "polis", young(stage, 11))
    told.answer("reported_to_police")
    with pytest.raises(StepNotPossible) as refusal:
        told.triage()
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("not_barred", "2002:445 §3, §5", "twelve_or_exceptional_reasons")
    ]
    told.answer("exceptional_reasons")
    told.triage()
    assert told.state == "examining_conditions"


def test_a_withdrawal_stops_mediation_and_the_police_are_told(office: Opened) -> None:
    stage = office("sweden")
    enter_unit(stage, "polis", "n_polisen_pahittad", "police", "Polisen Påhittad")
    told = Told(stage, "polis", young(stage, 15))
    told.answer("reported_to_police")
    told.triage()
    told.everyone_consents()
    told.answer("understands", "confirms_facts", "suitable", "in_both_parties_interest")
    told.accept()
    told.do("adviser", "consents withdraw", person=told.named["Berit"])
    assert told.state == "interrupted"
    told.fetch("polis", told.report(approver="adviser"))
    notice = told.page("notice_of_refusal_or_interruption")
    assert "Medlingen har avbrutits" in notice
    assert "Lagen (2002:445) om medling med anledning av brott, 5\u00a0§" in notice
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_a_dispute_is_nothing_for_this_law(office: Opened) -> None:
    stage = office("sweden")
    with pytest.raises(Invalid) as refused:
        stage.register("adviser", message(1, stage, "party", dispute()))
    assert refused.value.fields == (("kind", "not_under_this_law"),)


def test_a_personal_number_says_its_century(office: Opened) -> None:
    stage = office("sweden")
    arrival = message(1, stage, "party", crime(stage), by_person="a")
    del arrival["people"][0]["born_on"]
    for code, good in (("900101-9802", False), ("19900101-9803", False), ("19900101-9802", True)):
        arrival["people"][0]["identity_code"] = code
        if good:
            case = stage.case(stage.register("adviser", arrival))
            assert next(iter(case.people.values())).born_on == date(1990, 1, 1)
        else:
            with pytest.raises(Invalid, match="no identity code"):
                stage.register("adviser", arrival)
