"""What was frozen, said and signed stays, whatever statement reaches the database."""

import pytest
from sqlalchemy import Row, Table, delete, exc, select, text, update

from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions
from dashboard.releases.model import Base
from dashboard.releases.services import close_review
from dashboard.releases.settling import settle
from dashboard.releases.talking import mark_read, talk
from tests.small_release import BRAND, NAME, REVIEWER, SECOND_REVIEWER, judge_all, opened, sign

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
    "entries",
    "read_marks",
)
EMPTY = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "TRUNCATE {table} CASCADE",
}


def all_said(record: Sessions) -> None:
    """A release on which everything was done that leaves a row."""
    at = (NAME, 1, "regular")
    opened(record)
    judge_all(record)
    give_verdict(record, SECOND_REVIEWER, *at, "als", Answer.DO_NOT_SHOW)
    judge(record, REVIEWER, *at, "0056", Opinion.NEVER)
    prefer(record, REVIEWER, *at, ["als"])
    remark = talk(record, REVIEWER, *at, "a-key", "Look at the stove.")
    mark_read(record, BRAND, *at, remark.id)
    close_review(record, BRAND, NAME)
    settle(record, BRAND, *at, "show", "It suits the season.", candidate="als")
    sign(record, BRAND)


def rows(record: Sessions, table: Table) -> list[Row]:
    with record() as session:
        return list(session.execute(select(table).order_by(*table.primary_key)))


@pytest.mark.parametrize("name", APPEND_ONLY)
def test_no_row_can_be_changed_deleted_replaced_or_emptied(record: Sessions, name: str) -> None:
    all_said(record)
    table = Base.metadata.tables[name]
    before = rows(record, table)
    assert before
    key = next(iter(table.primary_key))
    empty = text(EMPTY[record.kw["bind"].dialect.name].format(table=name))
    for statement in (update(table).values({key: key}), delete(table), empty):
        with pytest.raises(exc.DBAPIError, match="append-only"), record.begin() as session:
            session.execute(statement)
    assert rows(record, table) == before
