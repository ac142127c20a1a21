"""Several writers, several sequencers, several signers at once: no gap, no loss, no unexpected exception."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from audit.canonical import entry_from
from audit.merkle import Frontier
from audit.sql import head
from tests.audit.journals import KEY, NOON, Place, an_entry


def together(*works: Callable[[], None]) -> None:
    """Run all at once; whatever one of them raises fails the test."""
    with ThreadPoolExecutor(len(works)) as pool:
        failures = [future.exception() for future in [pool.submit(work) for work in works]]
    assert [failure for failure in failures if failure is not None] == []


def writer(place: Place, first: int, count: int) -> Callable[[], None]:
    def work() -> None:
        for number in range(first, first + count):
            with place.unit() as unit:
                place.journal.append(unit, an_entry(number))

    return work


def sequencer(place: Place, until: int) -> Callable[[], None]:
    def work() -> None:
        size = 0
        while size < until:
            with place.unit() as unit:
                place.journal.sequence(unit, 10)
                size = place.journal.size(unit)

    return work


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("kind", "writers", "sequencers"), [("sqlite", 4, 0), ("postgresql", 8, 3)])
def test_concurrent_writers_leave_no_gap_and_lose_nothing(
    request: pytest.FixtureRequest, kind: str, writers: int, sequencers: int
) -> None:
    place, each = request.getfixturevalue(kind), 25
    everything = range(writers * each)
    together(
        *(writer(place, first, each) for first in everything[::each]),
        *(sequencer(place, len(everything)) for _ in range(sequencers)),
    )
    with place.unit() as unit:
        found = list(place.journal.entries(unit))
        row = unit.execute(sa.select(head)).one()
    numbers = [entry_from(leaf.entry).case_version for leaf in found]
    assert sorted(numbers) == list(everything)
    assert [leaf.position for leaf in found] == list(everything)
    assert Frontier(row.size, row.frontier).root() == Frontier.over(leaf.hash for leaf in found).root()
    for first in everything[::each]:
        own = [number for number in numbers if first <= number < first + each]
        assert own == sorted(own), "a writer's own entries stand in the order in which it committed them"


@pytest.mark.timeout(60)
def test_the_first_entry_may_be_sequenced_by_several_at_once(postgresql: Place) -> None:
    with postgresql.unit() as unit:
        postgresql.journal.append(unit, an_entry(0))
    together(*(sequencer(postgresql, 1) for _ in range(4)))
    with postgresql.unit() as unit:
        assert postgresql.journal.size(unit) == 1


@pytest.mark.timeout(60)
def test_several_may_sign_the_same_checkpoint_at_once(postgresql: Place) -> None:
    with postgresql.unit() as unit:
        postgresql.journal.append(unit, an_entry(0))
    postgresql.settle()

    def sign() -> None:
        with postgresql.unit() as unit:
            postgresql.journal.checkpoint(unit, KEY, NOON)

    together(*([sign] * 4))
    with postgresql.unit() as unit:
        assert len(list(postgresql.journal.checkpoints(unit))) == 1
