"""Which unit an initiative came from, so that a unit finds its own."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_1600"
down_revision = "2026_11_24_1300"
branch_labels = None
depends_on = None
SAYS = "the unit the initiative came from; empty where a party or the office made it"


def upgrade() -> None:
    op.add_column("cases", sa.Column("sent_by", sa.String(length=32), nullable=True, comment=SAYS))
    op.create_index("ix_cases_sent", "cases", ["office", "sent_by", sa.literal_column("id DESC")], unique=False)
    # The sender itself lies sealed. A unit that waits for a matter has most often sent it; whoever asks is compared
    # with the opened initiative in any case, so a wrong guess shows nobody a case that is not their own.
    op.execute("UPDATE cases SET sent_by = (SELECT min(authority) FROM matters WHERE matters.case_id = cases.id)")
