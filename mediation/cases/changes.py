"""What every verb needs: the case, the instant, who acts, and the office's own numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.cases.case import Case
from mediation.cases.events import EventCode
from mediation.cases.facts import Answers
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import AccountId, ItemId, MatterId, new_id
from mediation.states.machine import Subject
from mediation.states.matter import MatterState


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a case: `at` is UTC, `by` the acting account, `mediators` the office's number for a case."""

    case: Case
    at: datetime
    by: AccountId
    mediators: int = 2

    @property
    def day(self) -> date:
        """The date in Helsinki."""
        return helsinki_date(self.at)

    def facts(self, matter_id: MatterId) -> Answers:
        """The answers about one matter just now."""
        return Answers(self.case, matter_id, self.day, self.mediators)

    def step(self, matter_id: MatterId, step: str) -> MatterState:
        """Take a step of a matter's life."""
        return self.case.step(matter_id, step, self.facts(matter_id), self.at)

    def note_conditions(self, matter_id: MatterId) -> None:
        """Leave an event once nothing but the decision itself is missing for acceptance (§15)."""
        matter = self.case.matter(matter_id)
        if matter.state is not MatterState.EXAMINING_CONDITIONS:
            return
        missing = self.case.lifecycle(matter).missing(Subject(matter.state, self.facts(matter_id)), "accept")
        if [need.code for need in missing] == ["acceptance_is_decided"]:
            self.case.emit(EventCode.CONDITIONS_RECORDED, self.at, matter=matter_id)

    def new_item(self) -> ItemId:
        """An id for a new record."""
        return ItemId(new_id("i", self.at))
