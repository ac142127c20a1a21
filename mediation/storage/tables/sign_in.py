"""How people sign in: what they prove themselves by, their sessions, single-use links, failed attempts, unsent text."""

import sqlalchemy as sa

from mediation.storage.tables.base import ID, METADATA, WORD, Instant

credentials = sa.Table(
    "credentials", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("account", ID, sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("kind", WORD, nullable=False, comment="password, totp, recovery, passkey"),
    sa.Column("lookup", sa.LargeBinary, unique=True, comment="keyed hash of a sign-in name, SHA-256 of a passkey's id"),
    sa.Column("counter", sa.BigInteger, nullable=False, comment="last time step or signature count, against replay"),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False, comment="Argon2 hash, TOTP secret, public key"),
)  # fmt: skip

sessions = sa.Table(
    "sessions", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False, unique=True, comment="SHA-256 of a random 256-bit cookie"),
    sa.Column("account", ID, sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("audience", WORD, nullable=False),
    sa.Column("way", WORD, nullable=False, comment="how it was signed in: password, recovery, passkey, link"),
    sa.Column("begun_at", Instant, nullable=False),
    sa.Column("seen_at", Instant, nullable=False, comment="to the minute; the idle lock counts from it"),
    sa.Column("proved_at", Instant, nullable=False, comment="last proof of identity; sensitive acts want a fresh one"),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
)  # fmt: skip

sign_in_links = sa.Table(
    "sign_in_links", METADATA,
    sa.Column("digest", sa.LargeBinary, primary_key=True, comment="SHA-256 of a random 256-bit token"),
    sa.Column("account", ID, sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("purpose", WORD, nullable=False, comment="enrol or demo"),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
)  # fmt: skip

attempts = sa.Table(
    "attempts", METADATA,
    sa.Column("whose", sa.LargeBinary, primary_key=True, comment="keyed hash of an address or a sign-in name"),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("closed_until", Instant),
)  # fmt: skip

drafts = sa.Table(
    "drafts", METADATA,
    sa.Column("place", sa.LargeBinary, primary_key=True, comment="keyed hash of account and page"),
    sa.Column("account", ID, sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("kept_at", Instant, nullable=False),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False, comment="what was typed and not sent"),
)  # fmt: skip
