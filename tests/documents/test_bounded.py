"""A child that goes astray ends, and only it: too long, too much memory, too large an answer, a crash."""

import os
import resource
import signal
from datetime import UTC, datetime

import pytest

from mediation.documents import bounded as children
from mediation.documents.bounded import OutOfBounds, bounded, within
from mediation.documents.pdf import BadLayout, compiled
from mediation.kernel.refusals import Unavailable

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def forever() -> None:
    while True:
        pass


def devour() -> int:
    return len(bytearray(children.MEMORY + 1))


def flood() -> bytes:
    return bytes(children.LARGEST + 1)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def limits() -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0]


def sum_of(*numbers: int) -> int:
    return sum(numbers)


@pytest.mark.parametrize("astray", [forever, devour, flood, die], ids=lambda f: f.__name__)
def test_what_goes_astray_is_stopped_and_the_next_call_is_answered(astray: object) -> None:
    with pytest.raises(OutOfBounds):
        within(2, astray)  # type: ignore[arg-type]
    assert bounded(sum_of, 1, 2, 3) == 6


def test_when_all_children_are_gone_there_are_new_ones() -> None:
    children._children().stop()  # type: ignore[no-untyped-call]
    assert bounded(sum_of, 4, 5) == 9


def test_a_child_lives_under_limits_and_leaves_no_core_behind() -> None:
    assert bounded(limits) == (children.MEMORY, 0)


def test_a_refusal_in_a_child_is_one_here() -> None:
    with pytest.raises(ZeroDivisionError):
        bounded(divmod, 1, 0)


def test_a_layout_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "SECONDS", 3)
    turns = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { let d = a + b + c } } }"
    endless = f'#set document(title: "x")\n{turns}\n'
    with pytest.raises((Unavailable, BadLayout)):
        compiled(endless, {}, made_at=NOW)


def test_a_layout_that_grows_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "SECONDS", 5)
    grows = '#set document(title: "x")\n#let x = "aaaaaaaaaaaaaaaa"\n#for i in range(40) { x = x + x }\n#x.len()\n'
    with pytest.raises((Unavailable, BadLayout)):
        compiled(grows, {}, made_at=NOW)
