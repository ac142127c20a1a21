"""Bookings of mediators, records of volunteers, messages of the office's own."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_1200"
down_revision = "2026_11_24_1130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bookings",
        sa.Column("meeting", sa.String(length=32), nullable=False),
        sa.Column("volunteer", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_bookings_case_id")),
        sa.PrimaryKeyConstraint("meeting", "volunteer", name=op.f("pk_bookings")),
    )
    op.create_index(op.f("ix_bookings_case_id"), "bookings", ["case_id"], unique=False)
    op.create_index("ix_bookings_taken", "bookings", ["volunteer", "starts_at"], unique=False)
    op.create_table(
        "volunteer_records",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=32), nullable=False),
        sa.Column("volunteer", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="availability, claim, receipt"),
        sa.Column(
            "concerns",
            sa.String(length=32),
            nullable=True,
            comment="the meeting a claim is about; else what it is itself",
        ),
        sa.Column("state", sa.String(length=64), nullable=True, comment="state of a claim"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["volunteer"], ["volunteers.id"], name=op.f("fk_volunteer_records_volunteer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_records")),
        sa.UniqueConstraint("volunteer", "kind", "concerns", name=op.f("uq_volunteer_records_volunteer_kind_concerns")),
    )
    op.create_index("ix_volunteer_records_state", "volunteer_records", ["office", "kind", "state"], unique=False)
    with op.batch_alter_table("messages") as batch:
        batch.alter_column("case_id", existing_type=sa.String(length=32), nullable=True)
