"""What is owed and what has been done: deadlines, effects, messages, answered requests."""

import sqlalchemy as sa

from mediation.storage.tables.base import ID, METADATA, WORD, Instant

deadlines = sa.Table(
    "deadlines", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), nullable=False),
    sa.Column("matter_id", ID),
    sa.Column("rule", WORD, nullable=False, comment="code of the deadline rule"),
    sa.Column("subject", ID, comment="the record it is about"),
    sa.Column("owner", WORD, nullable=False, comment="role that has it to do"),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("next_on", sa.Date, comment="next day on which anything is owed; empty when nothing is"),
    sa.Column("plan", sa.String(1000), nullable=False, comment="JSON: reminder and escalation days, what was done"),
)  # fmt: skip
sa.Index("ix_deadlines_owed", deadlines.c.office, deadlines.c.next_on, deadlines.c.id)
sa.Index("ix_deadlines_due", deadlines.c.office, deadlines.c.state, deadlines.c.due_on, deadlines.c.id)
# Every column that is asked for: SQLite takes the index above for one of a case otherwise, and reads the whole office.
sa.Index("ix_deadlines_of_case", deadlines.c.case_id, deadlines.c.office, deadlines.c.state, deadlines.c.id)

effects = sa.Table(
    "effects", METADATA,
    sa.Column("key", sa.String(160), primary_key=True, comment="what is done once, such as remind:d_…:1"),
    sa.Column("done_at", Instant, nullable=False),
)  # fmt: skip

messages = sa.Table(
    "messages", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), index=True),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("queued_at", Instant, nullable=False),
    sa.Column("not_before", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("claimed_until", Instant, comment="a crashed sender's message comes back after this"),
    sa.Column("sent_at", Instant),
    sa.Column("channel", WORD, comment="the way it went"),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False, comment="for whom, with which facts"),
)  # fmt: skip
sa.Index("ix_messages_due", messages.c.office, messages.c.state, messages.c.not_before, messages.c.id)

letters = sa.Table(
    "letters", METADATA,
    sa.Column("id", ID, primary_key=True, comment="id of the message that goes by letter"),
    sa.Column("office", ID, nullable=False),
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), index=True),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("state", WORD, nullable=False),
    sa.Column("queued_at", Instant, nullable=False),
    sa.Column("batch", ID, comment="the one print batch it is in"),
    sa.Column("printed_on", sa.Date),
    sa.Column("posted_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False, comment="to whom, with which papers, what is wrong"),
)  # fmt: skip
sa.Index("ix_letters_state", letters.c.office, letters.c.state, letters.c.id)
sa.Index("ix_letters_batch", letters.c.office, letters.c.batch, letters.c.id)

requests = sa.Table(
    "requests", METADATA,
    sa.Column("key", sa.String(160), primary_key=True, comment="account and idempotency key"),
    sa.Column("token", sa.LargeBinary, nullable=False, comment="keyed hash of the request, not of its words"),
    sa.Column("at", Instant, nullable=False),
    sa.Column("answer", sa.JSON, nullable=False, comment="ids and versions only"),
)  # fmt: skip

refusals = sa.Table(
    "refusals", METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), sa.Identity(), primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor", ID, nullable=False),
    sa.Column("code", WORD, nullable=False),
    sa.Column("case_id", ID, nullable=False, comment="what was asked for, whether it exists or not"),
)  # fmt: skip
