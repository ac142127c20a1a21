"""What the register accumulates beside its entries: bookings, and sealed records such as claims and patterns."""

import sqlalchemy as sa

from mediation.storage.tables.base import ID, METADATA, WORD, Instant

bookings = sa.Table(
    "bookings", METADATA,
    sa.Column("meeting", ID, primary_key=True),
    sa.Column("volunteer", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("held", sa.Boolean, nullable=False),
)  # fmt: skip
sa.Index("ix_bookings_taken", bookings.c.volunteer, bookings.c.starts_at)

volunteer_records = sa.Table(
    "volunteer_records", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("volunteer", ID, sa.ForeignKey("volunteers.id"), nullable=False),
    sa.Column("kind", WORD, nullable=False, comment="availability, claim, receipt"),
    sa.Column("concerns", ID, comment="the meeting a claim is about; else what it is itself"),
    sa.Column("state", WORD, comment="state of a claim"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("volunteer", "kind", "concerns"),
)  # fmt: skip
sa.Index("ix_volunteer_records_state", volunteer_records.c.office, volunteer_records.c.kind, volunteer_records.c.state)
