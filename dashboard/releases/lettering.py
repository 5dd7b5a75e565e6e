"""What whoever is blind reads in the place of names: letters, and slates that do not tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import select

from dashboard.releases import wording
from dashboard.releases.blinding import columns, letters, may_be_led, order
from dashboard.releases.choices import State
from dashboard.releases.database import Sessions, reading
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.progress import CURRENT
from dashboard.releases.sheets import DecisionPage, ReleasePage, UnmetFinding
from dashboard.releases.stored import StoredVerdict

NOTHING = "Nothing was recommended."
Lettered = TypeVar("Lettered", StoredVerdict, UnmetFinding)


def columns_of(revision: Revision, frozen: FrozenScenario, person: Person) -> Mapping[str, str]:
    """The candidate in each of this person's columns, by letter."""
    ids = [each["id"] for each in revision.candidates]
    return columns(revision.blinding, person.id, frozen.position, ids)


def letters_of(revision: Revision, person: Person) -> Mapping[str, Mapping[str, str]]:
    """By scenario and candidate, the letter of this person's column."""
    return {
        each.scenario_id: {
            candidate: letter for letter, candidate in columns_of(revision, each, person).items()
        }
        for each in revision.scenarios
    }


def columns_outside(
    sessions: Sessions, person: Person, place: str, candidates: Sequence[str]
) -> Mapping[str, str] | None:
    """The candidate in each column of a page that belongs to no release, by letter.

    None where this person may see names: where they are blind in no release. `place`, such as
    a scenario's id, has an order of its own, and another than in any review.
    """
    seed = _seed_of_review(sessions, person)
    if seed is None:
        return None
    position = 1 + int(sha256(place.encode()).hexdigest()[:12], 16)
    return columns(seed, f"{person.id}, outside", position, candidates)


def is_blind_somewhere(sessions: Sessions, person: Person) -> bool:
    """Whether this person is blind in any release, and so on every page that belongs to none."""
    return _seed_of_review(sessions, person) is not None


def column(letter: str) -> dict[str, str]:
    """A candidate as a blind person knows it."""
    return {"id": letter, "title": f"Column {letter}"}


def untold(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """A slate's record without what tells whose it is: score, reason, note, kind of trouble."""
    slate = [{**each, "reason": ""} for each in evidence["slate"]]
    for each in slate:
        each.pop("score", None)
    return {
        "slate": slate,
        "note": "",
        "trouble": None,
        "findings": [_untold(each) if not slate else each for each in evidence["findings"]],
    }


def lettered_page(page: ReleasePage) -> ReleasePage:
    """A release by letters; an earlier revision's signatures keep to themselves for whom."""
    return replace(
        page,
        incumbent=None,
        candidates=tuple(column(each) for each in letters(len(page.candidates))),
        missing=tuple(
            wording.unreviewed(each.title, each.slates - each.covered, each.needed)
            for each in page.scenarios
            if each.covered < each.slates
        ),
        sign_offs=tuple(replace(each, candidates=(), reason="") for each in page.sign_offs),
    )


def lettered_decision(
    decision: DecisionPage, by: Mapping[str, Mapping[str, str]], person: Person
) -> DecisionPage:
    """The evidence by this person's columns, and of all verdicts only their own.

    How a case was settled is told once the review is closed, as where people differ.
    Nothing that sums up a candidate over scenarios: that would tell which column is whose. Nor
    does an order: within a scenario all stands by letter.
    """
    mine = [each for each in decision.verdicts if each.person == person.id]
    return replace(
        decision,
        page=lettered_page(decision.page),
        verdicts=_by_letter(mine, by),
        settled={
            (scenario, by[scenario][candidate]): each
            for (scenario, candidate), each in decision.settled.items()
        },
        unmet=_by_letter(decision.unmet, by),
        missing={},
        warnings={},
    )


def _by_letter(
    said: Iterable[Lettered], by: Mapping[str, Mapping[str, str]]
) -> tuple[Lettered, ...]:
    lettered = [replace(each, candidate=by[each.scenario][each.candidate]) for each in said]
    scenarios = {each: position for position, each in enumerate(by)}
    return tuple(
        sorted(lettered, key=lambda each: (scenarios[each.scenario], order(each.candidate)))
    )


def _untold(finding: Mapping[str, Any]) -> dict[str, Any]:
    return {**finding, "detail": finding.get("detail", "") if finding["met"] else NOTHING}


def _seed_of_review(sessions: Sessions, person: Person) -> str | None:
    """Of the release opened last that this person is blind in."""
    if not may_be_led(person):
        return None
    latest = (
        select(Revision.blinding)
        .join(Release, CURRENT)
        .where(Release.state == State.IN_REVIEW)
        .order_by(Revision.id.desc())
        .limit(1)
    )
    with reading(sessions) as session:
        return session.scalar(latest)
