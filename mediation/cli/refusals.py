"""THE table: refusal → exit code, and how a refusal is said on a terminal."""

import json
import sys
from typing import Any, Final

from mediation.deadlines.policy import BadPolicy
from mediation.effects import AlreadyDone
from mediation.kernel.faults import place_of
from mediation.kernel.ids import random_id
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
EXIT: dict[type[Refusal], int] = {
    Invalid:         2,
    NotFound:        3,
    NotPermitted:    4,
    NotSignedIn:     4,
    StepNotPossible: 5,
    Stale:           6,
    Duplicate:       7,
    AlreadyDone:     7,
    CannotOpen:      8,
    Unavailable:     9,
    Unsafe:          10,
    BadPolicy:       10,
    Refusal:         2,
}
# fmt: on
FAULT: Final = 70  # something went wrong that nobody foresaw (EX_SOFTWARE of sysexits.h)


def exit_code(refusal: Refusal) -> int:
    """The exit code of a refusal, by its kind."""
    return next(EXIT[kind] for kind in type(refusal).__mro__ if kind in EXIT)


def say(refusal: Refusal, as_json: bool) -> None:
    """Print a refusal to standard error: the sentence, then each thing that is missing, with its section."""
    if as_json:
        _say_json(
            {
                "refused": refusal.code, "message": refusal.message,
                "missing": [{"code": n.code, "section": n.section, "subject": n.subject} for n in refusal.needs],
                "fields": [list(f) for f in getattr(refusal, "fields", ())],
            }
        )  # fmt: skip
        return
    print(f"refused ({refusal.code}): {refusal.message}", file=sys.stderr)
    for need in refusal.needs:
        print(f"  missing: {need}", file=sys.stderr)
    for field, code in getattr(refusal, "fields", ()):
        print(f"  {field or 'the whole'}: {code}", file=sys.stderr)


def say_fault(error: Exception, as_json: bool) -> None:
    """Print a fault to standard error: a number and the place it rose, never its words."""
    number, place = random_id("x"), place_of(error)
    if as_json:
        _say_json({"fault": number, "place": place})
        return
    print(f"something went wrong ({number}: {place}); what was under way was not kept", file=sys.stderr)


def _say_json(body: dict[str, Any]) -> None:
    print(json.dumps(body, ensure_ascii=False), file=sys.stderr)
