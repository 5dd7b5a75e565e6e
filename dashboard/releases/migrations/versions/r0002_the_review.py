"""The review: judgements, preferences, remarks, settlements, and what an answer is about."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

from dashboard.releases.content import content, situation
from dashboard.releases.migrations.append_only import permit_changes, refuse_changes

revision = "0002"
down_revision = "0001"

FILLED = {"revisions": "blinding", "frozen_scenarios": "situation", "evidence": "content"}
OF_REVISION = {"revision_id": sa.Integer, "record": sa.JSON}
ADDED = ("judgements", "preferences", "remarks", "settlements", "closings")


def upgrade() -> None:
    for table in FILLED:
        permit_changes(table)
    for table, column in FILLED.items():
        op.add_column(table, sa.Column(column, sa.Text, nullable=False, server_default=""))
    _assigned()
    _carried("verdicts")
    _fill()
    op.create_index("ix_evidence_content", "evidence", ["content"])
    _judgements()
    _preferences()
    _remarks()
    _settlements()
    _closings()
    _close()
    for table in (*FILLED, *ADDED):
        refuse_changes(table)


def _assigned() -> None:
    assigned = sa.Column("assigned", sa.JSON, nullable=False, server_default="[]")
    reviewers = sa.Column("reviewers", sa.Integer, nullable=False, server_default="0")
    op.add_column("frozen_scenarios", assigned)
    op.add_column("frozen_scenarios", reviewers)


def _carried(table: str) -> None:
    """Both databases take this form; Alembic has none that SQLite takes."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN carried_from INTEGER "
        f"CONSTRAINT fk_{table}_{table} REFERENCES {table} (id)"
    )


def _fill() -> None:
    """Works out for what was frozen before what is now worked out when freezing."""
    connection = op.get_bind()
    revisions, scenarios, evidence, products = _frozen()
    for revision_id in connection.scalars(sa.select(revisions.c.id)).all():
        connection.execute(
            sa.update(revisions).where(revisions.c.id == revision_id).values(blinding=token_hex(16))
        )
        records = _records(scenarios, revision_id, scenarios.c.scenario_id)
        shown = _records(products, revision_id, products.c.product_id)
        for scenario_id, record in records.items():
            connection.execute(
                sa.update(scenarios)
                .where(scenarios.c.revision_id == revision_id)
                .where(scenarios.c.scenario_id == scenario_id)
                .values(situation=situation(record))
            )
        for row in connection.execute(
            sa.select(evidence).where(evidence.c.revision_id == revision_id)
        ).all():
            connection.execute(
                sa.update(evidence)
                .where(evidence.c.revision_id == revision_id)
                .where(evidence.c.scenario_id == row.scenario_id)
                .where(evidence.c.candidate_id == row.candidate_id)
                .values(content=content(records[row.scenario_id], row.record, shown))
            )


def _records(table: sa.TableClause, revision_id: int, key: sa.ColumnClause) -> dict[str, dict]:
    rows = sa.select(key, table.c.record).where(table.c.revision_id == revision_id)
    return dict(op.get_bind().execute(rows).all())


def _frozen() -> tuple[sa.TableClause, ...]:
    return (
        _table("revisions", "blinding", id=sa.Integer),
        _table("frozen_scenarios", "scenario_id", "situation", **OF_REVISION),
        _table("evidence", "scenario_id", "candidate_id", "content", **OF_REVISION),
        _table("frozen_products", "product_id", **OF_REVISION),
    )


def _table(name: str, *texts: str, **others: type) -> sa.TableClause:
    columns = dict.fromkeys(texts, sa.Text) | others
    return sa.table(name, *(sa.column(each, kind) for each, kind in columns.items()))


def _judgements() -> None:
    key = ("situation", "product_id", "person_id", "version")
    op.create_table(
        "judgements",
        *_numbered("judgements"),
        *(sa.Column(name, sa.Text, nullable=False) for name in key[:3]),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        *_of_scenario("judgements"),
        sa.UniqueConstraint(*key, name="uq_judgements"),
    )


def _preferences() -> None:
    op.create_table(
        "preferences",
        *_numbered("preferences"),
        *_of_scenario("preferences"),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("best", sa.JSON, nullable=False),
        sa.Column("carried_from", sa.Integer),
        sa.ForeignKeyConstraint(
            ["carried_from"], ["preferences.id"], name="fk_preferences_preferences"
        ),
        sa.UniqueConstraint(
            "revision_id", "scenario_id", "person_id", "version", name="uq_preferences"
        ),
    )


def _remarks() -> None:
    op.create_table(
        "remarks",
        *_numbered("remarks"),
        sa.Column("key", sa.Text, nullable=False),
        *_of_scenario("remarks"),
        sa.Column("candidate_id", sa.Text),
        sa.Column("product_id", sa.Text),
        sa.Column("thread", sa.Integer),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["thread"], ["remarks.id"], name="fk_remarks_remarks"),
        sa.UniqueConstraint("person_id", "key", name="uq_remarks"),
    )


def _settlements() -> None:
    key = ("revision_id", "scenario_id", "candidate_id", "product_id", "version")
    op.create_table(
        "settlements",
        *_numbered("settlements"),
        *_of_scenario("settlements"),
        sa.Column("situation", sa.Text, nullable=False),
        sa.Column("candidate_id", sa.Text, nullable=False),
        sa.Column("product_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.UniqueConstraint(*key, name="uq_settlements"),
    )


def _closings() -> None:
    op.create_table(
        "closings",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("revision_id", name="pk_closings"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_closings_revisions"),
    )


def _close() -> None:
    """A review that was closed before stays closed as it was, whatever is judged later."""
    op.execute(
        "INSERT INTO closings (revision_id, person_id, person_name, at) "
        "SELECT revisions.id, releases.closed_by, COALESCE("
        "(SELECT MAX(person_name) FROM sign_offs WHERE person_id = releases.closed_by), "
        "releases.closed_by), releases.closed_at FROM releases JOIN revisions "
        "ON revisions.release_id = releases.id AND revisions.number = releases.revision "
        "WHERE releases.closed_at IS NOT NULL"
    )


def _numbered(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _of_scenario(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    scenario = ("revision_id", "scenario_id")
    return (
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("scenario_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            scenario,
            [f"frozen_scenarios.{each}" for each in scenario],
            name=f"fk_{table}_frozen_scenarios",
        ),
    )
