"""What is open on one case is found without reading the deadlines of the whole office."""

from alembic import op

revision = "2026_11_24_1700"
down_revision = "2026_11_24_1600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_deadlines_of_case", "deadlines", ["case_id", "office", "state", "id"], unique=False)
    op.drop_index("ix_deadlines_case_id", table_name="deadlines")  # the first column of the new one
