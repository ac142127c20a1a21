"""Triggers that refuse to change or remove what was written; the migration making the tables runs them.

They are manners, not security: whoever may alter tables can drop them. Against that, hold checkpoints
elsewhere.
"""

from typing import Final

WORDS: Final = "the journal is append-only"

# table, and the condition under which a row that is about to come in would replace one that is there:
# SQLite's INSERT OR REPLACE removes the old row without asking a DELETE trigger.
_SQLITE: Final = (
    ("journal_leaves", "position = NEW.position"),
    ("journal_checkpoints", "id = NEW.id OR note = NEW.note"),
)
_POSTGRESQL: Final = ("journal_leaves", "journal_checkpoints")


def guard_statements(dialect: str) -> tuple[str, ...]:
    """The statements, one string each, that put the triggers on; ValueError unless sqlite or postgresql."""
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}{when} "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            for table, same in _SQLITE
            for verb, when in (
                ("update", ""),
                ("delete", ""),
                ("insert", f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"),  # noqa: S608
            )
        )
    if dialect == "postgresql":
        return (
            "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$",
            *(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
                for table in _POSTGRESQL
            ),
        )
    raise ValueError(f"no guards are known for {dialect}")


def unguard_statements(dialect: str) -> tuple[str, ...]:
    """The statements that take the triggers off again, for a migration's way down."""
    if dialect == "sqlite":
        return tuple(
            f"DROP TRIGGER {table}_no_{verb}"
            for table, _ in _SQLITE
            for verb in ("update", "delete", "insert")
        )
    if dialect == "postgresql":
        return (
            *(f"DROP TRIGGER {table}_no_change ON {table}" for table in _POSTGRESQL),
            "DROP FUNCTION journal_refuse()",
        )
    raise ValueError(f"no guards are known for {dialect}")
