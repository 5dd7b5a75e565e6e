"""Who reviews a scenario, and how many of them it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Assignment:
    """`people`: ids, none for everybody who reviews; `reviewers`: how many must answer.

    With 0 everybody is asked, and one is enough.
    """

    people: tuple[str, ...] = ()
    reviewers: int = 0


def assignment(scenario: Record, settings: Record) -> Assignment:
    """What the frozen settings say of a scenario: all assignments by its tags and its owner.

    Where several are about it, it is for all the people they name and needs the most
    reviewers that one of them asks for.
    """
    review = settings.get("review", {})
    about = [each for each in review.get("assignments", ()) if _is_about(each, scenario)]
    if not about:
        return Assignment(reviewers=review.get("reviewers", 0))
    everybody = any(not each.get("people") for each in about)
    people = {person for each in about for person in each.get("people", ())}
    return Assignment(
        () if everybody else tuple(sorted(people)),
        max(each.get("reviewers", 0) for each in about),
    )


def idle(record: Record) -> list[str]:
    """A sentence for each assignment of a release's record that is about none of its scenarios."""
    assignments = record["settings"].get("review", {}).get("assignments", ())
    return [
        f"No scenario of this release has the {kind} “{each[kind]}”, which vitrine.toml assigns."
        for each in assignments
        for kind in ("tag", "owner")
        if each.get(kind) and not any(_is_about(each, one) for one in record["scenarios"])
    ]


def _is_about(assignment: Record, scenario: Record) -> bool:
    if assignment.get("tag"):
        return assignment["tag"] in (scenario.get("tags") or ())
    return assignment.get("owner") == scenario.get("owner")
