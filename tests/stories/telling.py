"""What every story asks for again and again: a case brought to its middle, its mornings, what it was told."""

from collections import Counter
from typing import Any

from mediation.actions.due import Swept, run_due
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.states.matter import MatterState

Story = tuple[CaseId, list[str], dict[str, str]]


def begin(stage: Stage, who: str, message: dict[str, Any]) -> Story:
    """An initiative arrives: the case, its matters, its people by their first names."""
    case = stage.register(who, message)
    found = stage.case(case)
    return case, list(found.matters), {p.name.split()[0]: p.id for p in found.people.values()}


def to_accepted(stage: Stage, case: CaseId, matters: list[str]) -> None:
    s.triage(stage, case, matters)
    stage.do("adviser", "consents ask", case, matters=matters)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)


def to_mediation(stage: Stage, case: CaseId, matters: list[str]) -> None:
    to_accepted(stage, case, matters)
    s.name_mediators(stage, case, matters)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))


def states(stage: Stage, case: CaseId) -> list[MatterState]:
    return [m.state for m in stage.case(case).matters.values()]


def mornings(stage: Stage, many: int) -> Swept:
    """So many days, the clockwork at work each morning."""
    total = Swept()
    for _ in range(many):
        stage.later(days=1)
        swept = run_due(stage.app, stage.clockwork)
        assert swept.failed == ()
        total = Swept(total.reminded + swept.reminded, total.escalated + swept.escalated)
    return total


def told(stage: Stage, case: CaseId) -> Counter[tuple[str, str]]:
    """Messages by kind and receiver."""
    with stage.app.open_stores() as stores:
        return Counter((m.kind, m.to.id) for m in stores.outbox.of_case(case))


def papers(stage: Stage, case: CaseId) -> Counter[str]:
    with stage.app.open_stores() as stores:
        return Counter(d.kind for d in stores.documents.of_case(case))


def open_rules(stage: Stage, case: CaseId) -> set[str]:
    """The deadlines that are still open, by rule."""
    with stage.app.open_stores() as stores:
        return {d.rule for d in stores.deadlines.open_for(case)}
