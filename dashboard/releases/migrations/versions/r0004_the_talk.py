"""The talk: whom a remark calls by name, and what of it each person has read."""

import sqlalchemy as sa
from alembic import op

from dashboard.releases.migrations.append_only import refuse_changes

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("remarks", sa.Column("mentions", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "read_marks",
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("thread", sa.Integer, nullable=False),
        sa.Column("up_to", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "thread", "up_to", name="pk_read_marks"),
        sa.ForeignKeyConstraint(["thread"], ["remarks.id"], name="fk_read_marks_remarks"),
    )
    refuse_changes("read_marks")
