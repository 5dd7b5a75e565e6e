"""The figures of a release as its page draws them."""

from collections.abc import Mapping
from typing import Any

from dashboard.figures import wording
from dashboard.figures.behind import slate_lines, worst_slates
from dashboard.figures.groups import (
    Group,
    Roles,
    groups,
    people,
    role_title,
    segments,
    tags,
    telling,
    title,
)
from dashboard.figures.measures import measures, shares
from dashboard.figures.part import Part, narrowed
from dashboard.figures.preferring import ranking
from dashboard.figures.reasons import reasons, refused
from dashboard.releases.outcome import Outcome
from recommender.coverage.wording import counted

MOST_WORST = 6
MOST_REFUSED = 12
MOST_PICTURES = 8

Titles = Mapping[str, str]


def figures(outcome: Outcome, part: Part, roles: Roles, titles: Titles) -> dict[str, Any]:
    """`titles` of the reasons by id."""
    seen = narrowed(outcome, part)
    return {
        "candidates": [_candidate(each, outcome) for each in outcome.candidates],
        "choices": _choices(outcome, roles),
        "shoppers": len(seen.scenarios),
        "basis": basis(seen),
        "measures": measures(seen),
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
    return f"{who}: {told[0]}, {told[1]} of products, {told[2]}.{cases}{_after(outcome)}"


def _after(outcome: Outcome) -> str:
    """How many answers were led, or may have been."""
    said = (*outcome.verdicts, *outcome.judgements)
    after = sum(each.after_colleagues for each in said)
    if not after:
        return ""
    given = "1 answer was" if after == 1 else f"{after} answers were"
    return f" {given} given or changed after colleagues’ answers were shown."


def _candidate(candidate: Mapping[str, Any], outcome: Outcome) -> dict[str, str]:
    tag = "The least to beat" if candidate.get("baseline") else ""
    if candidate["id"] == outcome.incumbent:
        tag = wording.INCUMBENT
    return {"id": candidate["id"], "title": candidate["title"], "tag": tag}


def _choices(outcome: Outcome, roles: Roles) -> dict[str, list[dict[str, str]]]:
    """By what the page can be narrowed."""
    named = {
        "tag": {each: each for each in tags(outcome)},
        "segment": {each: title(each) for each in segments(outcome)},
        "person": people(outcome),
        "role": {each: role_title(each) for each in telling(outcome, roles)},
    }
    return {
        kind: [{"id": each, "title": told} for each, told in known.items()]
        for kind, known in named.items()
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
