"""A US community centre: attendance may be ordered, agreement never; a supervisor approves; the court learns yes or no."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date, timedelta
from typing import Any

import pytest

from mediation.demo.people import person
from mediation.kernel.refusals import Invalid
from mediation.law.facts import Facts, Initiator
from mediation.law.rule import Verdict
from mediation.law.us_community import PACK
from mediation.states.matter import MatterKind
from tests.architecture.tree import ROOT
from tests.law.conftest import Opened
from tests.law.telling import Told, crime, dispute, enter_unit, message

MAY, MAY_NOT, CANNOT, JUDGE = Verdict.MAY, Verdict.MAY_NOT, Verdict.CANNOT_TELL_YET, Verdict.NEEDS_JUDGEMENT
I = Initiator  # noqa: E741
RENT: dict[str, Any] = {
    "kind": MatterKind.DISPUTE, "initiative_on": date(2026, 9, 1), "initiated_by": I.COURT, "suitable": True,
    "everyone_understands": True, "answers": {"safe_to_meet": True},
}  # fmt: skip

# fmt: off
SITUATIONS: dict[str, tuple[dict[str, Any], Verdict]] = {
    "a quarrel about rent may be mediated":                              (RENT,                                                          MAY),
    "r.2: one side is afraid of the other, it may not":                  (RENT | {"answers": {"safe_to_meet": False}},                   MAY_NOT),
    "r.2: nobody has screened it yet":                                   (RENT | {"answers": {}},                                        JUDGE),
    "r.3: not suitable, it may not":                                     (RENT | {"suitable": False},                                    MAY_NOT),
    "r.3: suitability is a matter of judgement":                         (RENT | {"suitable": None},                                     JUDGE),
    "r.3: somebody does not understand, it may not":                     (RENT | {"everyone_understands": False},                        MAY_NOT),
    "r.3: whether they understand is a matter of judgement":             (RENT | {"everyone_understands": None},                         JUDGE),
    "the sum does not matter":                                           (RENT | {"minor_dispute": False},                               MAY),
    "company against company may":                                       (RENT | {"has_natural_person": False},                          MAY),
    "nobody's home matters":                                             (RENT | {"party_lives_in_area": False},                         MAY),
    "r.2: fear counts for more than suitability":                        (RENT | {"suitable": None, "answers": {"safe_to_meet": False}}, MAY_NOT),
    "an order to attend makes nothing eligible":                         (RENT | {"answers": {"safe_to_meet": False, "attendance_is_ordered": True}}, MAY_NOT),
    "nothing can be said without kind":                                  (RENT | {"kind": None},                                         CANNOT),
    "nothing can be said without the date":                              (RENT | {"initiative_on": None},                                CANNOT),
    "an age nobody has is a slip":                                       (RENT | {"victim_age": 140},                                    CANNOT),
}
INITIATIVES: dict[str, tuple[dict[str, Any], Verdict]] = {
    "r.1: a court refers":                                               (RENT,                                                          MAY),
    "r.1: a party refers":                                               (RENT | {"initiated_by": I.PARTY},                              MAY),
    "r.1: the police refer":                                             (RENT | {"initiated_by": I.POLICE},                             MAY),
    "r.1: a prosecutor has nothing to refer":                            (RENT | {"initiated_by": I.PROSECUTOR},                         MAY_NOT),
    "r.1: a bystander has not either":                                   (RENT | {"initiated_by": I.OTHER_PERSON},                       MAY_NOT),
    "r.6: a guardian for a minor":                                       (RENT | {"initiated_by": I.GUARDIAN, "initiator_represents_minor": True}, MAY),
}
# fmt: on


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_may_it_be_mediated(sentence: str) -> None:
    facts, expected = SITUATIONS[sentence]
    assert PACK.assess(Facts(**facts)).verdict is expected


@pytest.mark.parametrize("sentence", INITIATIVES)
def test_may_they_refer(sentence: str) -> None:
    facts, expected = INITIATIVES[sentence]
    assert PACK.may_initiate(Facts(**facts)).verdict is expected


def test_every_rule_that_is_cited_is_written() -> None:
    written = (ROOT / "mediation" / "law" / "us_community" / "rules.md").read_text("utf-8")
    cited = {s for text in PACK.sections.values() for s in text.replace(",", "").split() if s.startswith("r.")}
    cited |= {s.split()[-1] for sections in PACK.grounds.values() for s in sections}
    assert {s for s in cited if f"\n{s.removeprefix('r.')}. **" not in written} == set()


def to_session(stage: Any, **more: Any) -> Told:
    """A rent case from the court, ordered, up to a session held."""
    enter_unit(stage, "court", "n_county_court", "court", "Inventington County Court")
    told = Told(
        stage, "court", message(1, stage, "court", dispute(title="Rent"), unit="n_county_court", reference="CV-26-999")
    )
    told.triage()
    told.answer("understands", "suitable")
    missing = told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Suitable.")
    assert missing == {"every_consent": "Centre Rules r.5", "safe_to_meet": "Centre Rules r.2"}
    told.answer("safe_to_meet", "attendance_is_ordered")  # whoever is ordered to come need not consent to coming
    told.accept()
    told.offer("veikko")
    told.do("adviser", "mediators name")
    told.meet(**more)
    return told


def test_a_case_from_the_court_ordered_to_come_and_free_to_agree(office: Opened) -> None:
    stage = office("us_community")
    told = to_session(stage, remote=True, place="Video link in your email", minutes=180)
    notice = told.page("meeting_notice")
    assert "10:00\u00a0a.m." in notice  # five in the afternoon in Helsinki
    item = {"kind": "money", "promised_by": told.named["Bert"], "promised_to": told.named["Alma"], "text": "Rent.",
            "cents": 90_000, "instalments": [{"due_on": "2026-10-01", "cents": 90_000}]}  # fmt: skip
    agreement = told.draft(item)
    assert told.certifying(agreement) == {"approved_by_supervisor": "Centre Rules r.11"}
    told.answer("approved_by_supervisor")
    told.certify(agreement)
    paper = told.page("agreement")
    assert "$900.00" in paper
    assert "October\u00a01, 2026" in paper

    told.fetch("court", told.report(approver="adviser"))
    report = told.page("report_to_prosecutor")
    assert "<td>agreement</td>" in report
    assert "900" not in report
    assert "10:00" not in report
    assert told.in_the_way("adviser", "matters close") == {"filed_with_court": "Centre Rules r.12"}
    told.answer("filed_with_court")
    told.do("adviser", "matters close")
    assert told.state == "closed"


@pytest.mark.parametrize("how", ["no agreement", "threat", "not suitable"])
def test_the_court_cannot_tell_why_there_is_no_agreement(office: Opened, how: str) -> None:
    stage = office("us_community")
    if how == "not suitable":
        enter_unit(stage, "court", "n_county_court", "court", "Inventington County Court")
        told = Told(stage, "court", message(1, stage, "court", dispute(title="Rent"), unit="n_county_court"))
        told.triage()
        told.do("in_charge", "decisions make", kind="decline", reasons="One party is afraid of the other.")
    else:
        told = to_session(stage)
        if how == "threat":
            told.do("in_charge", "matters interrupt", ground="threat_of_violence", reasons="A threat was made.")
        else:
            told.do("veikko", "matters end")
    told.fetch("court", told.report(approver="adviser"))
    report = told.page("report_to_prosecutor")
    assert "<td>no agreement</td>" in report
    assert not [
        word for word in ("threat", "afraid", "rule", "interrupt", "session") if word in report.replace("rules", "")
    ]
    told.do("adviser", "matters close")
    assert told.state == "closed"


def test_without_an_order_nobody_is_brought_to_a_session_unasked(office: Opened) -> None:
    stage = office("us_community")
    told = Told(stage, "adviser", message(1, stage, "party", dispute(title="Barking"), by_person="a"))
    told.triage()
    told.answer("understands", "suitable", "safe_to_meet")
    assert told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Suitable.") == {
        "every_consent": "Centre Rules r.5"
    }
    told.everyone_consents()
    told.accept()
    told.offer("veikko")
    told.do("adviser", "mediators name")
    told.do("adviser", "consents withdraw", person=told.named["Bert"])
    assert told.state == "interrupted"
    told.do("adviser", "matters close")


def test_a_session_is_no_longer_than_three_hours_and_a_remote_one_says_how_it_is_reached(office: Opened) -> None:
    stage = office("us_community")
    told = to_session(stage)
    late = (stage.clock.now() + timedelta(days=2)).isoformat()
    with pytest.raises(Invalid, match="between 15 and 180 minutes"):
        told.arrange(minutes=181, starts_at=late)
    with pytest.raises(Invalid, match="how it is reached"):
        told.arrange(remote=True, starts_at=late)


def test_a_minor_comes_with_a_parent_and_a_crime_does_not_come_at_all(office: Opened) -> None:
    stage = office("us_community")
    people = [person("a", "Alma Invented", born_on="2012-05-05"), person("b", "Bert Invented", born_on="1990-09-09")]
    told = Told(stage, "adviser", message(1, stage, "party", dispute(), people=people))
    told.triage()
    with pytest.raises(Invalid) as nobody_known:
        told.do("adviser", "consents ask")
    assert nobody_known.value.fields == ((told.named["Alma"], "custodian"),)
    with pytest.raises(Invalid) as crime_refused:
        stage.register("adviser", message(2, stage, "party", crime(stage)))
    assert crime_refused.value.fields == (("kind", "not_under_this_law"),)
