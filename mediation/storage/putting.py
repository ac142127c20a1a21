"""A row put in its place, whether there was one before or somebody else puts one at the same moment."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError


def put(connection: sa.Connection, table: sa.Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Write the row of a key; of two who write at once both succeed, and the later one stands."""
    change = sa.update(table).where(*(table.c[name] == value for name, value in key.items())).values(values)
    if connection.execute(change).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(table), key | values)
    except IntegrityError:
        connection.execute(change)
