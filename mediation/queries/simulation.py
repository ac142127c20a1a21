"""The office's own cases under the rules of another day: which verdicts would be others, by class; nothing changes."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from mediation.cases.lawful import facts_of
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted
from mediation.permissions.may import May
from mediation.work import Work

Told = Callable[[int, int], None]
Row = tuple[str, str, str, str]  # class, table, verdict under the case's own rules, verdict under the others


def simulated(work: Work, under: date, first: date, last: date, told: Told | None = None) -> dict[str, Any]:
    """How the verdicts on cases that arrived from one day to another (Helsinki) would change under `under`'s rules.

    Counts and ids only. Every case is opened for this purpose and the reading journalled; a case of the reader's own
    is left out and counted. Invalid when the span ends before it begins, or the day lies before the law.
    """
    work.permit(May.LAW_SIMULATE)
    if last < first:
        raise Invalid("the span ends before it begins", fields=[("to", "before_from")])
    if under < work.app.law.since:
        begun = work.app.law.since.isoformat()
        raise Invalid(f"mediation under this law began on {begun}", fields=[("under", "before_the_act")])
    chosen = work.stores.cases.arrived(first, last)
    found: dict[Row, list[CaseId]] = defaultdict(list)
    hidden = matters = 0
    for number, case_id in enumerate(chosen, 1):
        try:
            rows = _of_case(work, case_id, under)
        except (NotFound, NotPermitted):
            hidden, rows = hidden + 1, []
        for row in rows:
            found[row].append(case_id)
        matters += len(rows) // 2  # one row of each table
        if told is not None:
            told(number, len(chosen))
    return {
        "under": under.isoformat(), "from": first.isoformat(), "to": last.isoformat(),
        "cases": len(chosen) - hidden, "not_shown": hidden, "matters": matters, "classes": _by_class(found),
    }  # fmt: skip


def _of_case(work: Work, case_id: CaseId, under: date) -> list[Row]:
    case, rows = work.view(case_id, May.LAW_SIMULATE, "simulation"), []
    for matter in case.matters.values():
        facts = facts_of(case, matter)
        asked = (
            ("eligibility", case.law.assess(facts), case.law.assess_under(facts, under)),
            ("initiator", case.law.may_initiate(facts), case.law.may_initiate_under(facts, under)),
        )
        for table, own, other in asked:
            rows.append((matter.offence_class, table, own.verdict.value, other.verdict.value))
    return rows


def _by_class(found: dict[Row, list[CaseId]]) -> list[dict[str, Any]]:
    classes = []
    for name in sorted({row[0] for row in found}):
        mine = {row: cases for row, cases in sorted(found.items()) if row[0] == name}
        changed = [
            {"table": table, "before": own, "after": other, "count": len(cases), "cases": sorted(set(cases))}
            for (_, table, own, other), cases in mine.items() if own != other
        ]  # fmt: skip
        same = sum(len(cases) for (_, _, own, other), cases in mine.items() if own == other)
        classes.append({"class": name, "verdicts_unchanged": same, "changed": changed})
    return classes
