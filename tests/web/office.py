"""An office with a case in every state that has pages of its own: small enough to be made for a run of tests."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from mediation.accounts.sessions import Purpose
from mediation.actions import sign_in
from mediation.bootstrap import prepare
from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo import world as w
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.documents.mark import Mark
from mediation.documents.pdf import render_pdf
from mediation.documents.seal import Seal
from mediation.kernel.clock import SetClock
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
    stage.renew_tokens()
    return stage, cases


def demo_link(stage: Stage, who: str) -> str:
    """The path of a single-use link for somebody."""
    with unit(stage.app, stage.actors[who]) as work:
        return f"/demo/{sign_in.make_link(work, stage.actors[who].id, Purpose.DEMO)}"
