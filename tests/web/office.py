"""An office with a case in every state that has pages of its own: small enough to be made for a run of tests."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from mediation.accounts.sessions import Purpose
from mediation.actions import availability, expenses, sign_in
from mediation.bootstrap import prepare
from mediation.cases.meeting import Meeting
from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo import world as w
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.documents.mark import Mark
from mediation.documents.pdf import render_pdf
from mediation.documents.seal import Seal
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId
from mediation.work import unit
from tests.conftest import BEGINNING, page_only, settings_in

# state → the chapters that lead there
TALES = {
    "received": [],
    "examining_conditions": [w.triaged, w.asked],
    "accepted": w.TO_ACCEPTED,
    "mediators_named": [*w.TO_ACCEPTED, w.named],
    "in_mediation": w.TO_MEDIATION,
    "declined": [w.triaged, w.declined, w.reported],
    "follow_up": [*w.TO_MEDIATION, w.agreed, w.accounted, w.reported, w.followed],
}


def sealing_stage(folder: Path) -> Stage:
    """An office that seals: what it seals is really printed, everything else stops at the page."""
    clock = SetClock(BEGINNING)
    house = prepare(settings_in(folder), clock, with_seal=True)
    stage = Stage(replace(house, app=replace(house.app, print_pdf=printed, seal=apart(house.app.seal))), clock)
    stage.open()
    return stage


def apart(seal: Seal | None) -> Seal:
    """The same seal in a thread of its own: where a browser is driven a loop runs, and sealing wants one of its own."""
    assert seal is not None
    thread = ThreadPoolExecutor(1)
    return lambda pdf, at: thread.submit(seal, pdf, at).result()


def printed(kind: Any, language: Any, context: Any, *, mark: Mark | None = None, **more: Any) -> bytes:
    """What is to be sealed as a PDF, and the rest as its page."""
    if mark is None:
        return page_only(kind, language, context, **more)
    return render_pdf(kind, language, context, mark=mark, **more)


def new_office(folder: Path) -> tuple[Stage, dict[str, Any]]:
    """The office, and a case for each state; `young` is the one with two suspects, a minor and a protected address.

    `code` stands beside the seal of one document, `report` is a notice that lies ready for the police, `opened` a
    report they have opened.
    """
    stage = sealing_stage(folder)
    cases = {}
    for number, (state, chapters) in enumerate(TALES.items(), 1):
        case = stage.register("adviser", simple(number, "dispute" if number == 2 else "assault", stage.today))
        for chapter in chapters:
            chapter(stage, case, list(stage.case(case).matters))
            stage.later(days=3)
        cases[state] = case
    cases["young"] = stage.register("police", two_suspects(stage.today, stage.today - timedelta(days=5)))
    s.triage(stage, cases["young"])
    cases["report"], cases["opened"] = (next(stage.case(cases[c]).all(Report)).id for c in ("declined", "follow_up"))
    with stage.app.open_stores() as stores:
        papers = stores.documents.of_case(cases["accepted"])
    cases["code"] = next(paper.id.removeprefix("f_") for paper in papers if paper.sealed)
    stage.do("police", "reports retrieve", cases["follow_up"], report=cases["opened"])
    cases |= _veikkos(stage, cases)
    stage.renew_tokens()
    return stage, cases


def _veikkos(stage: Stage, cases: dict[str, str]) -> dict[str, str]:
    """What a mediator has on hand: an offer, one that was declined, a meeting ahead, one to tell of, one held."""
    made: dict[str, str] = {}
    for name, number, days in (("told", 23, 1), ("untold", 24, 2), ("ahead", 25, 9)):
        case = stage.register("adviser", simple(number, "assault", stage.today))
        for chapter in [*w.TO_ACCEPTED, w.named]:
            chapter(stage, case, list(stage.case(case).matters))
        meeting = s.meet(stage, case, list(stage.case(case).matters), in_days=days)
        made |= {name: f"{case}/meetings/{meeting}", f"{name}_case": case, f"{name}_meeting": meeting}
        if name == "told":
            s.hold_meeting(stage, case, meeting)
    met = next(stage.case(CaseId(cases["follow_up"])).all(Meeting)).id
    claim = {"meeting": met, "basis": "itemised", "items": [{"kind": "ticket", "cents": 640}]}
    made["claim"] = str(stage.record("veikko", expenses.claim, expenses.ClaimForm, claim)["claim"])
    times = {
        "pattern": [{"weekday": 2, "begins": "17:00", "ends": "20:00", "until": str(stage.today + timedelta(days=90))}],
        "away": [{"since": str(stage.today), "until": str(stage.today + timedelta(days=7))}],
        "extra": [{"day": str(stage.today), "begins": "10:00", "ends": "12:00"}],
    }
    stage.record("veikko", availability.keep, availability.AvailabilityForm, times)
    stage.record("veikko", availability.make_link, availability.LinkForm, {})
    stage.at(stage.today + timedelta(days=3))
    for name, number in (("offer", 21), ("declined", 22)):
        case = stage.register("adviser", simple(number, "defamation", stage.today))
        for chapter in w.TO_ACCEPTED:
            chapter(stage, case, list(stage.case(case).matters))
        offer = stage.do("adviser", "assignments offer", case, matters=list(stage.case(case).matters),
                         volunteer=stage.volunteers["veikko"], considered="Katsottu.")["assignment"]  # fmt: skip
        made[name] = f"{case}/{offer}"
        if name == "declined":
            stage.do("veikko", "assignments answer", case, assignment=offer, accept=False)
    return made


def demo_link(stage: Stage, who: str) -> str:
    """The path of a single-use link for somebody."""
    with unit(stage.app, stage.actors[who]) as work:
        return f"/demo/{sign_in.make_link(work, stage.actors[who].id, Purpose.DEMO)}"
