"""Reports and notices to an authority: what left, to which unit, who approved it, who fetched it (§16(4), §24)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from mediation.kernel.ids import AccountId, DocumentId, ItemId, MatterId, UnitId
from mediation.states.matter import MatterState
from mediation.states.small import ReportState


class ReportKind(StrEnum):
    """What the authority is told."""

    OUTCOME = "outcome"
    REFUSAL_NOTICE = "refusal_notice"
    INTERRUPTION_NOTICE = "interruption_notice"
    BREACH = "breach"
    FULFILMENT = "fulfilment"


KIND_FOR: dict[MatterState, ReportKind] = {
    MatterState.AGREED: ReportKind.OUTCOME,
    MatterState.NO_AGREEMENT: ReportKind.OUTCOME,
    MatterState.DECLINED: ReportKind.REFUSAL_NOTICE,
    MatterState.LAPSED: ReportKind.REFUSAL_NOTICE,
    MatterState.INTERRUPTED: ReportKind.INTERRUPTION_NOTICE,
    MatterState.FOLLOW_UP: ReportKind.FULFILMENT,
    MatterState.REPORTED: ReportKind.FULFILMENT,
}

FOLLOWING_UP = frozenset({ReportKind.BREACH, ReportKind.FULFILMENT})
"""What is told during and after the follow-up, beside the report that made the matter a reported one."""

LEFT_THE_OFFICE = frozenset({ReportState.AVAILABLE, ReportState.RETRIEVED, ReportState.ACKNOWLEDGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report or notice; it carries no text of its own: it is printed from a whitelist of facts."""

    KIND: ClassVar[str] = "report"
    id: ItemId
    kind: ReportKind
    matters: tuple[MatterId, ...]
    unit: UnitId
    prepared_by: AccountId
    prepared_at: datetime
    state: ReportState = ReportState.DRAFT
    approved_by: AccountId | None = None
    approved_at: datetime | None = None
    available_at: datetime | None = None
    retrieved_at: datetime | None = None
    retrieved_by: AccountId | None = None
    acknowledged_at: datetime | None = None
    document: DocumentId | None = None
