"""One scene under one law: its table of steps, its people, and the abstract states' facts."""

from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property
from typing import Any

from mediation.cases.assessment import Question
from mediation.cases.report import ReportKind
from mediation.kernel.ids import PersonId
from mediation.law.pack import RulePack
from mediation.proof.facts import PointFacts
from mediation.proof.point import NO, NO_DRAFT, SILENT, Point
from mediation.proof.scene import Look, Scene
from mediation.proof.seats import Seats
from mediation.proof.table import FOUND, Row, Table
from mediation.proof.talks import Words, printed
from mediation.states.machine import Lifecycle
from mediation.states.matter import ENDED, OUTCOME_OF, MatterState

# fmt: off
#   fact                        the question it is the answer to
ASKED_BY: Mapping[str, str] = {
    "understanding_missing":     Question.UNDERSTANDS,
    "confirmations_missing":     Question.CONFIRMS_FACTS,
    "victims_interest_is_found": Question.VICTIMS_INTEREST,
    "protection_unassessed":     Question.PROTECTION,
    "is_suitable":               Question.SUITABLE,
    "is_purposeful":             Question.PURPOSEFUL,
}

#   field of a point    matters as long as one of these facts may still be asked for
MATTERS_FOR: Mapping[str, tuple[str, ...]] = {
    "held":         ("is_held",),
    "law":          ("bars",),
    "fits":         ("bars", "is_minor_or_from_crime"),
    "entitled":     ("initiator_is_entitled",),
    "venue":        ("venue_is_here",),
    "elsewhere":    ("another_office_is_named",),
    "today":        ("consents_missing", "signatures_missing", "unheard"),
    "found":        ("consents_missing", "signatures_missing", "unheard"),
    "said":         ("consents_missing", "signatures_missing", "unheard"),
    "answers":      ("bars", FOUND, *ASKED_BY),
    "heard":        ("unheard",),
    "offered":      ("mediators_short", "account_is_given", "agreement_is_certified"),
    "ready":        ("mediators_short", "account_is_given", "agreement_is_certified"),
    "needed":       ("mediators_short",),
    "booked":       ("interpreters_missing",),
    "interpreted":  ("interpreters_missing",),
    "signed":       ("signatures_missing",),
}
# fmt: on


class World:
    """What a search moves about in: the scene, the law's own table, and the verbs' knowledge of both."""

    def __init__(
        self, law: RulePack, scene: Scene, life: Lifecycle | None = None,
        printed: Callable[[Point], Set[Words]] = printed,
    ) -> None:  # fmt: skip
        self.law, self.scene, self.printed = law, scene, printed
        self.table = Table(life or law.lifecycles[scene.kind])
        self.seats = Seats(law, scene)
        self.parties: tuple[PersonId, ...] = tuple(who for who, _ in self.seats.parties)
        self.suspects, self.minor_victims = self.seats.suspects, self.seats.minor_victims
        self.natural = self.seats.natural
        self.names = tuple(str(seat) for seat in self.seats.seats)
        self.interpreted = tuple(who for who, party in self.seats.parties if party.interpreter)
        own = Table(law.lifecycles[scene.kind])  # what the law asks, whatever table is searched
        self.asked_in = {state: self._questions(own.facts_in(state)) for state in MatterState}
        self.conditions = self._questions(own.facts_alone("accept", MatterState.EXAMINING_CONDITIONS))
        self.questions = tuple(q for q in law.questions if any(q in asked for asked in self.asked_in.values()))
        self.barring = {q: self.seats.barring(q) for q in self.questions}
        self.taken: set[Row] = set()
        self._kept = {state: self._forgotten(state) for state in MatterState}

    @cached_property
    def size_bars(self) -> bool:
        """Whether a dispute that does not fit is barred for certain."""
        return self.seats.size_bars

    def looks_at(self, *looks: Look) -> bool:
        """Whether this scene looks closely at one of these."""
        return not self.scene.looks.isdisjoint(looks)

    @property
    def beginning(self) -> Point:
        """A matter that has just arrived."""
        return Point(
            MatterState(self.table.life.initial), said=(SILENT,) * len(self.names),
            answers=(SILENT,) * len(self.questions), needed=1 if self.scene.policy_changes else 2,
        )  # fmt: skip

    def facts(self, point: Point) -> PointFacts:
        """The answers about an abstract state."""
        return PointFacts(self, point)

    def answer(self, point: Point, question: str) -> int:
        """The newest answer to a question; silence for one that this matter is never asked."""
        return point.answers[self.questions.index(question)] if question in self.questions else SILENT

    def barred_by_what_is_known(self, point: Point) -> Iterator[str]:
        """The questions whose no bars the matter, its size, and who its parties are, where the law minds them."""
        yield from self.seats.bars_of_people(point.found)
        for question, answer in zip(self.questions, point.answers, strict=False):
            if answer == NO and self.barring[question]:
                yield question
        if not point.fits and self.size_bars:
            yield "size"

    def step(self, point: Point, step: str, **meanwhile: Any) -> Point | None:
        """Take a step of the table as `Case.step` does, once `meanwhile` is so; None where the table refuses it."""
        row = self.table.of.get((step, point.state))
        if row is None:
            return None
        if meanwhile:
            point = point._replace(**meanwhile)
        if self.refusing(row, point):
            return None
        self.taken.add(row)
        return point._replace(state=row.target, outcome=OUTCOME_OF.get(row.target, point.outcome))

    def refusing(self, row: Row, point: Point) -> tuple[str, ...]:
        """The requirements of a row that do not hold, as codes."""
        facts = PointFacts(self, point)
        found: list[str] = []
        for need in row.requires:
            for _ in need.lacking(facts):
                found.append(need.code)
                break
        return tuple(found)

    def settled(self, point: Point) -> Point:
        """The point without what nobody can ask for any more; what is forgotten tells no two futures apart."""
        forgotten = self._kept[point.state]
        return point._replace(**forgotten) if forgotten else point

    def _forgotten(self, state: MatterState) -> dict[str, Any]:
        asked = self.table.facts_from[state]
        facts = asked | ({FOUND} if any(f.startswith(FOUND) for f in asked) else frozenset())
        gone = [field for field, why in MATTERS_FOR.items() if facts.isdisjoint(why)]
        if state in ENDED:
            gone += ["meeting", "account", "draft"]
        blank = self.beginning
        return {field: getattr(blank, field) for field in gone}

    def _questions(self, facts: Set[str]) -> frozenset[str]:
        """The questions whose answers some facts are; only where there is somebody to ask."""
        people = {Question.CONFIRMS_FACTS: self.suspects, Question.PROTECTION: self.minor_victims,
                  Question.UNDERSTANDS: self.natural(False)}  # fmt: skip
        nobody = {question for question, asked in people.items() if not asked}
        asked = {ASKED_BY[fact] for fact in facts if fact in ASKED_BY} - nobody
        return frozenset(asked | {fact.removeprefix(FOUND) for fact in facts if fact.startswith(FOUND)})

    def open_questions(self, point: Point) -> tuple[int, ...]:
        """The questions that a step from here asks, by number; of an agreement only while there is one to ask of."""
        asked = self.asked_in[point.state]
        return tuple(n for n, q in enumerate(self.questions) if q in asked and self.can_be_asked(q, point))

    def can_be_asked(self, question: str, point: Point) -> bool:
        """Whether there is what a question is asked of."""
        return point.draft != NO_DRAFT or not self.is_of_agreement(question)

    def is_of_agreement(self, question: str) -> bool:
        """Whether a question is asked of one version of an agreement."""
        return self.law.questions[question] == "of_the_agreement"

    def owed(self, state: MatterState) -> ReportKind | None:
        """What the authority is owed in a state."""
        return self.law.reporting.owed_in.get(state)

    def step_asks(self, point: Point, step: str, state: MatterState, code: str) -> bool:
        """Whether a step, taken from a state, would lack one thing now: what some verbs ask for ahead."""
        row = self.table.of.get((step, state))
        return row is not None and code in self.refusing(row, point)
