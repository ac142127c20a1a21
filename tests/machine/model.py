"""What the model keeps of an office's work: plain words and dates, nothing of the product's own domain."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

UNDER_WAY = ("accepted", "mediators_named", "in_mediation")
BEFORE = ("received", "triage", "examining_conditions")
STAFF = ("adviser", "second_adviser", "in_charge")
MEDIATORS = ("veikko", "maija", "runar")


class Refused(Exception):
    """What the law, or the office, says no to: the kind of no, and the codes it comes with."""

    def __init__(self, kind: str, *codes: str) -> None:
        super().__init__(kind, *codes)
        self.said = (kind, frozenset(codes))


def step(*codes: str) -> Refused:
    """A step that is not possible, and everything that is missing for it."""
    return Refused("step", *codes)


NO_SUCH_STEP = "no_such_step_from_here"


@dataclass
class Human:
    """A person or a company, and who speaks for them: pairs of a person and whether as a custodian."""

    id: str
    born: date | None = None
    company: bool = False
    interpreter: bool = False
    speakers: list[tuple[str, bool]] = field(default_factory=list)
    first_speakers: int = 0
    beside: list[str] = field(default_factory=list)
    secrets: tuple[str, ...] = ()

    def minor(self, day: date) -> bool:
        """Under eighteen on a day; one whose birth date is not known is not."""
        if self.company or self.born is None:
            return False
        return (day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))) < 18


@dataclass
class Word:
    """One answer to one of the two questions of consent, and when it was taken back."""

    person: str
    party: str
    matter: str
    mediation: bool
    yes: bool
    at: datetime
    taken_back: datetime | None = None


@dataclass
class Decision:
    """One decision: on which matters, when, and who has received it until when they may appeal."""

    id: str
    matters: list[str]
    day: date
    served: dict[str, date] = field(default_factory=dict)
    swept_until: date = date.min


@dataclass
class Offer:
    """One mediator's place in a case."""

    matters: list[str]
    mediator: str
    answer_by: date
    expires: dict[str, date]
    made_on: date
    state: str = "offered"
    id: str = ""


@dataclass
class Meeting:
    """One meeting, and the mediators who had it to do when its time was set."""

    matters: list[str]
    joint: bool
    starts_at: datetime
    invited: list[str]
    agreed_by: list[str]
    interpreted: list[str]
    lacks_interpreter: bool = False
    mediators: list[str] = field(default_factory=list)
    state: str = "arranged"
    id: str = ""


@dataclass
class Agreement:
    """One version of an agreement."""

    matters: list[str]
    promises: list[tuple[str, date]]
    number: int = 1
    signed: set[tuple[str, str]] = field(default_factory=set)
    superseded: bool = False
    certified: bool = False
    id: str = ""


@dataclass
class Promise:
    """One promise with a day."""

    id: str
    matters: list[str]
    money: bool
    due: date
    state: str = "promised"
    recorded_at: datetime | None = None


@dataclass
class Report:
    """One report or notice."""

    kind: str
    matters: list[str]
    unit: str
    by: str
    prepared_at: datetime
    state: str = "draft"
    sent_at: datetime | None = None
    id: str = ""


@dataclass
class Doubt:
    """A reason to suspect that a consent is not voluntary, or that a party does not understand."""

    matter: str
    about: str
    at: datetime
    is_open: bool = True
    id: str = ""


@dataclass
class Matter:
    """One crime or dispute."""

    id: str
    crime: bool
    offence: str
    one: list[str]
    other: list[str]
    authority: str | None
    close: bool | None
    claim_of: list[str]
    state: str = "received"
    outcome: str | None = None
    triaged: bool = False
    held: bool = False
    answers: dict[tuple[str, str], bool] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    waiting_for: set[str] = field(default_factory=set)
    owes_account_for: set[str] = field(default_factory=set)
    accounted: bool = False
    named_before_meeting: bool = False
    complete: bool = False
    once_told: bool = False
    held_since: date | None = None
    ended_at: datetime | None = None
    follow_up_ends: bool = False
    owes_fulfilment: bool = False
    owes_check: bool = False
    arrived: date = date.max
    turned: set[tuple[int, str]] = field(default_factory=set)  # an age, and who came to it
    reviewed: set[tuple[int, str]] = field(default_factory=set)
    unreached: set[tuple[str, str]] = field(default_factory=set)  # what is still tried, and with whom
    tasks_of_doubt: set[str] = field(default_factory=set)  # all of them stand until no doubt is open

    def is_reached(self, person: str) -> None:
        """Nobody has to try this person any more."""
        self.reached.add(person)
        self.unreached = {x for x in self.unreached if x[1] != person}

    @property
    def parties(self) -> list[str]:
        """Both sides, each once."""
        return list(dict.fromkeys(self.one + self.other))


@dataclass
class Office:
    """What all cases share: its clock (the instant, and the day in Helsinki), and until when its mediators rest."""

    clock: Callable[[], datetime]
    today: Callable[[], date]
    cases: list["ModelCase"] = field(default_factory=list)
    rests: dict[str, date] = field(default_factory=dict)


@dataclass
class ModelCase:
    """One case as the law sees it."""

    id: str
    office: Office
    people: dict[str, Human] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    version: int = 1
    ended_on: date | None = None

    def clock(self) -> datetime:
        """The instant."""
        return self.office.clock()

    def today(self) -> date:
        """The day in Helsinki."""
        return self.office.today()

    def of(self, matter: str, records: list) -> Iterator:  # type: ignore[type-arg]
        """The records that are about a matter."""
        return (r for r in records if matter in r.matters)

    def named(self, matter: str) -> list[str]:
        """The mediators who have taken a matter."""
        return [o.mediator for o in self.of(matter, self.offers) if o.state == "accepted"]

    def readers(self, decision: Decision, *matters: str) -> list[str]:
        """Whom a decision is served on: human parties, and who speaks for a company or for a minor of that day."""
        found: list[str] = []
        for party in (p for m in matters or decision.matters for p in self.matters[m].parties):
            human = self.people[party]
            found += [] if human.company else [party]
            found += [p for p, _ in human.speakers] if human.company or human.minor(decision.day) else []
        return list(dict.fromkeys(found))

    def in_doubt(self, matter: str, before: datetime | None = None) -> bool:
        """Whether a doubt is open that was raised before an instant."""
        return any(d.matter == matter and d.is_open and (before is None or d.at < before) for d in self.doubts)

    def agreement(self, matter: str) -> Agreement | None:
        """The version in force."""
        return max(
            (a for a in self.of(matter, self.agreements) if not a.superseded), key=lambda a: a.number, default=None
        )

    def open_promises(self, matter: str) -> list[Promise]:
        """The promises of a matter that are neither kept nor broken nor waived."""
        return [p for p in self.of(matter, self.promises) if p.state == "promised"]

    def needs_a_mediator(self, matter: str) -> bool:
        """Whether mediation is under way, or over and its account still owed."""
        m = self.matters[matter]
        return m.state in UNDER_WAY or (m.state in ("agreed", "no_agreement") and not m.accounted)

    def waits_for_answer(self, matter: str) -> bool:
        """Whether an offer of a matter is waited for: until it is stopped or closed."""
        m = self.matters[matter]
        return m.state != "closed" and m.outcome in (None, "agreement", "no_agreement")

    def fulfilment_is_told(self, matter: str) -> bool:
        """Whether the authority knows how every promise went, told after the last of them was recorded."""
        told = [r.prepared_at for r in self.left_the_office(matter, "fulfilment")]
        promises = self.of(matter, self.promises)
        known = all(any(p.recorded_at is None or p.recorded_at <= at for at in told) for p in promises)
        return self.matters[matter].authority is None or known

    def left_the_office(self, matter: str, *kinds: str) -> list[Report]:
        """The reports of some kinds that an authority can see."""
        seen = ("available", "retrieved", "acknowledged")
        return [r for r in self.of(matter, self.reports) if r.kind in kinds and r.state in seen]
