"""Letters on paper, from the outbox to the post."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_1300"
down_revision = "2026_11_24_1200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=32), nullable=False, comment="id of the message that goes by letter"),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True, comment="the one print batch it is in"),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "body_sealed",
            sa.LargeBinary(),
            nullable=False,
            comment="to whom, with which papers, what is wrong",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_case_id"), "letters", ["case_id"], unique=False)
    op.create_index("ix_letters_state", "letters", ["office", "state", "id"], unique=False)
    op.create_index("ix_letters_batch", "letters", ["office", "batch", "id"], unique=False)
