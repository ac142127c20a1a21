"""Cases brought so far through the actions, and what is open of them: for what happens beside the steps."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date
from typing import Any

from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId

Ids = dict[str, Any]


def opened(stage: Stage, case: CaseId) -> dict[str, date]:
    with stage.app.open_stores() as stores:
        return {d.rule: d.due_on for d in stores.deadlines.open_for(case)}


def arrived(stage: Stage, **suspect: Any) -> tuple[CaseId, Ids]:
    message = simple(1, "assault", stage.today)
    if suspect:
        message["people"][0] = person("a", "Olli Osapuoli", **suspect)
        message["people"].append(person("h", "Hilla Huoltaja"))
        message["parts"] = [{"person": "h", "role": "custodian", "acts_for": "a"}]
    case = stage.register("adviser", message)
    matters = list(stage.case(case).matters)
    about = stage.case(case).matters[matters[0]].about
    return case, {"matters": matters, "person": about.suspects[0], "victim": about.victims[0]}


def accepted(stage: Stage) -> tuple[CaseId, Ids]:
    case, ids = arrived(stage)
    s.triage(stage, case)
    s.everyone_consents(stage, case, ids["matters"])
    s.assess(stage, case, ids["matters"])
    s.accept(stage, case, ids["matters"])
    return case, ids


def consent_to_documents(stage: Stage, case: CaseId, ids: Ids, *people: str) -> None:
    for who in people:
        stage.do("adviser", "consents record", case, matters=ids["matters"], person=who, to="documents", language="fi", channel="phone",
                 rights_explained_at=stage.clock.now().isoformat(), given_at=stage.clock.now().isoformat())  # fmt: skip
