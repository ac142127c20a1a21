"""Consent: personal, voluntary, after the rights were explained, withdrawable at any time (§2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from mediation.cases.party import Channel
from mediation.kernel.ids import AccountId, ItemId, MatterId, PersonId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.law.pack import RulePack


class ConsentTo(StrEnum):
    """The two separate consents: to mediate (§2), and to have documents fetched (§16(2))."""

    MEDIATION = "mediation"
    DOCUMENTS = "documents"


class Answer(StrEnum):
    """What the person said."""

    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One person's answer on one matter, for oneself or on behalf of a party; instants are UTC."""

    KIND: ClassVar[str] = "consent"
    id: ItemId
    person: PersonId
    matter: MatterId
    to: ConsentTo
    answer: Answer
    rights_explained_at: datetime
    given_at: datetime
    text_version: str
    language: Language
    channel: Channel
    recorded_by: AccountId
    on_behalf_of: PersonId | None = None
    interpreter_used: bool = False
    withdrawn_at: datetime | None = None
    withdrawn_how: str = ""

    @property
    def is_valid(self) -> bool:
        """Given, not withdrawn, and the rights were explained before (§2.1)."""
        return self.answer is Answer.GIVEN and self.withdrawn_at is None and self.rights_explained_at <= self.given_at


def checked(consent: Consent, now: datetime, law: RulePack) -> Consent:
    """The consent, if it can be true: rights explained first, nothing in the future (§2.1)."""
    if consent.answer is Answer.GIVEN and consent.rights_explained_at > consent.given_at:
        raise StepNotPossible(
            "rights are explained before consent is given",
            needs=[law.need("rights_explained_before", consent.person)],
        )
    if consent.given_at > now or consent.rights_explained_at > now:
        raise Invalid("a consent is not recorded before it is given", fields=[("given_at", "in_future")])
    return consent


def withdrawn(consent: Consent, at: datetime, how: str) -> Consent:
    """The same consent, withdrawn (§2.1)."""
    return replace(consent, withdrawn_at=at, withdrawn_how=how)
