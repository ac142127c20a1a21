"""Cases, their matters and everything they accumulate."""

import sqlalchemy as sa

from mediation.storage.tables.base import ID, METADATA, WORD, Instant

cases = sa.Table(
    "cases", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("number", WORD, nullable=False, comment="the office's case number"),
    sa.Column("version", sa.Integer, nullable=False, comment="optimistic lock"),
    sa.Column("head_version", sa.Integer, nullable=False, comment="version of the sealed head"),
    sa.Column("touched_on", sa.Date, nullable=False, comment="last change, day in Helsinki"),
    sa.Column("sent_by", ID, comment="the unit the initiative came from; empty where a party or the office made it"),
    sa.Column("head_sealed", sa.LargeBinary, nullable=False, comment="initiative, people, parts, what matters are about"),
    sa.UniqueConstraint("office", "number"),
)  # fmt: skip
sa.Index("ix_cases_page", cases.c.office, cases.c.touched_on.desc(), cases.c.id.desc())
sa.Index("ix_cases_sent", cases.c.office, cases.c.sent_by, cases.c.id.desc())

matters = sa.Table(
    "matters", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("office", ID, nullable=False),
    sa.Column("position", sa.Integer, nullable=False, comment="order within the case"),
    sa.Column("kind", WORD, nullable=False, comment="crime or dispute"),
    sa.Column("offence_class", WORD, nullable=False, comment="class for statistics, never the title"),
    sa.Column("state", WORD, nullable=False),
    sa.Column("outcome", WORD),
    sa.Column("authority", ID, comment="the unit that is owed a report"),
    sa.Column("arrived_on", sa.Date, nullable=False),
    sa.Column("accepted_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("held_since", sa.Date),
    sa.Column("held_days", sa.Integer, nullable=False),
)  # fmt: skip
sa.Index("ix_matters_queue", matters.c.office, matters.c.state, matters.c.arrived_on)

case_items = sa.Table(
    "case_items", METADATA,
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, comment="order of making"),
    sa.Column("id", ID, nullable=False, unique=True),
    sa.Column("kind", WORD, nullable=False, comment="consent, meeting, note, …"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("concerns", ID, comment="a report's unit, an assignment's volunteer"),
    sa.Column("state", WORD, comment="state of a report or an assignment"),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False),
)  # fmt: skip
sa.Index("ix_case_items_concerns", case_items.c.concerns, case_items.c.kind, case_items.c.state)

documents = sa.Table(
    "documents", METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("case_id", ID, sa.ForeignKey("cases.id"), nullable=False, index=True),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("about_sealed", sa.LargeBinary, nullable=False, comment="for whom, about what, the print's own hash"),
    sa.Column("body_sealed", sa.LargeBinary, nullable=False, comment="the PDF"),
)  # fmt: skip

search_entries = sa.Table(
    "search_entries", METADATA,
    sa.Column("office", ID, primary_key=True),
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False, comment="in the order of commits"),
    sa.Column("entry_id", ID, nullable=False),
    sa.Column("case_id", ID, nullable=False, index=True),
    sa.Column("removed", sa.Boolean, nullable=False),
    sa.Column("body_sealed", sa.LargeBinary),
)  # fmt: skip

counters = sa.Table(
    "counters", METADATA,
    sa.Column("office", ID, primary_key=True),
    sa.Column("name", WORD, primary_key=True, comment="which row of numbers, such as cases:2026"),
    sa.Column("last", sa.Integer, nullable=False),
)  # fmt: skip
