"""What was frozen, as it is read: a revision's scenarios and products with their records."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from dashboard.releases.frozen import FrozenProduct, FrozenScenario
from dashboard.releases.model import Revision

Products = Mapping[str, Mapping[str, Any]]
"""Records by product id, in the order of the ids: any other could tell whose they are."""


def scenarios(session: Session, revision: Revision) -> Sequence[FrozenScenario]:
    """In the order of the release."""
    return session.scalars(
        select(FrozenScenario)
        .where(FrozenScenario.revision_id == revision.id)
        .order_by(FrozenScenario.position)
        .options(undefer(FrozenScenario.record))
    ).all()


def products(session: Session, revision: Revision, ids: Iterable[str]) -> Products:
    """Of these ids, those that were frozen."""
    found = session.scalars(
        select(FrozenProduct)
        .where(FrozenProduct.revision_id == revision.id, FrozenProduct.product_id.in_(set(ids)))
        .order_by(FrozenProduct.product_id)
    )
    return {each.product_id: each.record for each in found}
