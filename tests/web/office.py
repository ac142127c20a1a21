"""An office with a case in every state that has pages of its own: small enough to be made for a run of tests."""

from datetime import timedelta
from pathlib import Path

from mediation.accounts.sessions import Purpose
from mediation.actions import sign_in
from mediation.demo import stories as s
from mediation.demo import world as w
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
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
    cases |= _veikkos(stage)
    stage.renew_tokens()
    return stage, cases


def _veikkos(stage: Stage) -> dict[str, str]:
    """What a mediator has on hand: an offer, one that was declined, a meeting ahead, one to tell of, one held."""
    made: dict[str, str] = {}
    offered = []
    for number in (21, 22):
        case = stage.register("adviser", simple(number, "defamation", stage.today))
        for chapter in w.TO_ACCEPTED:
            chapter(stage, case, list(stage.case(case).matters))
        offer = stage.do("adviser", "assignments offer", case, matters=list(stage.case(case).matters),
                         volunteer=stage.volunteers["veikko"], considered="Katsottu.")["assignment"]  # fmt: skip
        offered.append((case, offer))
    (case, offer), (other, declined) = offered
    stage.do("veikko", "assignments answer", other, assignment=declined, accept=False)
    made |= {"offer": f"{case}/{offer}", "declined": f"{other}/{declined}"}
    for name, number, days in (("told", 23, 1), ("untold", 24, 2), ("ahead", 25, 9)):
        case = stage.register("adviser", simple(number, "assault", stage.today))
        for chapter in [*w.TO_ACCEPTED, w.named]:
            chapter(stage, case, list(stage.case(case).matters))
        meeting = s.meet(stage, case, list(stage.case(case).matters), in_days=days)
        made |= {name: f"{case}/meetings/{meeting}", f"{name}_case": case}
        if name == "told":
            s.hold_meeting(stage, case, meeting)
    stage.at(stage.today + timedelta(days=3))
    return made


def demo_link(stage: Stage, who: str) -> str:
    """The path of a single-use link for somebody."""
    with unit(stage.app, stage.actors[who]) as work:
        return f"/demo/{sign_in.make_link(work, stage.actors[who].id, Purpose.DEMO)}"
