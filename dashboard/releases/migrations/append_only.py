"""The database's own refusal to change or delete rows of what was said and frozen."""

from alembic import op

SQLITE = """
CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_changes()
"""


def refuse_changes(table: str) -> None:
    """From this migration on, rows of `table` can only be added."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(POSTGRESQL.format(table=table))
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(table=table, deed=deed))


def permit_changes(table: str) -> None:
    """For a migration that fills new columns; it ends with `refuse_changes`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER {table}_no_{deed}")
