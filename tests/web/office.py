"""An office with a case in every state that has pages of its own: small enough to be made for a run of tests."""

from datetime import timedelta
from pathlib import Path

from mediation.accounts.sessions import Purpose
from mediation.actions import availability, expenses, sign_in
from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo import world as w
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId
from mediation.work import unit
from tests.conftest import BEGINNING, new_house

# state → the chapters that lead there
TALES = {
    "received": [],
    "examining_conditions": [w.triaged, w.asked],
    "accepted": w.TO_ACCEPTED,
    "mediators_named": [*w.TO_ACCEPTED, w.named],
    "in_mediation": w.TO_MEDIATION,
    "follow_up": [*w.TO_MEDIATION, w.agreed, w.accounted, w.reported, w.followed],
}


def new_office(folder: Path) -> tuple[Stage, dict[str, str]]:
    """The office, and a case for each state; `young` is the one with two suspects, a minor and a protected address."""
    clock = SetClock(BEGINNING)
    stage = Stage(new_house(folder, "sqlite", clock), clock)
    stage.open()
    cases = {}
    for number, (state, chapters) in enumerate(TALES.items(), 1):
        case = stage.register("adviser", simple(number, "dispute" if number == 2 else "assault", stage.today))
        for chapter in chapters:
            chapter(stage, case, list(stage.case(case).matters))
            stage.later(days=3)
        cases[state] = case
    cases["young"] = stage.register("police", two_suspects(stage.today, stage.today - timedelta(days=5)))
    s.triage(stage, cases["young"])
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
