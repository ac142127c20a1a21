"""What the requirements of a matter may know: plain answers, each empty or true when nothing is in the way."""

from collections.abc import Iterable
from typing import Protocol


class MatterFacts(Protocol):
    """Answers about one matter; a tuple names the persons or things for which something is missing."""

    is_held: bool
    bars: Iterable[str]
    initiator_is_entitled: bool
    venue_is_here: bool
    another_office_is_named: bool
    consents_missing: Iterable[str]
    understanding_missing: Iterable[str]
    confirmations_missing: Iterable[str]
    victims_interest_is_found: bool
    is_suitable: bool
    protection_unassessed: Iterable[str]
    has_natural_person: bool
    is_minor_or_from_crime: bool
    is_purposeful: bool
    acceptance_is_decided: bool
    refusal_is_decided: bool
    unheard: Iterable[str]
    interruption_has_ground: bool
    lapse_has_ground: bool
    mediators_short: Iterable[str]
    interpreters_missing: Iterable[str]
    a_meeting_was_held: bool
    signatures_missing: Iterable[str]
    agreement_is_certified: bool
    account_is_given: bool
    has_authority: bool
    authority_is_informed: bool
    report_is_recalled: bool
    outcome: str | None
    open_obligations: Iterable[str]
    fulfilment_is_told: bool

    def is_found(self, question: str) -> bool:
        """Whether the newest answer to a question of the office's own is yes."""
        ...
