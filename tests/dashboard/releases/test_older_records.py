"""A record of the first version comes to this one with all that was said in it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Engine, exc, inspect, text

from dashboard.releases import migrations
from dashboard.releases.choices import Decision
from dashboard.releases.content import content, situation
from dashboard.releases.database import disconnect, engine, sessions
from dashboard.releases.fingerprint import fingerprint, part_digests
from dashboard.releases.migrations import migrate
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.services import close_review, open_release
from tests.postgresql import Cluster
from tests.small_release import BRAND, NAME, PROPOSER, REVIEWER, SLATES, sign, small_record

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
KEPT = ("revisions", "frozen_scenarios", "frozen_products", "evidence", "verdicts", "sign_offs")


def reviewed_record() -> dict:
    record = small_record()
    record["settings"]["roles"] = ["merchandiser reviewer"]
    return record


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def older(request: pytest.FixtureRequest, tmp_path) -> str:
    """The address of a database of version 0001 that holds one reviewed release."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/older.db"
    else:
        cluster: Cluster = request.getfixturevalue("postgresql")
        address = cluster.new_database()
    made = engine(address)
    with made.begin() as connection:
        command.upgrade(migrations._config(connection), "0001")
        fill(connection, reviewed_record())
    made.dispose()
    return address


@pytest.fixture
def looking(older: str) -> Iterator[Engine]:
    """The same, brought to this version."""
    migrate(older)
    made = engine(older)
    yield made
    made.dispose()


def add(connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    places = ", ".join(f":{each}" for each in values)
    plain = {
        name: json.dumps(each) if isinstance(each, dict | list) else each
        for name, each in values.items()
    }
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), plain)  # noqa: S608


def fill(connection, record: dict) -> None:
    """A release in review with a verdict on every slate, as version 0001 stored it."""
    opened = {"opened_by": "proposer", "opened_at": AT}
    add(connection, "releases", name=NAME, title="Spring", state="in_review", revision=1, **opened)
    add(
        connection,
        "revisions",
        release_id=1,
        number=1,
        fingerprint=fingerprint(record),
        incumbent=record["incumbent"],
        settings=record["settings"],
        shop=record["shop"],
        candidates=record["candidates"],
        parts=part_digests(record),
        **opened,
    )
    frozen = {"revision_id": 1}
    for position, each in enumerate(record["scenarios"], start=1):
        scenario = {"scenario_id": each["id"], "title": each["title"], "record": each}
        add(connection, "frozen_scenarios", position=position, **frozen, **scenario)
    for product_id, each in record["products"].items():
        add(connection, "frozen_products", product_id=product_id, record=each, **frozen)
    for each in record["evidence"]:
        slate = {"scenario_id": each["scenario"], "candidate_id": each["candidate"]}
        unmet = sum(not finding["met"] for finding in each["findings"])
        add(connection, "evidence", unmet=unmet, record=each, **slate, **frozen)
        said = {"value": "show", "comment": "Nice.", "version": 1, "at": AT}
        who = {"person_id": REVIEWER.id, "person_name": REVIEWER.name}
        add(connection, "verdicts", **frozen, **slate, **said, **who)


def rows(looking: Engine, asked: str) -> list[tuple]:
    with looking.connect() as connection:
        return [tuple(each) for each in connection.execute(text(asked))]


def test_what_an_answer_is_about_is_worked_out_for_what_was_frozen(looking: Engine) -> None:
    record = reviewed_record()
    scenarios = {each["id"]: each for each in record["scenarios"]}
    assert dict(rows(looking, "SELECT scenario_id, situation FROM frozen_scenarios")) == {
        name: situation(each) for name, each in scenarios.items()
    }
    stored = rows(looking, "SELECT scenario_id, candidate_id, content FROM evidence")
    assert {each[:2]: each[2] for each in stored} == {
        (each["scenario"], each["candidate"]): content(
            scenarios[each["scenario"]], each, record["products"]
        )
        for each in record["evidence"]
    }
    [(blinding,)] = rows(looking, "SELECT blinding FROM revisions")
    assert len(blinding) >= 32


@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_its_rows_can_still_only_be_added_to(looking: Engine, deed: str) -> None:
    for table in KEPT[:-1]:
        column = inspect(looking).get_columns(table)[-1]["name"]
        with pytest.raises(exc.DBAPIError, match="append-only"), looking.begin() as connection:
            connection.execute(text(deed.format(table, column, column)))


def test_its_answers_are_carried_into_the_next_release(older: str, looking: Engine) -> None:
    made = sessions(older)
    open_release(made, PROPOSER, "summer", reviewed_record())
    sheet = review_sheet(made, "summer", REVIEWER)
    assert {(each.scenario, each.candidate) for each in sheet.verdicts} == set(SLATES)
    origins = {(each.origin.title, each.origin.on, each.comment) for each in sheet.verdicts}
    assert origins == {("Spring", AT.date(), "Nice.")}
    disconnect(made)


def test_its_release_is_closed_and_signed_as_if_it_had_begun_here(
    older: str, looking: Engine
) -> None:
    made = sessions(older)
    close_review(made, BRAND, NAME)
    assert sign(made, BRAND, Decision.GO).state == "GO"
    disconnect(made)
