"""First schema."""

import sqlalchemy as sa
from alembic import op

from audit.guards import guard_statements

revision = "2026_11_24_0900"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=True),
        sa.Column("volunteer", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False, comment="name and address of the account's holder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False, comment="the office's case number"),
        sa.Column("version", sa.Integer(), nullable=False, comment="optimistic lock"),
        sa.Column("head_version", sa.Integer(), nullable=False, comment="version of the sealed head"),
        sa.Column("touched_on", sa.Date(), nullable=False, comment="last change, day in Helsinki"),
        sa.Column(
            "head_sealed", sa.LargeBinary(), nullable=False, comment="initiative, people, parts, what matters are about"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("office", "number", name=op.f("uq_cases_office_number")),
    )
    op.create_index(
        "ix_cases_page",
        "cases",
        ["office", sa.literal_column("touched_on DESC"), sa.literal_column("id DESC")],
        unique=False,
    )

    op.create_table(
        "counters",
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False, comment="which row of numbers, such as cases:2026"),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office", "name", name=op.f("pk_counters")),
    )
    op.create_table(
        "effects",
        sa.Column("key", sa.String(length=160), nullable=False, comment="what is done once, such as remind:d_…:1"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_effects")),
    )
    op.create_table(
        "refusals",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column(
            "case_id", sa.String(length=32), nullable=False, comment="what was asked for, whether it exists or not"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
    )
    op.create_table(
        "requests",
        sa.Column("key", sa.String(length=160), nullable=False, comment="account and idempotency key"),
        sa.Column("token", sa.LargeBinary(), nullable=False, comment="keyed hash of the request, not of its words"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False, comment="ids and versions only"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_requests")),
    )
    op.create_table(
        "search_entries",
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False, comment="in the order of commits"),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("office", "sequence", name=op.f("pk_search_entries")),
    )
    op.create_index(op.f("ix_search_entries_case_id"), "search_entries", ["case_id"], unique=False)

    op.create_table(
        "units",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False, comment="the office that verified the unit"),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="police, prosecutor, court, other_authority"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="a public body's name"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False, comment="the unit's registry, never a person's"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_table(
        "volunteers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("standing", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteers")),
    )
    op.create_table(
        "case_items",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="order of making"),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="consent, meeting, note, …"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "concerns", sa.String(length=32), nullable=True, comment="a report's unit, an assignment's volunteer"
        ),
        sa.Column("state", sa.String(length=64), nullable=True, comment="state of a report or an assignment"),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_items_case_id")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_case_items")),
        sa.UniqueConstraint("id", name=op.f("uq_case_items_id")),
    )
    op.create_index("ix_case_items_concerns", "case_items", ["concerns", "kind", "state"], unique=False)

    op.create_table(
        "deadlines",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("matter_id", sa.String(length=32), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=False, comment="code of the deadline rule"),
        sa.Column("subject", sa.String(length=32), nullable=True, comment="the record it is about"),
        sa.Column("owner", sa.String(length=64), nullable=False, comment="role that has it to do"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "next_on", sa.Date(), nullable=True, comment="next day on which anything is owed; empty when nothing is"
        ),
        sa.Column(
            "plan", sa.String(length=1000), nullable=False, comment="JSON: reminder and escalation days, what was done"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deadlines_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    op.create_index(op.f("ix_deadlines_case_id"), "deadlines", ["case_id"], unique=False)
    op.create_index("ix_deadlines_owed", "deadlines", ["office", "next_on", "id"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "about_sealed", sa.LargeBinary(), nullable=False, comment="for whom, about what, the print's own hash"
        ),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False, comment="the PDF"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_documents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_case_id"), "documents", ["case_id"], unique=False)

    op.create_table(
        "matters",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="order within the case"),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="crime or dispute"),
        sa.Column(
            "offence_class", sa.String(length=64), nullable=False, comment="class for statistics, never the title"
        ),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("authority", sa.String(length=32), nullable=True, comment="the unit that is owed a report"),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("held_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_matters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
    )
    op.create_index(op.f("ix_matters_case_id"), "matters", ["case_id"], unique=False)
    op.create_index("ix_matters_queue", "matters", ["office", "state", "arrived_on"], unique=False)

    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "claimed_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="a crashed sender's message comes back after this",
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=True, comment="the way it went"),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False, comment="for whom, with which facts"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_messages_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_case_id"), "messages", ["case_id"], unique=False)
    op.create_index("ix_messages_due", "messages", ["office", "state", "not_before", "id"], unique=False)

    op.create_table(
        "tokens",
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of a random 256-bit token"),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_tokens_account")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tokens")),
    )
    op.create_index(op.f("ix_tokens_account"), "tokens", ["account"], unique=False)

    op.create_table(
        "journal_checkpoints",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal_checkpoints"),
        sa.UniqueConstraint("note", name="uq_journal_checkpoints_note"),
    )
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_journal_head_single"),
        sa.PrimaryKeyConstraint("id", name="pk_journal_head"),
    )
    op.create_table(
        "journal_leaves",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(leaf_hash) = 32", name="ck_journal_leaves_leaf_hash"),
        sa.CheckConstraint("position >= 0", name="ck_journal_leaves_position"),
        sa.PrimaryKeyConstraint("position", name="pk_journal_leaves"),
    )
    op.create_table(
        "journal_pending",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal_pending"),
    )
    for statement in guard_statements(op.get_bind().dialect.name):
        op.execute(statement)
