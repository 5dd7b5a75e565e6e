"""The figures of a release as its page draws them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dashboard.figures import wording
from dashboard.figures.behind import slate_lines, worst_slates
from dashboard.figures.groups import (
    Group,
    Roles,
    groups,
    holders,
    people,
    role_title,
    segments,
    tags,
    title,
)
from dashboard.figures.part import Part, narrowed
from dashboard.figures.preferring import ranking
from dashboard.figures.reasons import reasons, refused
from dashboard.figures.showing import Showing, showing
from dashboard.figures.suiting import Suiting, judged_slates, suiting
from dashboard.figures.weighing import gains, slate_verdicts
from dashboard.releases.outcome import Outcome
from recommender.coverage.wording import counted
from recommender.metrics.judged import Mean
from recommender.metrics.preference import Place

MOST_WORST = 6
MOST_REFUSED = 12
MOST_PICTURES = 8

Titles = Mapping[str, str]


def figures(outcome: Outcome, part: Part, roles: Roles, titles: Titles) -> dict[str, Any]:
    """`titles` of the reasons by id."""
    seen = narrowed(outcome, part)
    measures = [
        _measure("shown", "Would people show them?", _shown(seen)),
        *_suited(seen),
        _measure("preferred", "Side by side, which would they rather show?", _preferred(seen)),
    ]
    return {
        "candidates": [_candidate(each, outcome.incumbent) for each in outcome.candidates],
        "choices": _choices(outcome, roles),
        "shoppers": len(seen.scenarios),
        "basis": basis(seen),
        "measures": measures,
        "apart": [list(each) for each in ranking(seen).apart],
        "worst": slate_lines(seen, worst_slates(seen)[:MOST_WORST]),
        "refused": _refused(seen),
        "reasons": _reasons(seen, titles),
        "groups": [_group(each) for each in groups(seen, roles)],
    }


def pictured(drawn: Mapping[str, Any]) -> list[str]:
    """The products of which the page shows a picture."""
    return [
        *(one for each in drawn["worst"] for one in (*each["products"], *each["bought"])),
        *(each["product"] for each in drawn["refused"]),
        *(one for each in drawn["reasons"] for one in each["products"]),
    ]


def basis(outcome: Outcome) -> str:
    """What the figures rest on."""
    given = people(outcome)
    if not given:
        return "Nobody has said anything yet."
    told = [
        counted(len(outcome.verdicts), "verdict"),
        counted(len(outcome.judgements), "judgement"),
        counted(len(outcome.preferences), "preference"),
    ]
    settled = len(outcome.settled_slates) + len(outcome.settled_products)
    cases = f" {counted(settled, 'case')} settled." if settled else ""
    names = list(given.values())
    who = counted(len(names), "person").replace("persons", "people")
    return f"{who}: {told[0]}, {told[1]} of products, {told[2]}.{cases}"


def _candidate(candidate: Mapping[str, Any], incumbent: str | None) -> dict[str, str]:
    tag = "The least to beat" if candidate.get("baseline") else ""
    if candidate["id"] == incumbent:
        tag = "In production now"
    return {"id": candidate["id"], "title": candidate["title"], "tag": tag}


def _choices(outcome: Outcome, roles: Roles) -> dict[str, list[dict[str, str]]]:
    """By what the page can be narrowed."""
    named = {
        "tag": {each: each for each in tags(outcome)},
        "segment": {each: title(each) for each in segments(outcome)},
        "person": people(outcome),
        "role": {each: role_title(each) for each in holders(outcome, roles)},
    }
    return {
        kind: [{"id": each, "title": told} for each, told in known.items()]
        for kind, known in named.items()
    }


def _measure(name: str, asked: str, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "title": asked, "rows": list(rows), "counted": wording.COUNTED[name]}


def _shown(outcome: Outcome) -> Iterable[dict[str, Any]]:
    verdicts = slate_verdicts(outcome)
    scenarios = [each.id for each in outcome.scenarios]
    for each in outcome.candidates:
        found = showing(verdicts, each["id"], scenarios)
        yield {
            "candidate": each["id"],
            **shares(found),
            "sentence": wording.shown(each["title"], found),
            "risk": wording.risk(found),
        }


def shares(found: Showing) -> dict[str, Any]:
    share = found.share
    return {
        "shown": found.shown,
        "reserved": found.reserved,
        "refused": found.refused,
        "whole": found.whole,
        "value": share.value if share else None,
        "low": share.low if share else None,
        "high": share.high if share else None,
    }


def _suited(outcome: Outcome) -> list[dict[str, Any]]:
    known = gains(outcome)
    found = {
        each["id"]: suiting(judged_slates(outcome, known, each["id"]))
        for each in outcome.candidates
    }
    asked: tuple[tuple[str, str, Callable[[Suiting], Mean | None], Callable], ...] = (
        ("suited", "Do the products suit?", lambda each: each.precision, wording.suited),
        ("order", "How close to the best possible slate?", lambda each: each.ndcg, wording.ordered),
        ("parted", "Does what suits come first?", lambda each: each.bpref, wording.parted),
    )
    return [
        _measure(name, question, _means(outcome, found, chosen, told))
        for name, question, chosen, told in asked
    ]


def _means(outcome: Outcome, found: Mapping[str, Suiting], chosen: Callable, told: Callable):
    for each in outcome.candidates:
        here = found[each["id"]]
        mean = chosen(here)
        yield {
            "candidate": each["id"],
            "value": mean.value if mean else None,
            "low": mean.low if mean else None,
            "high": mean.high if mean else None,
            "judged": wording.judged(here),
            "sentence": told(each["title"], mean),
        }


def _preferred(outcome: Outcome) -> Iterable[dict[str, Any]]:
    """The most preferred first, then those nobody compared."""
    places = {each.candidate: each for each in ranking(outcome).places}
    titles = {each["id"]: each["title"] for each in outcome.candidates}
    for each in [*places, *(each for each in titles if each not in places)]:
        place: Place | None = places.get(each)
        yield {
            "candidate": each,
            "value": place.strength if place else None,
            "low": place.low if place else None,
            "high": place.high if place else None,
            "sentence": wording.preferred(titles[each], place),
        }


def _refused(outcome: Outcome) -> list[dict[str, Any]]:
    titles = {each["id"]: each["title"] for each in outcome.candidates}
    return [
        {
            "product": each.product,
            "said": f"Never for {counted(len(each.shoppers), 'shopper')}",
            "by": [titles[one] for one in titles if one in each.by],
        }
        for each in refused(outcome)[:MOST_REFUSED]
    ]


def _reasons(outcome: Outcome, titles: Titles) -> list[dict[str, Any]]:
    names = {each["id"]: each["title"] for each in outcome.candidates}
    return [
        {
            "id": each.id,
            "title": titles.get(each.id, each.id.replace("-", " ").capitalize()),
            "count": each.count,
            "products": list(each.products[:MOST_PICTURES]),
            "more": max(0, len(each.products) - MOST_PICTURES),
            "by": [{"title": names[one], "count": each.by[one]} for one in names if one in each.by],
        }
        for each in reasons(outcome)
    ]


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "id": group.id,
        "title": group.title,
        "shoppers": group.shoppers,
        "by": {candidate: shares(found) for candidate, found in group.by.items()},
    }
