"""The life of a matter: its kinds, its states, its outcomes; each country's law has its own steps."""

from enum import StrEnum


class MatterKind(StrEnum):
    """What is mediated (Act 1015/2005 §1)."""

    CRIME = "crime"
    DISPUTE = "dispute"


class MatterState(StrEnum):
    """What may happen next to a matter; how it ended is its outcome."""

    RECEIVED = "received"
    TRIAGE = "triage"
    TRANSFERRED = "transferred"
    EXAMINING_CONDITIONS = "examining_conditions"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    MEDIATORS_NAMED = "mediators_named"
    IN_MEDIATION = "in_mediation"
    AGREED = "agreed"
    NO_AGREEMENT = "no_agreement"
    INTERRUPTED = "interrupted"
    REPORTED = "reported"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a matter ended; never what may happen next."""

    AGREEMENT = "agreement"
    NO_AGREEMENT = "no_agreement"
    INTERRUPTED = "interrupted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    TRANSFERRED = "transferred"


RECALLS = {
    Outcome.AGREEMENT: "recall_to_agreed",
    Outcome.NO_AGREEMENT: "recall_to_no_agreement",
    Outcome.INTERRUPTED: "recall_to_interrupted",
    Outcome.DECLINED: "recall_to_declined",
    Outcome.LAPSED: "recall_to_lapsed",
}
"""The way back of a matter whose report was recalled: to where it stood before it was reported."""

S = MatterState

IN_MEDIATION_PHASE = frozenset({S.ACCEPTED, S.MEDIATORS_NAMED, S.IN_MEDIATION})
"""The states of mediation under way: a withdrawal of consent interrupts from any of them (§19.1)."""

CONDITIONS_PHASE = frozenset({S.RECEIVED, S.TRIAGE, S.EXAMINING_CONDITIONS})
ENDED = frozenset({S.TRANSFERRED, S.CLOSED})

OUTCOME_OF: dict[MatterState, Outcome] = {
    S.AGREED: Outcome.AGREEMENT,
    S.NO_AGREEMENT: Outcome.NO_AGREEMENT,
    S.INTERRUPTED: Outcome.INTERRUPTED,
    S.DECLINED: Outcome.DECLINED,
    S.LAPSED: Outcome.LAPSED,
    S.TRANSFERRED: Outcome.TRANSFERRED,
}
