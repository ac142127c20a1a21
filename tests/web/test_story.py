"""A whole case worked on the pages alone, from the initiative to closing; the mediators' part is played behind the stage."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import re
from collections.abc import Callable
from datetime import timedelta

from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.assignment import Assignment
from mediation.cases.meeting import Meeting
from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from tests.web.conftest import Visitor
from tests.web.test_forms import GOOD

Visitors = Callable[..., Visitor]
MORE = {"matters.0.offence": "assault", "matters.0.act_on": "2026-08-30", "matters.0.close_person": "no",
        "matters.0.intentional": "yes"}  # fmt: skip


def press(come: Visitor, case: CaseId, step: str, /, **fields: object) -> None:
    """Send the form of a step that has one, or that its button does at once."""
    come.open(f"/cases/{case}/steps/{step}")
    come.send(f"/cases/{case}/steps/{step}", **fields)
    assert come.address.startswith(f"/cases/{case}"), come.text
    assert "Tallennettu." in come.text


def test_from_the_initiative_to_closing(visitor: Visitors, sqlite_stage: Stage) -> None:
    stage, come, boss = sqlite_stage, visitor("adviser"), visitor("in_charge")
    come.open("/intake/new")
    come.send("/intake/new", **(GOOD | MORE))
    case = CaseId(come.address.removeprefix("/cases/"))
    assert "Seuraavaksi: alkuselvitys" in come.text

    all_of_it = list(stage.case(case).matters)
    press(come, case, "matters/triage", matters=all_of_it, venue_is_here="yes")
    assert come.address.endswith("/consents"), "straight on to what comes next"
    press(come, case, "consents/ask", matters=all_of_it)
    matter = stage.case(case).matters[all_of_it[0]]  # type: ignore[index]
    answers = {f"answer.{matter.id}.{p}.oneself": "given" for p in matter.about.parties}
    come.send(f"/cases/{case}/consents", channel="phone", rights_explained_at="2026-09-01T09:00", given_at="2026-09-01T09:30",
              **answers)  # fmt: skip
    assert come.address.endswith("/conditions")
    come.send(f"/cases/{case}/conditions", every="yes", reason="Keskusteltu puhelimessa.")
    assert come.address.endswith("/decision")
    assert "Vastuuhenkilö päättää" in come.text
    boss.open(f"/cases/{case}/decision")
    boss.send(
        f"/cases/{case}/decision", matters=all_of_it, kind="accept", reasons="Täyttyvät.", sections="1015/2005 §15"
    )
    assert "Päätös on tehty" in boss.text
    decision = boss.page.text.split('name="channel.')[1].split(".")[0]
    letters = {f"channel.{decision}.{p}": "letter" for p in matter.about.parties}
    boss.send(f"/cases/{case}/decision/send", **letters)
    assert "Päätös on lähetetty." in boss.text
    assert "Seuraavaksi: sovittelijat asialle" in boss.text

    for who in ("veikko", "maija"):
        press(come, case, "assignments/offer", matters=all_of_it, volunteer=stage.volunteers[who])
        offer = [a.id for a in stage.case(case).all(Assignment)][-1]
        stage.do(who, "assignments answer", case, assignment=offer, accept=True, undisqualified=True)
    press(come, case, "mediators/name", matters=all_of_it)
    parties = list(matter.about.parties)
    press(
        come,
        case,
        "meetings/arrange",
        matters=all_of_it,
        form="joint",
        starts_at="2026-09-10T17:00",
        minutes="90",
        invited=parties,
    )
    stage.at(stage.today + timedelta(days=9), 20)
    come = visitor("adviser")
    meeting = next(stage.case(case).all(Meeting)).id
    press(come, case, "meetings/record", meeting=meeting, came=parties)
    press(come, case, "agreements/draft", matters=all_of_it, language="fi", demand="withdrawn",
          **{"items.0.kind": "money", "items.0.promised_by": parties[0], "items.0.promised_to": parties[1], "items.0.text": "Korvaus",
             "items.0.cents": "120,00", "items.0.instalments.0.due_on": "2026-10-01", "items.0.instalments.0.cents": "120"})  # fmt: skip
    agreement = next(stage.case(case).all(Agreement)).id
    asked = come.open(f"/cases/{case}/steps/agreements/sign")
    assert re.search(r'<option value="f_[^>]*>Sovittelusopimus \d+\.\d+\.2026 \(fi\)', asked)
    for person in parties:
        press(
            come,
            case,
            "agreements/sign",
            agreement=agreement,
            person=person,
            at="2026-09-10T20:00",
            how="wet_ink",
        )
    assert "Seuraavaksi: sovittelijoiden osuus" in come.text
    stage.do("veikko", "agreements certify", case, agreement=agreement)
    s.account(stage, case, all_of_it)

    press(come, case, "reports/prepare", matters=all_of_it)
    report = next(stage.case(case).all(Report)).id
    boss = visitor("in_charge")
    press(boss, case, "reports/approve", report=report)
    press(come, case, "reports/send", report=report)
    press(come, case, "matters/follow-up", matters=all_of_it)
    promise = next(stage.case(case).all(Obligation)).id
    stage.at(stage.today + timedelta(days=30))
    come, boss = visitor("adviser"), visitor("in_charge")
    press(come, case, "obligations/record", obligation=promise, step="keep", on=str(stage.today))
    press(come, case, "reports/prepare", matters=all_of_it)
    last = [r.id for r in stage.case(case).all(Report)][-1]
    press(boss, case, "reports/approve", report=last)
    press(come, case, "reports/send", report=last)
    assert "Seuraavaksi: asian päättäminen" in come.text
    press(come, case, "matters/close", matters=all_of_it)
    assert "Tehtävää ei enää ole" in come.text
    assert stage.case(case).is_closed

    told = [h for h in come.open(f"/cases/{case}/timeline").split("<li>") if "<time" in h]
    assert len(told) > 15
    come.open(f"/cases/{case}/papers")
    assert come.page.text.count("/papers/f_") >= 6
    paper = come.page.text.split("/papers/")[1].split('"')[0]
    assert come.client.get(f"/cases/{case}/papers/{paper}").headers["content-type"] == "application/pdf"
