"""A record of the first version comes to this one with all that was said in it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Engine, exc, inspect, select, text

from dashboard.releases import migrations
from dashboard.releases.answering import judge
from dashboard.releases.changes import changes_sheet
from dashboard.releases.choices import Decision, Opinion
from dashboard.releases.content import content, situation
from dashboard.releases.database import disconnect, engine, reading, sessions
from dashboard.releases.fingerprint import fingerprint, part_digests
from dashboard.releases.migrations import migrate
from dashboard.releases.outcome import outcome
from dashboard.releases.queries import release_page
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.services import close_review, open_release
from dashboard.releases.signed import Closing
from tests.postgresql import Cluster
from tests.small_release import BRAND, DATA, NAME, PROPOSER, REVIEWER, SLATES, sign, small_record

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
CLOSED_AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
JUDGED = {
    "early": CLOSED_AT - timedelta(seconds=1),
    "in-the-moment": CLOSED_AT,
    "late": CLOSED_AT + timedelta(microseconds=1),
}
ENTERED = (
    "revisions",
    "verdicts",
    "preferences",
    "judgements",
    "remarks",
    "settlements",
    "closings",
    "sign_offs",
)
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
def second(older: str) -> str:
    """The same at version 0002; of its closed release a product was judged before the closing,
    in its very moment, and after it, and a case was settled."""
    made = engine(older)
    with made.begin() as connection:
        command.upgrade(migrations._config(connection), "0002")
        where = {"revision_id": 2, "scenario_id": "regular"}
        (known,) = connection.execute(
            text(
                "SELECT situation FROM frozen_scenarios WHERE revision_id = 2 "
                "AND scenario_id = 'regular'"
            )
        ).one()
        said = {"situation": known, "value": "never", "reasons": [], "comment": ""}
        for person, at in JUDGED.items():
            who = {"person_id": person, "person_name": person, "version": 1, "at": at}
            add(connection, "judgements", product_id="0056", **said, **where, **who)
        brand = {"person_id": BRAND.id, "person_name": BRAND.name}
        settled = {"candidate_id": "", "value": "suits", "reason": "It fits.", "version": 1}
        about = {"situation": known, "product_id": "0056"}
        add(connection, "settlements", at=AT, **about, **settled, **where, **brand)
        told = {"key": "a-key", "deed": "said", "text": "Why?"}
        add(connection, "remarks", at=AT, **told, **where, **brand)
        best = {"person_id": "early", "person_name": "early", "best": ["als"], "version": 1}
        add(connection, "preferences", at=AT, **best, **where)
        signed = {"role": "approver:brand", "decision": "NO-GO", "candidates": [], "reason": "No."}
        bound = {"revision_id": 2, "fingerprint": "f", "review": "r"}
        add(connection, "sign_offs", at=CLOSED_AT, **signed, **bound, **brand)
    made.dispose()
    return older


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
    """A release in review and one that was closed, with a verdict on every slate, as version 0001
    stored them."""
    fill_release(connection, record, 1, name=NAME, title="Spring", state="in_review")
    closed = {"state": "closed", "closed_by": BRAND.id, "closed_at": CLOSED_AT}
    fill_release(connection, record, 2, name="winter", **closed)


def fill_release(connection, record: dict, number: int, **release: object) -> None:
    opened = {"opened_by": "proposer", "opened_at": AT}
    add(connection, "releases", revision=1, **release, **opened)
    add(
        connection,
        "revisions",
        release_id=number,
        number=1,
        fingerprint=fingerprint(record),
        incumbent=record["incumbent"],
        settings=record["settings"],
        shop=record["shop"],
        candidates=record["candidates"],
        parts=part_digests(record),
        **opened,
    )
    frozen = {"revision_id": number}
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


def test_nobody_can_work_out_the_order_of_the_columns(looking: Engine) -> None:
    stored = rows(looking, "SELECT blinding, fingerprint FROM revisions")
    seeds = [blinding for blinding, _ in stored]
    assert len(set(seeds)) == len(stored) == 2
    assert all(len(each) == 32 for each in seeds)
    assert not set(seeds) & {fingerprint for _, fingerprint in stored}


@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_its_rows_can_still_only_be_added_to(looking: Engine, deed: str) -> None:
    for table in KEPT[:-1]:
        column = inspect(looking).get_columns(table)[-1]["name"]
        with pytest.raises(exc.DBAPIError, match="append-only"), looking.begin() as connection:
            connection.execute(text(deed.format(table, column, column)))


def test_a_review_that_was_closed_stays_as_it_was(older: str, looking: Engine) -> None:
    made = sessions(older)
    with reading(made) as session:
        (closing,) = session.scalars(select(Closing)).all()
        assert (closing.revision_id, closing.person_id, closing.at) == (2, BRAND.id, CLOSED_AT)
        assert closing.person_name == BRAND.id
    before = release_page(made, "winter", DATA).review
    judge(made, REVIEWER, NAME, 1, "regular", "0056", Opinion.NEVER)
    assert release_page(made, "winter", DATA).review == before
    assert outcome(made, "winter").judgements == ()
    close_review(made, BRAND, NAME)
    sign(made, BRAND, Decision.GO)
    assert changes_sheet(made, "winter", PROPOSER).since.release == ""
    disconnect(made)


def test_what_counted_by_the_clock_counts_in_the_order_of_the_record(
    second: str, looking: Engine
) -> None:
    made = sessions(second)
    counted = {each.person: each.value for each in outcome(made, "winter").judgements}
    assert counted == {"early": Opinion.NEVER, "in-the-moment": Opinion.NEVER}
    judge(made, REVIEWER, NAME, 1, "regular", "0056", Opinion.NEVER)
    assert len(outcome(made, "winter").judgements) == 2
    assert len(outcome(made, NAME).judgements) == 4
    disconnect(made)


def test_everything_has_a_place_of_its_own_in_that_order(second: str, looking: Engine) -> None:
    numbers = {table: rows(looking, f"SELECT entry FROM {table}") for table in ENTERED}  # noqa: S608
    assert all(numbers.values())
    told = sorted(number for each in numbers.values() for (number,) in each)
    entries = [number for (number,) in rows(looking, "SELECT number FROM entries ORDER BY number")]
    assert told == entries == list(range(1, len(told) + 1))
    made = sessions(second)
    judge(made, REVIEWER, NAME, 1, "regular", "0056", Opinion.NEVER)
    disconnect(made)
    (last,) = rows(looking, "SELECT MAX(entry) FROM judgements")
    assert last[0] > max(told)
    for table in (*ENTERED, "entries"):
        with pytest.raises(exc.DBAPIError, match="append-only"), looking.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def test_its_answers_are_carried_into_the_next_release(older: str, looking: Engine) -> None:
    made = sessions(older)
    open_release(made, PROPOSER, "summer", reviewed_record())
    sheet = review_sheet(made, "summer", REVIEWER)
    assert {(each.scenario, each.candidate) for each in sheet.verdicts} == set(SLATES)
    origins = {(each.origin.title, each.origin.on, each.comment) for each in sheet.verdicts}
    assert origins == {("Winter", AT.date(), "Nice.")}
    disconnect(made)


def test_its_release_is_closed_and_signed_as_if_it_had_begun_here(
    older: str, looking: Engine
) -> None:
    made = sessions(older)
    close_review(made, BRAND, NAME)
    assert sign(made, BRAND, Decision.GO).state == "GO"
    disconnect(made)
