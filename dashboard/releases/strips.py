"""The few pictures that stand for a release, a shopper or a slate."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from dashboard.releases.database import Sessions, reading
from dashboard.releases.facts import UnknownRelease
from dashboard.releases.frozen import Evidence, FrozenProduct, FrozenScenario
from dashboard.releases.model import Release, Revision

PICTURES = 4
WIDE = 5

Products = Mapping[str, Mapping[str, Any]]


def release_strips(sessions: Sessions) -> dict[str, list[dict]]:
    """The first products of each release's last candidate for its first scenario, by name."""
    with reading(sessions) as session:
        return {
            name: _strip(session, revision)
            for name, revision in session.execute(
                select(Release.name, Revision)
                .join(Revision, Release.id == Revision.release_id)
                .where(Revision.number == Release.revision)
                .options(undefer(Revision.candidates))
            )
        }


def shopper_strips(sessions: Sessions, name: str) -> dict[str, dict[str, Any]]:
    """By scenario: `bought`, and by candidate the first products `shown` and the `notes`.

    Raises UnknownRelease.
    """
    with reading(sessions) as session:
        revision_id = session.scalar(
            select(Revision.id)
            .join(Release, Release.id == Revision.release_id)
            .where(Release.name == name, Revision.number == Release.revision)
        )
        if revision_id is None:
            raise UnknownRelease(f"There is no release named {name}.")
        scenarios = session.scalars(
            select(FrozenScenario)
            .where(FrozenScenario.revision_id == revision_id)
            .options(undefer(FrozenScenario.record))
        ).all()
        evidence = session.scalars(
            select(Evidence)
            .where(Evidence.revision_id == revision_id)
            .options(undefer(Evidence.record))
        ).all()
        ids = chain(
            chain.from_iterable(_bought(each) for each in scenarios),
            chain.from_iterable(_first(each.record["slate"]) for each in evidence),
        )
        products = _products(session, revision_id, ids)
    return {
        scenario.scenario_id: {
            "bought": _shown(_bought(scenario), products),
            "shown": {
                each.candidate_id: _shown(_first(each.record["slate"]), products)
                for each in evidence
                if each.scenario_id == scenario.scenario_id
            },
            "notes": {
                each.candidate_id: each.record.get("note", "")
                for each in evidence
                if each.scenario_id == scenario.scenario_id
            },
        }
        for scenario in scenarios
    }


def _strip(session: Session, revision: Revision) -> list[dict]:
    record = session.scalar(
        select(Evidence.record)
        .join(
            FrozenScenario,
            (FrozenScenario.revision_id == Evidence.revision_id)
            & (FrozenScenario.scenario_id == Evidence.scenario_id),
        )
        .where(Evidence.revision_id == revision.id, FrozenScenario.position == 1)
        .where(Evidence.candidate_id == revision.candidates[-1]["id"])
    )
    ids = _first(record["slate"], WIDE)
    return _shown(ids, _products(session, revision.id, ids))


def _bought(scenario: FrozenScenario) -> list[str]:
    return _first(scenario.record.get("bought", ()))


def _first(rows: Iterable[Mapping[str, Any]], count: int = PICTURES) -> list[str]:
    return [row["product_id"] for row in list(rows)[:count]]


def _products(session: Session, revision_id: int, ids: Iterable[str]) -> Products:
    found = session.scalars(
        select(FrozenProduct).where(
            FrozenProduct.revision_id == revision_id, FrozenProduct.product_id.in_(set(ids))
        )
    )
    return {each.product_id: each.record for each in found}


def _shown(ids: Iterable[str], products: Products) -> list[dict]:
    fields = ("title", "picture", "available")
    return [
        {"id": each, **{name: products[each].get(name) for name in fields}}
        for each in ids
        if each in products
    ]
