"""THE table: refusal → HTTP status, and what the visitor can do; its sentence is the word of its code."""

from mediation.deadlines.policy import BadPolicy
from mediation.effects import AlreadyDone
from mediation.kernel.refusals import (
    CannotOpen,
    Duplicate,
    Invalid,
    NotFound,
    NotPermitted,
    NotSignedIn,
    Refusal,
    Stale,
    StepNotPossible,
    Unavailable,
    Unsafe,
)
from mediation.web.language import N_

# fmt: off
#                    status  what to do
PAGES: dict[type[Refusal], tuple[int, str]] = {
    Invalid:         (422, N_("Look at the fields that are marked, put them right and send the form again.")),
    NotSignedIn:     (401, N_("Sign in, and you come back to where you were.")),
    NotPermitted:    (403, N_("Ask somebody of the office whose task this is.")),
    NotFound:        (404, N_("Look at the address, or go back to where you came from.")),
    StepNotPossible: (409, N_("Do first what is missing; then this step is open.")),
    Stale:           (412, N_("Look at what has changed, then send your own change again: your text is still here.")),
    Duplicate:       (409, N_("Nothing more is to be done: it is there already.")),
    AlreadyDone:     (409, N_("Nothing more is to be done: it was done before.")),
    CannotOpen:      (500, N_("Tell the administrator; nothing was changed.")),
    Unsafe:          (500, N_("Tell the administrator; nothing was changed.")),
    BadPolicy:       (500, N_("Tell the administrator; nothing was changed.")),
    Unavailable:     (503, N_("Nothing was changed. Try again in a moment.")),
    Refusal:         (422, N_("Nothing was changed.")),
}
# fmt: on
BY_CODE = {"too_large": 413, "key_forgotten": 410, "sign_in_closed": 429, "checks_closed": 429, "not_from_here": 403}
ELSEWHERE = (NotFound, NotPermitted, NotSignedIn, Unavailable, CannotOpen)
"""Refusals that are no matter of the form that was sent: they get a page of their own."""


def status_of(refusal: Refusal) -> int:
    """The status of a refusal, by its code or its kind."""
    return BY_CODE.get(refusal.code) or _row(refusal)[0]


def advice_on(refusal: Refusal) -> str:
    """What to do about a refusal, to be translated."""
    return _row(refusal)[1]


def _row(refusal: Refusal) -> tuple[int, str]:
    return next(PAGES[kind] for kind in type(refusal).__mro__ if kind in PAGES)
