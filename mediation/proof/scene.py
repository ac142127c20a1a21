"""Who stands in a matter, and what may happen to it: the fixed part of a search, made for any country's law."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mediation.law.consents import ANY_AGE, Speaking, consent_row
from mediation.law.pack import RulePack
from mediation.states.matter import MatterKind

GROWN_UP = 40
CHILD = 10


class Look(StrEnum):
    """What a search looks at closely; the rest is done the short way, so that every scene stays small enough."""

    CONDITIONS = "conditions"  # each question by itself, the facts corrected, the initiator's right, holds
    MEDIATION = "mediation"  # mediators released, meetings moved and called off, facts corrected, holds
    REPORTING = "reporting"  # two reports at a time, two promises, entries taken back
    EARLY = "early"  # what is recorded before triage


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its age in full years (None is a company), and who acts for it, each with the day they are known.

    `represented_by` names representatives known from the beginning, `found_later` one who turns up afterwards;
    `by_opponent` is a custodian who is the other party, `company_after_all` a party taken for a human being at first.
    """

    age: int | None = GROWN_UP
    birthday_comes: bool = False
    represented_by: tuple[str, ...] = ()
    found_later: str = ""
    by_opponent: bool = False
    company_after_all: bool = False
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One matter to search: its kind, its two parties, whether an authority waits for it, and what is looked at."""

    name: str
    kind: MatterKind
    one: Party = field(default=Party())
    other: Party = field(default=Party())
    authority: bool = True
    looks: frozenset[Look] = frozenset()
    policy_changes: bool = False

    @property
    def grows(self) -> bool:
        """Whether somebody has a birthday that changes who must consent."""
        return self.one.birthday_comes or self.other.birthday_comes

    @property
    def somebody_turns_up(self) -> bool:
        """Whether a representative turns up later."""
        return bool(self.one.found_later or self.other.found_later)

    @property
    def something_is_found(self) -> bool:
        """Whether a representative turns up later, or a party turns out to be a company."""
        return any(party.found_later or party.company_after_all for party in (self.one, self.other))


C, M, R = Look.CONDITIONS, Look.MEDIATION, Look.REPORTING


def scenes_of(law: RulePack) -> tuple[Scene, ...]:
    """The scenes of a law: grown-ups, companies, and a child at every age at which its consents change."""
    return tuple(scene for kind in law.lifecycles for scene in _of(law, kind))


def _of(law: RulePack, kind: MatterKind) -> Iterator[Scene]:
    yield Scene("two grown-ups, an authority waits: the conditions", kind, looks=frozenset({C}))
    yield Scene("two grown-ups, an authority waits: mediation", kind, looks=frozenset({M}))
    yield Scene("two grown-ups, an authority waits: reports and promises", kind, looks=frozenset({R}))
    yield Scene("two grown-ups, nobody waits", kind, authority=False, looks=frozenset({R}))
    yield Scene("two grown-ups, recorded before triage", kind, looks=frozenset({Look.EARLY}))
    yield Scene("a company harmed", kind, other=Party(None, represented_by=("representative",)))
    yield Scene("two companies", kind, Party(None, represented_by=("agent",)),
                Party(None, represented_by=("representative",)))  # fmt: skip
    yield Scene("one of two companies taken for a human being", kind,
                Party(represented_by=("agent",), company_after_all=True),
                Party(None, represented_by=("representative",)))  # fmt: skip
    yield Scene("somebody needs an interpreter", kind, Party(interpreter=True))
    yield Scene("the office asks for more mediators", kind, policy_changes=True)
    for below in _birthdays(law):
        young = Party(below - 1, birthday_comes=True, represented_by=("custodian",))
        yield Scene(f"a suspect about to turn {below}", kind, young, looks=frozenset({M}))
        yield Scene(f"a victim about to turn {below}", kind, other=young)
    if _acts_for_a_child(law) is not Speaking.NOBODY:
        yield Scene("a child whose custodian nobody knows yet", kind, Party(CHILD, found_later="custodian"))
        yield Scene("a child whose custodian is the other party", kind,
                    Party(CHILD, by_opponent=True, found_later="guardian"))  # fmt: skip
        harmed = Party(CHILD, represented_by=("mother",), found_later="father")
        yield Scene("a child harmed, a second custodian is found", kind, other=harmed)
        yield Scene("a child harmed, a second custodian is found: mediation", kind, other=harmed, looks=frozenset({M}))
        yield Scene("a child harmed: the conditions", kind, other=Party(CHILD, represented_by=("mother",)),
                    looks=frozenset({C}))  # fmt: skip


def _birthdays(law: RulePack) -> list[int]:
    """The ages at which somebody passes from one row of the consent matrix into another that says otherwise."""
    ages = sorted({row.below for row in law.consents if row.natural and row.below < ANY_AGE})
    return [age for age in ages if _says(law, age - 1) != _says(law, age)]


def _says(law: RulePack, age: int) -> tuple[bool, Speaking]:
    row = consent_row(law.consents, True, age)
    return row.personally, row.speaking


def _acts_for_a_child(law: RulePack) -> Speaking:
    return consent_row(law.consents, True, CHILD).speaking
