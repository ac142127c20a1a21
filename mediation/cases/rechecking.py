"""The law asked again whenever a fact changes; what it bars, or nobody entitled began, stops at once (§3 a, §13)."""

from collections.abc import Iterable

from mediation.cases.changes import Change
from mediation.cases.consenting import interrupt
from mediation.cases.events import EventCode
from mediation.kernel.ids import MatterId
from mediation.law.rule import Verdict
from mediation.states.matter import ENDED, IN_MEDIATION_PHASE

# What the law's answer turns on: the offence, the relation, ages, the instrument, and what makes it a dispute.
CLASSIFYING = frozenset(
    {
        "offence", "attempt", "act_on", "close_person", "victim_is_guardian_or_relative", "life_threatening_instrument",
        "only_private_property", "intentional", "violence_used", "because_of_work", "public_order_disturbed",
        "public_interest_in_charges", "stated_complainant_offence", "is_minor_dispute", "claim_from_crime",
        "crime_of_claim", "crimes_of_claim", "born_on", "kind", "declared_incompetent", "parts",
    }
)  # fmt: skip


def recheck(change: Change, matter_ids: Iterable[MatterId], changed: Iterable[str]) -> None:
    """Ask the law again about matters whose facts changed, and about the claims that rest on them (§3.1)."""
    if CLASSIFYING.isdisjoint(changed):
        return
    case, asked = change.case, list(matter_ids)
    asked += [m.id for m in case.matters.values() if not set(m.about.claim_rests_on).isdisjoint(asked)]
    for matter_id in dict.fromkeys(asked):
        case.emit(EventCode.CLASSIFICATION_CHANGED, change.at, matter=matter_id)
        facts = change.facts(matter_id)
        bars, entitled = list(facts.bars), case.law.may_initiate(facts.law.facts).verdict
        ground = "barred" if facts.law.is_barred() else "not_entitled" if entitled is Verdict.MAY_NOT else ""
        if ground and case.matter(matter_id).state in IN_MEDIATION_PHASE:
            interrupt(change, matter_id, ground, reasons="")
        elif ground or case.matter(matter_id).state in ENDED or (not bars and entitled is Verdict.MAY):
            # The answer is clear, or it changes nothing any more: nobody needs to look. An open fact or a
            # contradiction waits for the adviser.
            case.emit(EventCode.ELIGIBILITY_REASSESSED, change.at, matter=matter_id)
        change.note_conditions(matter_id)
