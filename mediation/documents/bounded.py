"""Work that may go astray, done in a child process: so many seconds, so much memory, so many bytes of answer."""

import atexit
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as TookTooLong
from functools import cache
from typing import Any, Final, ParamSpec

from pebble import ProcessExpired, ProcessPool

P = ParamSpec("P")
SECONDS: Final = 20
MEMORY: Final = 2 * 1024**3  # bytes of address space of a child
LARGEST: Final = 30_000_000  # bytes of an answer
CHILDREN: Final = 2
TASKS: Final = 500  # then a fresh child takes the place
PRELOADED: Final = ["mediation.documents.typeset", "mediation.documents.scan_check", "typst"]


class OutOfBounds(Exception):
    """The child took too long, wanted too much memory, answered too much, or died."""


def bounded(function: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> Any:
    """What a function of a module answers in a child process; OutOfBounds when it goes over a limit or dies.

    Only that child ends; the next call has another. Arguments and answer are pickled.
    """
    return within(SECONDS, function, *args, **kwargs)


def within(seconds: float, function: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> Any:
    """The same with a limit of its own."""
    task = _living().schedule(_measured, args=(function, args, kwargs), timeout=seconds)
    try:
        return task.result()
    except (TookTooLong, ProcessExpired, BrokenExecutor, MemoryError) as error:
        raise OutOfBounds("this could not be done within its bounds") from error


def _measured(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    answer = function(*args, **kwargs)
    if isinstance(answer, bytes) and len(answer) > LARGEST:
        raise MemoryError("the answer is too large")
    return answer


def _bind() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core would hold what was typeset


def _living() -> ProcessPool:
    """The children of this process, or new ones in the place of those that are gone for good."""
    if not _children().active:
        _children.cache_clear()
    return _children()


@cache
def _children() -> ProcessPool:
    # Not a fork of this process: it has threads, connections and keys, of which a child should have none.
    context: Any = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    pool = ProcessPool(max_workers=CHILDREN, max_tasks=TASKS, initializer=_bind, context=context)
    atexit.register(_end, pool)
    return pool


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
