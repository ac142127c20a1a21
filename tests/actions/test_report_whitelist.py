"""What leaves for the authority is a list of facts: nothing said, felt, thought or written beside it goes along."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from mediation.cases.decision import Decision
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.people import test_code as identity_code
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, DocumentId
from mediation.queries.lists import document
from mediation.work import unit

SECRET = "Salattu-"  # every text that must stay in the office begins so


NUMBERS = count(1)


def full_of_secrets(stage: Stage) -> dict[str, Any]:
    """A case in which everything that can carry a text carries one of its own."""
    contact = {name: f"{SECRET}{name}" for name in ("phone", "street", "postcode", "town", "municipality")}
    contact |= {"email": f"{SECRET}sahkoposti@keksitty.example"}
    message: dict[str, Any] = simple(next(NUMBERS), "assault", stage.today)
    message["people"] = [
        person("a", "Olli Epäilty", identity_code=identity_code(5, 5, 1985, 901), contact=contact),
        person("b", "Vuokko Uhri", born_on="1990-09-09", contact=contact | {"is_protected": True}),
        person("c", "Sivullinen Toinen-Epäilty", born_on="1988-08-08", contact=contact),
        person("t", f"{SECRET}avustaja", contact=contact),
    ]
    message["parts"] = [{"person": "t", "role": "assistant", "acts_for": "b"}]
    message["matters"][0] |= {"suspects": ["a", "c"], "description": f"{SECRET}kuvaus", "place": f"{SECRET}paikka"}
    return message


def brought_to_mediation(stage: Stage) -> tuple[CaseId, str, tuple[str, str]]:
    case = stage.register("adviser", full_of_secrets(stage))
    first, other = list(stage.case(case).matters)
    s.triage(stage, case)
    stage.do("adviser", "notes add", case, text=f"{SECRET}muistiinpano")
    s.everyone_consents(stage, case, [first])
    s.decline(stage, case, [other])
    for question, who in (("confirms_facts", "a"), ("victims_interest", None), ("suitable", None)):
        about = stage.case(case).matters[first].about
        stage.do("adviser", "conditions assess", case, matters=[first], question=question, holds=True,
                 reason=f"{SECRET}arvio", person=about.suspects[0] if who else None)  # fmt: skip
    s.assess(stage, case, [first])
    stage.do("in_charge", "decisions make", case, matters=[first], kind="accept", reasons=f"{SECRET}perustelu")
    s.name_mediators(stage, case, [first])
    meeting = s.meet(stage, case, [first])
    stage.do("veikko", "meetings move", case, meeting=meeting, place=f"{SECRET}kokouspaikka",
             starts_at=(stage.clock.now() + timedelta(days=9)).isoformat())  # fmt: skip
    s.hold_meeting(stage, case, meeting)
    return case, first, stage.case(case).matters[first].about.parties  # type: ignore[return-value]


def sent(stage: Stage, case: CaseId, matter: str, who: str = "police") -> str:
    report = s.report(stage, case, [matter])
    made = stage.do(who, "reports retrieve", case, report=report)
    with unit(stage.app, stage.actors[who]) as work:
        return document(work, case, DocumentId(made["document"])).decode()


def check(text: str) -> None:
    assert SECRET not in text
    assert "901" not in text, "no identity code"
    assert "Toinen-Epäilty" not in text, "nobody of another matter"
    assert "Olli Epäilty" in text
    assert "Vuokko Uhri" in text


def test_a_report_of_an_agreement_carries_what_was_agreed_and_nothing_else(one_office: Stage) -> None:
    stage = one_office
    case, matter, (by, to) = brought_to_mediation(stage)
    due = stage.today + timedelta(days=30)
    money = {"kind": "money", "promised_by": by, "promised_to": to, "text": f"{SECRET}tili FI00", "cents": 12345,
             "instalments": [{"due_on": str(due), "cents": 12345}]}  # fmt: skip
    work = {"kind": "work", "promised_by": by, "promised_to": to, "text": "Maalaa aidan.", "due_on": str(due)}
    s.agree(stage, case, [matter], [money, work], demand="withdrawn")
    stage.do("veikko", "matters account", case, matters=[matter], text=f"{SECRET}selostus")
    text = sent(stage, case, matter)
    check(text)
    assert "123,45" in text
    assert "Maalaa aidan." in text


def test_a_report_of_no_agreement_says_no_more_than_that(one_office: Stage) -> None:
    stage = one_office
    case, matter, _ = brought_to_mediation(stage)
    stage.do("veikko", "matters end", case, matters=[matter])
    stage.do("veikko", "matters account", case, matters=[matter], text=f"{SECRET}selostus")
    check(sent(stage, case, matter))


@pytest.mark.parametrize("ending", ["matters end", "matters interrupt"])
def test_what_was_proposed_and_not_agreed_is_told_to_nobody(one_office: Stage, ending: str) -> None:
    stage = one_office
    case, matter, (by, to) = brought_to_mediation(stage)
    offer = {"kind": "work", "promised_by": by, "promised_to": to, "text": f"{SECRET}tarjous"}
    stage.do("veikko", "agreements draft", case, matters=[matter], items=[offer])
    if ending == "matters end":
        stage.do("veikko", ending, case, matters=[matter])
    else:
        stage.do("in_charge", ending, case, matters=[matter], ground="no_conditions", reasons=f"{SECRET}syy")
    stage.do("veikko", "matters account", case, matters=[matter], text=f"{SECRET}selostus")
    check(sent(stage, case, matter))


@pytest.mark.parametrize("how", ["withdrawn", "interrupted"])
def test_a_notice_of_interruption_gives_the_section_and_not_the_reason(one_office: Stage, how: str) -> None:
    stage = one_office
    case, matter, (_, victim) = brought_to_mediation(stage)
    if how == "withdrawn":
        stage.do("adviser", "consents withdraw", case, matters=[matter], person=victim, how=f"{SECRET}soitto")
    else:
        stage.do("in_charge", "matters interrupt", case, matters=[matter], ground="voluntariness_doubted",
                 reasons=f"{SECRET}epäily")  # fmt: skip
    text = sent(stage, case, matter)
    check(text)
    assert "19" in text
    assert "voluntariness" not in text


def test_a_notice_of_refusal_gives_the_section_and_not_the_reason(one_office: Stage) -> None:
    stage = one_office
    case = stage.register("adviser", full_of_secrets(stage))
    first = next(iter(stage.case(case).matters))
    s.triage(stage, case)
    for party in stage.case(case).matters[first].about.parties:
        stage.do("adviser", "hearings record", case, matters=[first], person=party, how="answered",
                 statement=f"{SECRET}lausuma")  # fmt: skip
    stage.do("in_charge", "decisions make", case, matters=[first], kind="decline", reasons=f"{SECRET}perustelu",
             sections=["1015/2005 §3.1"])  # fmt: skip
    text = sent(stage, case, first)
    check(text)
    assert len(list(stage.case(case).all(Decision))) == 1
