"""The question a pipeline asks: may this release be served, and if not, why."""

from dataclasses import dataclass
from typing import Any

from dashboard.releases.choices import Decision, State
from dashboard.releases.model import Release


@dataclass(frozen=True)
class Standing:
    """What stands now, compared with what was frozen under `fingerprint`."""

    fingerprint: str
    differences: tuple[str, ...] = ()


def answer_gate(release: Release, standing: Standing) -> dict[str, Any]:
    """The gate's answer, computed from the signatures; `candidates` are empty unless it serves."""
    revision = release.current
    reasons = _reasons(release, standing)
    fingerprints = {each["id"]: each["fingerprint"] for each in revision.candidates}
    served = () if reasons else revision.signed_go
    return {
        "release": release.name,
        "revision": release.revision,
        "decision": str(revision.decision) if revision.decision else None,
        "serve": not reasons,
        "candidates": [{"id": each, "fingerprint": fingerprints[each]} for each in served],
        "fingerprint": revision.fingerprint,
        "reasons": reasons,
    }


def _reasons(release: Release, standing: Standing) -> list[str]:
    revision = release.current
    reasons = []
    if release.state is State.CANCELLED:
        reasons.append("The release was cancelled.")
    if revision.decision is Decision.NO_GO:
        reasons.append("The decision is NO-GO.")
    elif revision.decision is None:
        reasons.append(_undecided(release))
    if standing.fingerprint != revision.fingerprint:
        reasons.append("The release was revised while it was compared; ask again.")
    return [*reasons, *standing.differences]


def _undecided(release: Release) -> str:
    if release.state is State.IN_REVIEW:
        return "The release is still in review."
    signed = max(release.current.go_signatures.values(), default=0)
    return f"Not signed: {signed} of {release.current.quorum} signatures for GO."
