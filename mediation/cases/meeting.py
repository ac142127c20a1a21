"""Meetings: separate or joint, who is to come, who came (§17(1), §18)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from mediation.kernel.ids import AccountId, ItemId, MatterId, PersonId, VolunteerId
from mediation.states.small import MeetingState


class MeetingForm(StrEnum):
    """A separate meeting needs the agreement of all parties (§18.3)."""

    SEPARATE = "separate"
    JOINT = "joint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreting:
    """An interpreter booked for one person (§16(3))."""

    person: PersonId
    language: str
    interpreter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting; `starts_at` is UTC, `sequence` grows each time it is moved, `remote` is by telephone or video."""

    KIND: ClassVar[str] = "meeting"
    id: ItemId
    matters: tuple[MatterId, ...]
    form: MeetingForm
    starts_at: datetime
    minutes: int
    place: str
    invited: tuple[PersonId, ...]
    mediators: tuple[VolunteerId, ...]
    arranged_by: AccountId
    state: MeetingState = MeetingState.ARRANGED
    agreed_by: tuple[PersonId, ...] = ()
    interpreting: tuple[Interpreting, ...] = ()
    came: tuple[PersonId, ...] = ()
    sequence: int = 0
    remote: bool = False
    cancelled_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorsAccount:
    """The mediators' account to the office after the end (§17(6)): course and outcome, never the talks."""

    KIND: ClassVar[str] = "account"
    id: ItemId
    matters: tuple[MatterId, ...]
    by: VolunteerId
    at: datetime
    text: str
