"""The office's own people and the units it writes to."""

import sqlalchemy as sa

from mediation.storage.tables.base import ID, METADATA, WORD, Instant

accounts = sa.Table(
    "accounts", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("roles", sa.JSON, nullable=False),
    sa.Column("unit", ID),
    sa.Column("volunteer", ID),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("disabled_at", Instant),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False, comment="name and address of the account's holder"),
)  # fmt: skip

tokens = sa.Table(
    "tokens", METADATA,
    sa.Column("digest", sa.LargeBinary, primary_key=True, comment="SHA-256 of a random 256-bit token"),
    sa.Column("account", ID, sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
)  # fmt: skip

units = sa.Table(
    "units", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False, comment="the office that verified the unit"),
    sa.Column("kind", WORD, nullable=False, comment="police, prosecutor, court, other_authority"),
    sa.Column("name", sa.String(200), nullable=False, comment="a public body's name"),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("email", sa.String(200), nullable=False, comment="the unit's registry, never a person's"),
)  # fmt: skip

volunteers = sa.Table(
    "volunteers", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("standing", WORD, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False),
)  # fmt: skip
