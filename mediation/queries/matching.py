"""Readings for an adviser who chooses mediators: pairs for one case with their reasons, a plan of all that wait."""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from mediation.actions.candidates import need_of, register, waiting_matters
from mediation.actions.suiting import told
from mediation.cases.conflicts import Hit
from mediation.cases.events import EventCode
from mediation.kernel.ids import CaseId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.permissions.may import May
from mediation.queries.matching_words import said
from mediation.states.matter import IN_MEDIATION_PHASE, MatterState
from mediation.work import Work
from volunteers.matching import Broken, Need, Pair, Reason, rank
from volunteers.matching.facts import days_of
from volunteers.planning import Progress, plan

MOST: Final = 50
LONGEST: Final = 120  # seconds a plan may take
LEAST: Final = 1.0  # seconds that are left for the solver, however long the reading took
NEAR: Final = 1.0  # points a case from the best possible: closer than anybody's judgement of the weights


def match(
    work: Work, case_id: CaseId, *, language: Language = Language.FINNISH, mixed_genders: bool = False, most: int = 5,
    suits: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """The best pairs for a case that waits for mediators, what speaks for and against each, and who is passed over.

    `suits` are times of the week such as `mon 17:00-20:00`, asked for beside those the people of the case have told.
    """
    case = work.view(case_id, May.ASSIGNMENT_OFFER, "matching")
    if not 1 <= most <= MOST:
        raise Invalid(f"between 1 and {MOST} pairs", fields=[("most", "out_of_range")])
    chosen = waiting_matters(case) or tuple(m.id for m in case.matters.values() if m.state in IN_MEDIATION_PHASE)
    if not chosen:
        raise StepNotPossible(
            "no matter of this case waits for mediators", needs=[case.law.need("matter_is_accepted", case.id)]
        )
    wished, staff = told(suits), register(work)
    need, links = need_of(work, case, chosen, staff, mixed_genders=mixed_genders, suits=wished)
    ranking = rank(need, staff.candidates, work.app.policy.matching, most)
    names = {v.id: v.name for v in staff.volunteers.values()}
    work.note("mediators_matched", case=case.id, pairs=ranking.fitting, linked=len(links))
    return {
        "case": case.id, "matters": list(chosen), "fitting": ranking.fitting,
        "needs": {"languages": sorted(need.languages), "kinds": sorted(need.kinds), "courses": sorted(need.courses),
                  "mixed_genders": need.mixed_genders,
                  "days_that_suit": None if need.times is None else days_of(need.times, need.a_day)},
        "pairs": [_pair(pair, names, language) for pair in ranking.pairs],
        "passed_over": [
            {"volunteer": v, "name": names[v], "because": [_rule(b, language) for b in rules]}
            for v, rules in ranking.passed_over.items()
        ],
        "links": [_link(hit, names, language) for _, found in sorted(links.items()) for hit in found],
    }  # fmt: skip


def plan_waiting(
    work: Work, seconds: float = 30.0, progress: Callable[[Progress], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, Any]:  # fmt: skip
    """A pair for every case that waits, planned at once: fair, near the best, and only a proposal.

    `seconds` for everything: what the reading has taken is not there for the planning any more.
    """
    began = clock()
    work.permit(May.ASSIGNMENT_OFFER)
    if not 0 < seconds <= LONGEST:
        raise Invalid(f"at most {LONGEST} seconds", fields=[("seconds", "out_of_range")])
    staff, needs, numbers = register(work), list[Need](), dict[str, str]()
    for case_id in work.stores.cases.with_matter_in(MatterState.ACCEPTED.value):
        case = work.stores.cases.get(case_id)
        work.note(EventCode.CASE_VIEWED.value, case=case_id, purpose="planning")
        needs.append(need_of(work, case, waiting_matters(case), staff)[0])
        numbers[case_id] = case.number
    made = plan(
        needs, staff.candidates, work.app.policy.matching, costs=work.app.policy.planning, within=NEAR,
        seconds=max(LEAST, seconds - (clock() - began)), progress=progress, clock=clock,
    )  # fmt: skip
    names = {v.id: v.name for v in staff.volunteers.values()}
    doubtful = {n.id: n.doubtful for n in needs}
    work.note("mediators_planned", cases=len(needs), pairs=len(made.pairs))
    return {
        "pairs": [
            {
                "case": p.need, "number": numbers[p.need], "points": p.points,
                "mediators": [{"volunteer": v, "name": names[v], "look": v in doubtful[p.need]} for v in p.members],
            }
            for p in made.pairs
        ],
        "waiting": [{"case": c, "number": numbers[c]} for c in made.waiting],
        "cost": round(made.cost, 1), "bound": round(made.bound, 1), "gap": round(made.gap, 5),
        "points_a_case_from_best": round(made.per_case, 2), "best": made.is_best, "seconds": round(made.seconds, 1),
    }  # fmt: skip


def _pair(pair: Pair, names: dict[str, str], language: Language) -> dict[str, Any]:
    return {
        "mediators": [{"volunteer": v, "name": names[v]} for v in pair.members], "points": pair.points,
        "for": [_reason(r, names, language) for r in pair.reasons if r.points > 0],
        "against": [_reason(r, names, language) for r in pair.reasons if r.points < 0],
    }  # fmt: skip


def _reason(reason: Reason, names: dict[str, str], language: Language) -> dict[str, Any]:
    return {
        "code": reason.code, "points": reason.points, "volunteer": reason.whose, "name": names.get(reason.whose, ""),
        "words": said(reason.code, language, number=reason.number, against=reason.points < 0),
    }  # fmt: skip


def _rule(broken: Broken, language: Language) -> dict[str, str]:
    return {"code": broken.code, "section": broken.basis, "words": said(broken.code, language)}


def _link(hit: Hit, names: dict[str, str], language: Language) -> dict[str, str]:
    return {
        "volunteer": hit.volunteer, "name": names[hit.volunteer], "person": hit.person, "signal": hit.signal,
        "strength": hit.strength.value, "words": said(hit.signal, language),
    }  # fmt: skip
