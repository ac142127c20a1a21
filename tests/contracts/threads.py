"""Several at once: each in a thread of its own, begun together, and whatever goes wrong in one is shown."""

import threading
from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")
PATIENCE = 60.0  # seconds after which a thread counts as stuck


def together(*chores: Callable[[], R]) -> list[R]:
    """What each chore gives, in order; an exception in any of them is raised here."""
    gate = threading.Barrier(len(chores))
    answers: dict[int, R] = {}
    failed: list[BaseException] = []

    def run(number: int, chore: Callable[[], R]) -> None:
        try:
            gate.wait(PATIENCE)
            answers[number] = chore()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(chores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    if failed:
        raise failed[0]
    assert not any(thread.is_alive() for thread in threads)
    return [answers[number] for number in range(len(chores))]
