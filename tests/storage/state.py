"""What a database holds, to be compared before and after."""

from typing import Any

import sqlalchemy as sa


def state_of(engine: sa.Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the journal's too, in a fixed order."""
    with engine.connect().execution_options(read_only=True) as connection:
        tables = sa.inspect(connection).get_table_names()
        return {
            table: sorted((tuple(row) for row in connection.exec_driver_sql(f'select * from "{table}"')), key=repr)
            for table in tables
        }


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> set[str]:
    """The tables that differ."""
    return {table for table in before.keys() | after.keys() if before.get(table) != after.get(table)}
