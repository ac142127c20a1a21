"""England and Wales: responsibility accepted, risk assessed, and no court order without everybody's consent."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date
from typing import Any

import pytest

from mediation.demo.people import person
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.law.england_and_wales import PACK
from mediation.law.facts import Facts, Initiator
from mediation.law.rule import Verdict
from mediation.queries import law
from mediation.states.matter import MatterKind
from tests.law.conftest import Opened
from tests.law.telling import Told, crime, enter_unit, message

MAY, MAY_NOT, CANNOT, JUDGE = Verdict.MAY, Verdict.MAY_NOT, Verdict.CANNOT_TELL_YET, Verdict.NEEDS_JUDGEMENT
I = Initiator  # noqa: E741
BURGLARY: dict[str, Any] = {
    "kind": MatterKind.CRIME, "initiative_on": date(2026, 9, 1), "offence_on": date(2026, 8, 1), "initiated_by": I.VICTIM,
    "facts_confirmed": True, "suitable": True, "everyone_understands": True, "victims_interest": True, "suspect_age": 25,
    "victim_age": 40, "victim_is_natural": True, "answers": {"risk_can_be_managed": True},
}  # fmt: skip
FROM_COURT = BURGLARY | {"initiated_by": I.COURT}
ORDERED = FROM_COURT | {"answers": {"risk_can_be_managed": True, "participants_consent_to_order": True}}
BEFORE = {"initiative_on": date(2020, 11, 30), "offence_on": date(2020, 1, 1)}

# fmt: off
SITUATIONS: dict[str, tuple[dict[str, Any], Verdict]] = {
    "a burglary, responsibility accepted, at the victim's wish":            (BURGLARY,                                                 MAY),
    "Victims' Code 3.4: responsibility denied, it may not":                 (BURGLARY | {"facts_confirmed": False},                    MAY_NOT),
    "Victims' Code 3.4: whether responsibility is accepted is asked":       (BURGLARY | {"facts_confirmed": None},                     CANNOT),
    "Victims' Code 3.5: not to the victim's benefit, it may not":           (BURGLARY | {"victims_interest": False},                   MAY_NOT),
    "Victims' Code 3.5: the victim's benefit is a matter of judgement":     (BURGLARY | {"victims_interest": None},                    JUDGE),
    "guidance p.9: a risk that cannot be managed":                          (BURGLARY | {"answers": {"risk_can_be_managed": False}},   MAY_NOT),
    "guidance p.9: a risk nobody has assessed":                             (BURGLARY | {"answers": {}},                               JUDGE),
    "guidance p.7: not suitable, it may not":                               (BURGLARY | {"suitable": False},                           MAY_NOT),
    "guidance p.9: who does not understand cannot consent":                 (BURGLARY | {"everyone_understands": False},               MAY_NOT),
    "s.7(2): deferred by a court with everybody's consent":                 (ORDERED,                                                  MAY),
    "s.7(2): deferred by a court without it":                               (FROM_COURT,                                               MAY_NOT),
    "s.7(2): silence is no consent":                                        (FROM_COURT | {"answers": {"risk_can_be_managed": True, "participants_consent_to_order": False}}, MAY_NOT),
    "s.1ZA asked the same before the Sentencing Code":                      (FROM_COURT | BEFORE,                                      MAY_NOT),
    "s.1ZA: and was content with the same":                                 (ORDERED | BEFORE,                                         MAY),
    "no offence is shut out by its title":                                  (BURGLARY | {"offence": "anything", "close_person": True}, MAY),
    "there is no lowest age":                                               (BURGLARY | {"suspect_age": 10},                           MAY),
    "a company has no age":                                                 (BURGLARY | {"victim_is_natural": False},                  CANNOT),
}
INITIATIVES: dict[str, tuple[dict[str, Any], Verdict]] = {
    "the victim asks":                                                      (BURGLARY,                                                 MAY),
    "the offender asks":                                                    (BURGLARY | {"initiated_by": I.SUSPECT},                   MAY),
    "probation asks":                                                       (BURGLARY | {"initiated_by": I.OTHER_AUTHORITY},           MAY),
    "the court asks":                                                       (FROM_COURT,                                               MAY),
    "a newspaper does not":                                                 (BURGLARY | {"initiated_by": I.OTHER_PERSON},              MAY_NOT),
}
# fmt: on


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_may_it_go_ahead(sentence: str) -> None:
    facts, expected = SITUATIONS[sentence]
    assert PACK.assess(Facts(**facts)).verdict is expected


@pytest.mark.parametrize("sentence", INITIATIVES)
def test_may_they_ask(sentence: str) -> None:
    facts, expected = INITIATIVES[sentence]
    assert PACK.may_initiate(Facts(**facts)).verdict is expected


def test_what_the_sentencing_code_changed_is_where_the_consent_stands() -> None:
    rows = law.changes(date(2020, 11, 30), date(2020, 12, 1), PACK)
    assert {(r["section"], r["change"]) for r in rows} == {
        ("Powers of Criminal Courts (Sentencing) Act 2000 s.1ZA", "gone"),
        ("Sentencing Act 2020 s.7(2)", "new"),
    }


def from_court(stage: Any, **more: Any) -> dict[str, Any]:
    return message(
        1, stage, "court", crime(stage, title="Burglary"), unit="n_crown_court", reference="T20269999", **more
    )


def test_a_deferred_sentence_from_the_court_and_back_to_it(office: Opened) -> None:
    stage = office("england_and_wales")
    enter_unit(stage, "court", "n_crown_court", "court", "Crown Court at Inventington")
    told = Told(stage, "court", from_court(stage))
    with pytest.raises(StepNotPossible) as refusal:
        told.triage()
    assert [(n.code, n.section, n.subject) for n in refusal.value.needs] == [
        ("not_barred", "Victims' Code (2020) 3.4; Sentencing Act 2020 s.7(2)", "participants_consent")
    ]
    told.answer("participants_consent_to_order")
    told.triage()
    told.everyone_consents()
    told.answer("understands", "suitable", "victims_interest", "confirms_facts")
    assert told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Safe.") == {
        "risk_can_be_managed": "Pre-sentence RJ guidance (2014) p.9"
    }
    told.answer("risk_can_be_managed")
    told.accept()
    told.offer("veikko")
    assert list(told.in_the_way("adviser", "mediators name")) == ["mediators_are_ready"]  # two work together
    told.offer("maija")
    told.do("adviser", "mediators name")
    told.meet(remote=True, place="Video link sent to each of you")
    notice = told.page("meeting_notice")
    assert "Video link" in notice
    assert "from 15:00" in notice  # five in Helsinki

    agreement = told.draft(told.money(12_500, "2026-10-01"))
    told.certify(agreement)
    paper = told.page("agreement")
    assert "£125.00" in paper
    assert "1015/2005" not in paper
    told.do("veikko", "matters account", text="We met once, by video.")
    prepared = str(told.do("adviser", "reports prepare")["report"])
    with pytest.raises(StepNotPossible) as alone:
        stage.do("adviser", "reports approve", told.id, report=prepared)
    assert [n.code for n in alone.value.needs] == ["approved_by_another"]
    stage.do("in_charge", "reports approve", told.id, report=prepared)
    stage.do("adviser", "reports send", told.id, report=prepared)
    told.fetch("court", prepared)
    assert "nothing should be concluded" in told.page("report_to_prosecutor")
    told.do("adviser", "matters follow-up")
    told.keep_promises()
    told.fetch("court", told.report())
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_a_risk_found_later_stops_everything(office: Opened) -> None:
    stage = office("england_and_wales")
    enter_unit(stage, "court", "n_crown_court", "court", "Crown Court at Inventington")
    told = Told(stage, "court", from_court(stage))
    told.answer("participants_consent_to_order")
    told.triage()
    told.everyone_consents()
    told.answer("understands", "suitable", "victims_interest", "confirms_facts", "risk_can_be_managed")
    told.accept()
    with pytest.raises(Invalid, match="names no such ground"):
        told.do("in_charge", "matters interrupt", ground="tired_of_it", reasons="Long day.")
    with pytest.raises(Invalid, match="follows from what happened"):
        told.do("in_charge", "matters interrupt", ground="barred", reasons="Long day.")
    told.do("in_charge", "matters interrupt", ground="risk_of_harm", reasons="A threat was made.")
    told.fetch("court", told.report())
    notice = told.page("notice_of_refusal_or_interruption")
    assert "Pre-sentence RJ guidance (2014), page 9" in notice
    assert "threat" not in notice
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_for_a_child_one_parent_is_enough(office: Opened) -> None:
    stage = office("england_and_wales")
    people = [person("a", "Alma Invented", born_on="2011-05-05"), person("b", "Bert Invented", born_on="1990-09-09"),
              person("m", "Mum Invented", born_on="1980-01-01"), person("d", "Dad Invented", born_on="1980-01-01")]  # fmt: skip
    parts = [{"person": p, "role": "custodian", "acts_for": "a"} for p in ("m", "d")]
    told = Told(stage, "adviser", message(1, stage, "party", crime(stage), people=people, parts=parts, by_person="b"))
    told.triage()
    told.do("adviser", "consents ask")
    told.everyone_consents()
    answers = [(c.person, c.on_behalf_of) for c in told.case.items.values() if c.KIND == "consent"]
    assert answers == [
        (told.named["Alma"], None), (told.named["Mum"], told.named["Alma"]), (told.named["Bert"], None)
    ]  # fmt: skip
    missing = told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Safe.")
    assert "every_consent" not in missing


def test_no_identity_code_is_kept(office: Opened) -> None:
    stage = office("england_and_wales")
    arrival = message(1, stage, "party", crime(stage), by_person="a")
    arrival["people"][0]["identity_code"] = "QQ123456C"
    with pytest.raises(Invalid) as refused:
        stage.register("adviser", arrival)
    assert refused.value.fields == (("people.0.identity_code", "not_allowed"),)
