"""The products of a revision's slates, kept in memory: what is frozen never changes."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.frozen import Evidence
from dashboard.releases.kept import Kept
from dashboard.releases.model import Revision

Slates = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By scenario and candidate, the products shown in order."""

_kept: Kept[Slates] = Kept(8)


def slates(session: Session, revision: Revision) -> Slates:
    """By its fingerprint, which tells one set of slates from every other."""
    return _kept.of(revision.fingerprint, lambda: _read(session, revision))


def _read(session: Session, revision: Revision) -> Slates:
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    rows = select(Evidence.scenario_id, Evidence.candidate_id, Evidence.record).where(
        Evidence.revision_id == revision.id
    )
    for scenario, candidate, record in session.execute(rows):
        found[scenario][candidate] = tuple(row["product_id"] for row in record["slate"])
    return dict(found)
