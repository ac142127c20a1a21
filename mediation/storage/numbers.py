"""Numbers without gaps: a counter's row stays locked to the commit, so numbers become visible in their order."""

from typing import Final

import sqlalchemy as sa

from mediation.kernel.ids import OfficeId

# One statement for the first number and every later one: two who begin a counter at once wait for each other.
_TAKE: Final = sa.text(
    "insert into counters (office, name, last) values (:office, :name, :count)"
    " on conflict (office, name) do update set last = counters.last + excluded.last returning last"
)


def take_numbers(connection: sa.Connection, office: OfficeId, name: str, count: int = 1) -> int:
    """Take so many numbers of a counter, in the caller's transaction; the last of them."""
    return int(connection.execute(_TAKE, {"office": office, "name": name, "count": count}).scalar_one())
