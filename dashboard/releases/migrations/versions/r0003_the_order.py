"""The record's own order: a number for everything that was done, in place of the clock's time."""

import sqlalchemy as sa
from alembic import op

from dashboard.releases.migrations.append_only import permit_changes, refuse_changes

revision = "0003"
down_revision = "0002"

TABLES = {
    "revisions": ("id", "opened_at"),
    "verdicts": ("id", "at"),
    "preferences": ("id", "at"),
    "judgements": ("id", "at"),
    "remarks": ("id", "at"),
    "settlements": ("id", "at"),
    "closings": ("revision_id", "at"),
    "sign_offs": ("id", "at"),
}
"""Each table's key and time. Of the same moment, what stands first here came first: an answer
given in the moment of a closing counted until now."""


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_entries"),
        sa.UniqueConstraint("key", name="uq_entries"),
    )
    for table in TABLES:
        op.add_column(table, sa.Column("entry", sa.Integer, nullable=False, server_default="0"))
    _number()
    refuse_changes("entries")


def _number() -> None:
    """Numbers what is there by its time, the only order that was kept of it until now."""
    rows = " UNION ALL ".join(
        f"SELECT {place} AS place, {key} AS id, {at} AS at FROM {table}"  # noqa: S608
        for place, (table, (key, at)) in enumerate(TABLES.items())
    )
    number = "ROW_NUMBER() OVER (ORDER BY at, place, id) AS number"
    numbered = f"SELECT place, id, {number} FROM ({rows}) AS told"  # noqa: S608
    op.execute(f"CREATE TEMPORARY TABLE numbered AS {numbered}")
    op.execute("CREATE INDEX ix_numbered ON numbered (place, id)")
    for place, (table, (key, _)) in enumerate(TABLES.items()):
        permit_changes(table)
        op.execute(
            f"UPDATE {table} SET entry = (SELECT number FROM numbered "  # noqa: S608
            f"WHERE place = {place} AND numbered.id = {table}.{key})"
        )
        refuse_changes(table)
    op.execute("INSERT INTO entries (number, key) SELECT number, 'before-' || number FROM numbered")
    op.execute("DROP TABLE numbered")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval('entries_number_seq', (SELECT MAX(number) + 1 FROM entries))")
