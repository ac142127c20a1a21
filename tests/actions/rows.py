"""Everything a database holds, table by table, to be compared before and after."""

import sqlalchemy as sa

from mediation.bootstrap import House


def rows_of(house: House) -> dict[str, list[str]]:
    """Every row of every table as text, in a fixed order."""
    tables = sa.MetaData()
    with house.engine.connect() as connection:
        tables.reflect(connection)
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
            for name, table in tables.tables.items()
        }


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    """The names of the tables that hold something else than before."""
    return {name for name in before | after if before.get(name) != after.get(name)}
