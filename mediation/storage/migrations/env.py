"""How a revision runs: in one transaction, alone, with SQLite's foreign keys checked at the end."""

from alembic import context

from audit.sql import JOURNAL
from mediation.storage.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=[METADATA, JOURNAL],
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
