"""Assessments: what a person of the office found about a matter, with the reason (§3, §15)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from mediation.kernel.ids import AccountId, ItemId, MatterId, PersonId


class Question(StrEnum):
    """The questions the engine itself reads the answers of; a country's law asks these and others of its own."""

    UNDERSTANDS = "understands"  # §2.1, per party
    CONFIRMS_FACTS = "confirms_facts"  # §3.1, per suspect
    VICTIMS_INTEREST = "victims_interest"  # §3.1
    PROTECTION = "no_special_need_of_protection"  # §3.1, per minor victim
    SUITABLE = "suitable"  # §3.1, §15
    PURPOSEFUL = "purposeful"  # §3.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One answer to one question; a later one on the same question replaces it and both remain."""

    KIND: ClassVar[str] = "assessment"
    id: ItemId
    matter: MatterId
    question: str
    holds: bool
    reason: str
    by: AccountId
    at: datetime
    person: PersonId | None = None
