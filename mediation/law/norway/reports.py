"""THE table of reports: what the prosecuting authority is told in which state."""

from mediation.law.conduct import ReportKind
from mediation.states.matter import MatterState

S, R = MatterState, ReportKind

OWED_IN: dict[MatterState, ReportKind] = {
    S.AGREED: R.OUTCOME,
    S.NO_AGREEMENT: R.OUTCOME,
    S.DECLINED: R.REFUSAL_NOTICE,
    S.LAPSED: R.REFUSAL_NOTICE,
    S.INTERRUPTED: R.INTERRUPTION_NOTICE,
    S.FOLLOW_UP: R.FULFILMENT,
    S.REPORTED: R.FULFILMENT,
}
