"""Refusals: expected answers of "no", each with a code that every door translates the same way."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that stands in the way: a code, and the section of law or policy it rests on."""

    code: str
    section: str
    subject: str = ""  # an id: whose consent, which matter; never a name

    def __str__(self) -> str:
        about = f" ({self.subject})" if self.subject else ""
        return f"{self.code}{about} [{self.section}]"


class Refusal(Exception):
    """An expected "no". `code` is stable; `needs` lists everything missing; no personal data in either."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, needs: Sequence[Need] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.needs = tuple(needs)
        if code is not None:
            self.code = code


class NotFound(Refusal):
    """There is no such thing, or not for this actor: the two are never told apart."""

    code = "not_found"


class NotPermitted(Refusal):
    """The actor may not do this; outside the office's own people it is shown as `not_found`."""

    code = "not_permitted"


class NotSignedIn(Refusal):
    """No valid credentials came with the request."""

    code = "not_signed_in"


class StepNotPossible(Refusal):
    """The step does not exist from this state, or something it requires is missing."""

    code = "step_not_possible"


class Stale(Refusal):
    """Somebody else changed the case meanwhile."""

    code = "stale_version"


class Invalid(Refusal):
    """What was sent cannot be understood; `fields` names each place and its code."""

    code = "invalid"

    def __init__(self, message: str, *, code: str | None = None, fields: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message, code=code)
        self.fields = tuple(fields)


class Duplicate(Refusal):
    """The same thing was delivered before; `existing` is the id of what it became."""

    code = "duplicate"

    def __init__(self, message: str, *, existing: str = "", code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.existing = existing


class Unavailable(Refusal):
    """The database, the disk or the key source does not answer; nothing was changed, try again."""

    code = "unavailable"


class CannotOpen(Refusal):
    """A sealed value does not open: wrong key, wrong place or altered bytes, never told apart."""

    code = "cannot_open"


class Unsafe(Refusal):
    """The set-up would be unsafe to run; the message names the setting, never its value."""

    code = "unsafe_setup"
