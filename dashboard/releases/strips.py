"""The few pictures that stand for a release, a shopper or a slate."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from dashboard.releases.database import Sessions, reading
from dashboard.releases.exhibits import Products, products, scenarios
from dashboard.releases.facts import UnknownRelease
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.lettering import columns_of, untold
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.sight import Sights, is_blind

PICTURES = 4
WIDE = 5


def release_strips(sessions: Sessions, person: Person) -> dict[str, list[dict]]:
    """The first products of one of each release's slates for its first scenario, by name.

    It is the last candidate's; for whoever is blind, the one in their first column.
    """
    with reading(sessions) as session:
        sights = Sights(session, person)
        return {
            release.name: _strip(session, revision, person if sights.of(revision).blind else None)
            for release, revision in session.execute(
                select(Release, Revision)
                .join(Revision, Release.id == Revision.release_id)
                .where(Revision.number == Release.revision)
                .options(undefer(Revision.candidates))
            )
        }


def shopper_strips(sessions: Sessions, name: str, person: Person) -> dict[str, dict[str, Any]]:
    """By scenario: `bought`, and `columns`: by candidate, or by letter for whoever is blind, the
    first products `shown` and the `note`.

    Raises UnknownRelease.
    """
    with reading(sessions) as session:
        found = session.execute(
            select(Revision)
            .join(Release, Release.id == Revision.release_id)
            .where(Release.name == name, Revision.number == Release.revision)
            .options(undefer(Revision.candidates))
        ).one_or_none()
        if found is None:
            raise UnknownRelease(f"There is no release named {name}.")
        (revision,) = found
        blind = is_blind(session, revision, person)
        shoppers = scenarios(session, revision)
        evidence = session.scalars(
            select(Evidence)
            .where(Evidence.revision_id == revision.id)
            .options(undefer(Evidence.record))
        ).all()
        ids = chain(
            chain.from_iterable(_bought(each) for each in shoppers),
            chain.from_iterable(_first(each.record["slate"]) for each in evidence),
        )
        known = products(session, revision, ids)
    slates = {(each.scenario_id, each.candidate_id): each.record for each in evidence}
    return {
        each.scenario_id: {
            "bought": _shown(_bought(each), known),
            "columns": {
                name: _column(slates[each.scenario_id, candidate], known, blind)
                for name, candidate in _standing(revision, each, person if blind else None).items()
            },
        }
        for each in shoppers
    }


def _standing(
    revision: Revision, scenario: FrozenScenario, blind: Person | None
) -> Mapping[str, str]:
    """The candidate in each column: by letter for whoever is blind, else by itself."""
    if blind:
        return columns_of(revision, scenario, blind)
    return {each["id"]: each["id"] for each in revision.candidates}


def _column(record: Mapping[str, Any], known: Products, blind: bool) -> dict[str, Any]:
    told = untold(record) if blind else record
    return {"shown": _shown(_first(told["slate"]), known), "note": told.get("note", "")}


def _strip(session: Session, revision: Revision, blind: Person | None) -> list[dict]:
    first = session.scalars(
        select(FrozenScenario).where(
            FrozenScenario.revision_id == revision.id, FrozenScenario.position == 1
        )
    ).one()
    names = list(_standing(revision, first, blind).values())
    shown = (revision.id, first.scenario_id, names[0] if blind else names[-1])
    evidence = session.get(Evidence, shown, options=[undefer(Evidence.record)])
    ids = _first(evidence.record["slate"], WIDE)
    return _shown(ids, products(session, revision, ids))


def _bought(scenario: FrozenScenario) -> list[str]:
    return _first(scenario.record.get("bought", ()))


def _first(rows: Iterable[Mapping[str, Any]], count: int = PICTURES) -> list[str]:
    return [row["product_id"] for row in list(rows)[:count]]


def _shown(ids: Iterable[str], known: Products) -> list[dict]:
    fields = ("title", "picture", "available")
    return [
        {"id": each, **{name: known[each].get(name) for name in fields}}
        for each in ids
        if each in known
    ]
