"""THE table: refusal → HTTP status; the body is a problem document (RFC 9457) with the same codes everywhere."""

from typing import Any

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

# fmt: off
STATUS: dict[type[Refusal], int] = {
    Invalid:         422,
    NotSignedIn:     401,
    NotPermitted:    403,
    NotFound:        404,
    StepNotPossible: 409,
    Stale:           412,
    Duplicate:       409,
    AlreadyDone:     409,
    CannotOpen:      500,
    Unsafe:          500,
    BadPolicy:       500,
    Unavailable:     503,
    Refusal:         422,
}
# fmt: on
BY_CODE = {"too_large": 413, "not_json_type": 415, "key_forgotten": 410}


def status_of(refusal: Refusal) -> int:
    """The status of a refusal, by its code or its kind."""
    if refusal.code in BY_CODE:
        return BY_CODE[refusal.code]
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def problem(refusal: Refusal) -> dict[str, Any]:
    """The problem document: a code, a sentence, what is missing with its section, which fields are wrong."""
    body: dict[str, Any] = {
        "type": f"urn:mediation:refusal:{refusal.code}", "title": refusal.message,
        "status": status_of(refusal), "code": refusal.code,
    }  # fmt: skip
    if refusal.needs:
        body["missing"] = [{"code": n.code, "section": n.section, "subject": n.subject} for n in refusal.needs]
    if isinstance(refusal, Invalid):
        body["fields"] = [{"field": field, "code": code} for field, code in refusal.fields]
    if isinstance(refusal, Duplicate) and refusal.existing:
        body["existing"] = refusal.existing
    return body
