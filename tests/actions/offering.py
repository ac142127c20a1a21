"""An accepted case and more mediators than the cast has, for the tests of offers."""

from typing import Any

from mediation.actions.volunteers import VolunteerCorrection, correct_volunteer
from mediation.cases.assignment import Assignment
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId

EXTRA = {
    key: {"name": name, "email": f"{key}@vapaaehtoinen.example", "languages": ["fi", "sv"], "cases_before": 5}
    for key, name in (("kirsti", "Kirsti Keksijälä"), ("torsti", "Torsti Tuumailija"))
}


def accepted(stage: Stage, number: int = 1, kind: str = "assault", **changes: Any) -> tuple[CaseId, list[str]]:
    """A case the person in charge has taken, which waits for mediators."""
    arrival = simple(number, kind, stage.today) | changes
    case = stage.register("adviser", arrival)
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    return case, matters


def more_mediators(stage: Stage) -> None:
    for key, values in EXTRA.items():
        stage.admit(key, values)


def told(stage: Stage, who: str, **details: Any) -> None:
    """The register is told more of a mediator."""
    form = {"volunteer": stage.volunteers[who]} | details
    stage.record("adviser", correct_volunteer, VolunteerCorrection, form)


def line_up(stage: Stage, case: CaseId, matters: list[str], *who: str, **more: Any) -> dict[str, Any]:
    queue = [stage.volunteers[w] for w in who]
    return stage.do(
        "adviser", "assignments line-up", case, matters=matters, volunteers=queue, because="Sovittu.", **more
    )


def states(stage: Stage, case: CaseId) -> dict[str, str]:
    """Each mediator's newest assignment by the name of the cast."""
    keys = {v: k for k, v in stage.volunteers.items()}
    return {keys[a.volunteer]: a.state.value for a in stage.case(case).all(Assignment)}


def offer_to(stage: Stage, case: CaseId, who: str) -> str:
    [found] = [a.id for a in stage.case(case).all(Assignment) if a.volunteer == stage.volunteers[who]][-1:]
    return found
