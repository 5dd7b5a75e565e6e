"""The record begins: releases, what was frozen, verdicts, sign-offs, sign-ins."""

import sqlalchemy as sa
from alembic import op

from dashboard.releases.migrations.append_only import refuse_changes

revision = "0001"
down_revision = None

APPEND_ONLY = (
    "revisions",
    "frozen_scenarios",
    "frozen_products",
    "evidence",
    "verdicts",
    "sign_offs",
)


def upgrade() -> None:
    _releases()
    _frozen()
    _said()
    _sign_ins()
    for table in APPEND_ONLY:
        refuse_changes(table)


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("opened_by", sa.Text, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
        sa.UniqueConstraint("name", name="uq_releases"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("release_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("opened_by", sa.Text, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("incumbent", sa.Text),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("plan", sa.JSON),
        sa.Column("shop", sa.JSON, nullable=False),
        sa.Column("candidates", sa.JSON, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_revisions_releases"),
        sa.UniqueConstraint("release_id", "number", name="uq_revisions"),
    )


def _frozen() -> None:
    op.create_table(
        "frozen_scenarios",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("scenario_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "scenario_id", name="pk_frozen_scenarios"),
        _of_revision("frozen_scenarios"),
    )
    op.create_table(
        "frozen_products",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Text, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "product_id", name="pk_frozen_products"),
        _of_revision("frozen_products"),
    )
    op.create_table(
        "evidence",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("scenario_id", sa.Text, nullable=False),
        sa.Column("candidate_id", sa.Text, nullable=False),
        sa.Column("trouble", sa.Text),
        sa.Column("unmet", sa.Integer, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "scenario_id", "candidate_id", name="pk_evidence"),
        _of_revision("evidence"),
    )


def _said() -> None:
    slate = ("revision_id", "scenario_id", "candidate_id")
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("scenario_id", sa.Text, nullable=False),
        sa.Column("candidate_id", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verdicts"),
        sa.ForeignKeyConstraint(
            slate, [f"evidence.{each}" for each in slate], name="fk_verdicts_evidence"
        ),
        sa.UniqueConstraint(*slate, "person_id", "version", name="uq_verdicts"),
    )
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("person_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("candidates", sa.JSON, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_offs"),
        _of_revision("sign_offs"),
        sa.UniqueConstraint("revision_id", "person_id", name="uq_sign_offs"),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("token_digest", sa.Text, nullable=False),
        sa.Column("person_id", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_digest", name="pk_sign_ins"),
    )


def _of_revision(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=f"fk_{table}_revisions")
