"""The office that handles a matter: found to be wrong, disputed between offices, settled by the organiser (§14)."""

from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.kernel.ids import MatterId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import MatterState

BEFORE_ACCEPTANCE = frozenset({MatterState.RECEIVED, MatterState.TRIAGE, MatterState.EXAMINING_CONDITIONS})


def misplaced(change: Change, matter_id: MatterId, office: str) -> None:
    """A matter belongs to another office: it is handed over without delay (§14.2)."""
    _before_acceptance(change, matter_id)
    change.case.correct(matter_id, venue_is_here=False, other_office=office)
    change.case.emit(EventCode.WRONG_OFFICE_FOUND, change.at, matter=matter_id)


def dispute(change: Change, matter_id: MatterId) -> None:
    """The offices disagree: the organiser is asked (§14.3)."""
    _before_acceptance(change, matter_id)
    if not change.case.matter(matter_id).about.other_office:
        raise StepNotPossible(
            "another office is named first", needs=[change.case.law.need("other_office_is_named", matter_id)]
        )
    change.case.emit(EventCode.TRANSFER_DISPUTED, change.at, matter=matter_id)


def settle(change: Change, matter_id: MatterId, here: bool, office: str) -> None:
    """The organiser has decided which office handles the matter (§14.3)."""
    _before_acceptance(change, matter_id)
    if here == bool(office):
        raise Invalid("it is handled here, or in the office that is named", fields=[("office", "contradicts")])
    change.case.correct(matter_id, venue_is_here=here, other_office=office)
    change.case.emit(EventCode.ORGANISER_DECIDED, change.at, matter=matter_id, here=int(here))
    if not here:
        change.case.emit(EventCode.WRONG_OFFICE_FOUND, change.at, matter=matter_id)


def _before_acceptance(change: Change, matter_id: MatterId) -> None:
    if change.case.matter(matter_id).state not in BEFORE_ACCEPTANCE:
        raise StepNotPossible(
            "what was accepted here stays here", needs=[change.case.law.need("not_accepted_yet", matter_id)]
        )
