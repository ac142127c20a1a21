"""THE table of reports: however a case ended, the court is told whether there is an agreement, and no more."""

from mediation.law.conduct import ReportKind
from mediation.states.matter import MatterState

S = MatterState

OWED_IN: dict[MatterState, ReportKind] = dict.fromkeys(
    (S.AGREED, S.NO_AGREEMENT, S.INTERRUPTED, S.DECLINED, S.LAPSED), ReportKind.OUTCOME
)
