"""Sign-in: credentials, sessions, single-use links, failed attempts, unsent text."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_1130"
down_revision = "2026_11_24_0900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("whose", sa.LargeBinary(), nullable=False, comment="keyed hash of an address or a sign-in name"),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("whose", name=op.f("pk_attempts")),
    )
    op.create_table(
        "credentials",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False, comment="password, totp, recovery, passkey"),
        sa.Column("lookup", sa.LargeBinary(), nullable=True, comment="keyed hash of a sign-in name, SHA-256 of a passkey's id"),
        sa.Column("counter", sa.BigInteger(), nullable=False, comment="last time step or signature count, against replay"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False, comment="Argon2 hash, TOTP secret, public key"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_credentials_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("lookup", name=op.f("uq_credentials_lookup")),
    )
    op.create_index(op.f("ix_credentials_account"), "credentials", ["account"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("place", sa.LargeBinary(), nullable=False, comment="keyed hash of account and page"),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False, comment="what was typed and not sent"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_drafts_account")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_account"), "drafts", ["account"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of a random 256-bit cookie"),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=64), nullable=False, comment="how it was signed in: password, recovery, passkey, link"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False, comment="to the minute; the idle lock counts from it"),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False, comment="last proof of identity; sensitive acts want a fresh one"),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_sessions_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("digest", name=op.f("uq_sessions_digest")),
    )
    op.create_index(op.f("ix_sessions_account"), "sessions", ["account"], unique=False)
    op.create_table(
        "sign_in_links",
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="SHA-256 of a random 256-bit token"),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False, comment="enrol or demo"),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_sign_in_links_account")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_in_links")),
    )
    op.create_index(op.f("ix_sign_in_links_account"), "sign_in_links", ["account"], unique=False)
    op.create_index("ix_deadlines_due", "deadlines", ["office", "state", "due_on", "id"], unique=False)
