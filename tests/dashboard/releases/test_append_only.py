"""What was frozen, said and signed stays, whatever statement reaches the database."""

import pytest
from sqlalchemy import Row, Table, delete, exc, select, text, update

from dashboard.releases.database import Sessions
from dashboard.releases.model import Base
from tests.small_release import BRAND, reviewed, sign

APPEND_ONLY = (
    "revisions",
    "frozen_scenarios",
    "frozen_products",
    "evidence",
    "verdicts",
    "sign_offs",
    "judgements",
    "preferences",
    "remarks",
    "settlements",
    "closings",
)
EMPTY = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "TRUNCATE {table} CASCADE",
}


def rows(record: Sessions, table: Table) -> list[Row]:
    with record() as session:
        return list(session.execute(select(table).order_by(*table.primary_key)))


@pytest.mark.parametrize("name", APPEND_ONLY)
def test_no_row_can_be_changed_deleted_replaced_or_emptied(record: Sessions, name: str) -> None:
    reviewed(record)
    sign(record, BRAND)
    table = Base.metadata.tables[name]
    before = rows(record, table)
    assert before
    key = next(iter(table.primary_key))
    empty = text(EMPTY[record.kw["bind"].dialect.name].format(table=name))
    for statement in (update(table).values({key: key}), delete(table), empty):
        with pytest.raises(exc.DBAPIError, match="append-only"), record.begin() as session:
            session.execute(statement)
    assert rows(record, table) == before
