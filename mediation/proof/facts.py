"""The facts of an abstract state, as the requirements of the real tables ask for them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mediation.cases.assessment import Question
from mediation.cases.decision import DecisionKind
from mediation.cases.report import LEFT_THE_OFFICE, ReportKind
from mediation.proof.point import BARRED, NO_DRAFT, UNKNOWN, YES, Point
from mediation.states.small import ObligationState

if TYPE_CHECKING:
    from mediation.proof.world import World

FRESH = "available within the last ten minutes"
"""A report that has left the office and can still be recalled: the one state that the table does not tell apart."""

OUT = frozenset({FRESH, *LEFT_THE_OFFICE})


class PointFacts:
    """The answers about one abstract state: MatterFacts, with nothing behind it but the point and the scene."""

    __slots__ = ("_p", "_world")

    def __init__(self, world: "World", point: Point) -> None:
        self._world, self._p = world, point

    @property
    def is_held(self) -> bool:
        return self._p.held

    @property
    def bars(self) -> Iterator[str]:
        if self._p.law == BARRED:
            yield "law"
        elif self._p.law == UNKNOWN:
            yield "unknown:fact"
        yield from self._world.barred_by_what_is_known(self._p)

    @property
    def initiator_is_entitled(self) -> bool:
        return self._p.entitled

    @property
    def venue_is_here(self) -> bool:
        return self._p.venue

    @property
    def another_office_is_named(self) -> bool:
        return self._p.elsewhere

    def is_found(self, question: str) -> bool:
        """Whether the newest answer to a question about the matter is yes."""
        return self._world.answer(self._p, question) == YES

    @property
    def consents_missing(self) -> Iterable[str]:
        return self._world.seats.missing(self._p.said, self._p.today, self._p.found)

    @property
    def understanding_missing(self) -> Iterable[str]:
        return self._unless(Question.UNDERSTANDS, self._world.natural(self._p.found))

    @property
    def confirmations_missing(self) -> Iterable[str]:
        return self._unless(Question.CONFIRMS_FACTS, self._world.suspects)

    @property
    def victims_interest_is_found(self) -> bool:
        return self.is_found(Question.VICTIMS_INTEREST)

    @property
    def is_suitable(self) -> bool:
        return self.is_found(Question.SUITABLE)

    @property
    def is_purposeful(self) -> bool:
        return self.is_found(Question.PURPOSEFUL)

    @property
    def protection_unassessed(self) -> Iterable[str]:
        return self._unless(Question.PROTECTION, self._world.minor_victims)

    @property
    def has_natural_person(self) -> bool:
        return bool(self._world.natural(self._p.found))

    @property
    def is_minor_or_from_crime(self) -> bool:
        return self._p.fits

    @property
    def acceptance_is_decided(self) -> bool:
        return DecisionKind.ACCEPT in self._p.decided

    @property
    def refusal_is_decided(self) -> bool:
        return DecisionKind.DECLINE in self._p.decided

    @property
    def interruption_has_ground(self) -> bool:
        return DecisionKind.INTERRUPT in self._p.decided

    @property
    def lapse_has_ground(self) -> bool:
        return DecisionKind.LAPSE in self._p.decided

    @property
    def unheard(self) -> Iterable[str]:
        if self._p.heard:
            return ()
        unwilling = self._world.seats.unwilling(self._p.said, self._p.found)
        return [party for party in self._world.parties if party not in unwilling]

    @property
    def mediators_short(self) -> Iterable[str]:
        ready, needed = self._p.ready, self._p.needed
        return (f"{ready}_of_{needed}",) if ready < needed else ()

    @property
    def interpreters_missing(self) -> Iterable[str]:
        return () if self._p.interpreted else self._world.interpreted

    @property
    def a_meeting_was_held(self) -> bool:
        return self._p.met

    @property
    def signatures_missing(self) -> Iterable[str]:
        if self._p.draft == NO_DRAFT:
            return ("agreement",)
        needed, lacking = self._world.seats.required(self._p.said, self._p.today, self._p.found)
        missing = [self._world.names[n] for n in needed if not self._p.signed >> n & 1]
        return [*missing, "nobody known"] if lacking else missing

    @property
    def agreement_is_certified(self) -> bool:
        return self._p.certified

    @property
    def account_is_given(self) -> bool:
        return self._p.account

    @property
    def has_authority(self) -> bool:
        return self._world.scene.authority

    @property
    def authority_is_informed(self) -> bool:
        kind = self._world.owed(self._p.state)
        sent = self._p.told if kind is ReportKind.FULFILMENT else self._p.reports
        return kind is not None and not OUT.isdisjoint(sent)

    @property
    def report_is_recalled(self) -> bool:
        return OUT.isdisjoint(self._p.reports)

    @property
    def outcome(self) -> str | None:
        return self._p.outcome

    @property
    def open_obligations(self) -> Iterable[str]:
        return [o for o in self._p.promises if o == ObligationState.PROMISED]

    @property
    def fulfilment_is_told(self) -> bool:
        """What was told before the last entry was made is no longer among `told`."""
        return not self.has_authority or not self._p.promises or not OUT.isdisjoint(self._p.told)

    def _unless(self, question: str, people: tuple[str, ...]) -> tuple[str, ...]:
        return () if self.is_found(question) else people


def known_bars(facts: PointFacts) -> list[str]:
    """What bars a matter for certain: a fact nobody knows yet interrupts nothing."""
    return [bar for bar in facts.bars if not bar.startswith("unknown:")]
