"""The products of a revision's slates, kept in memory: what is frozen never changes."""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.frozen import Evidence
from dashboard.releases.model import Revision

Slates = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By scenario and candidate, the products shown in order."""

MOST = 8

_kept: OrderedDict[str, Slates] = OrderedDict()
_lock = Lock()


def slates(session: Session, revision: Revision) -> Slates:
    """By its fingerprint, which tells one set of slates from every other."""
    with _lock:
        if revision.fingerprint in _kept:
            _kept.move_to_end(revision.fingerprint)
            return _kept[revision.fingerprint]
    read = _read(session, revision)
    with _lock:
        _kept[revision.fingerprint] = read
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return read


def _read(session: Session, revision: Revision) -> Slates:
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    rows = select(Evidence.scenario_id, Evidence.candidate_id, Evidence.record).where(
        Evidence.revision_id == revision.id
    )
    for scenario, candidate, record in session.execute(rows):
        found[scenario][candidate] = tuple(row["product_id"] for row in record["slate"])
    return dict(found)
