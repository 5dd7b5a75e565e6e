"""The kinds of shoppers found in the purchases: how they buy, and who stands for them."""

from collections.abc import Sequence

import numpy as np

from dashboard.coverage.drawing import group
from recommender.coverage.behaviour import Behaviour
from recommender.coverage.groups import Division, one_hot
from recommender.coverage.reach import Coverage
from recommender.coverage.standing import standing
from recommender.coverage.wording import percent
from recommender.scenario import Scenario

HABITS = ("season", "price", "size")
MOST_SPOKESMEN = 3
WORTH_SHOWING = 0.01


def kinds(found: Coverage, scenarios: Sequence[Scenario]) -> list[dict]:
    """One a segment, the largest first; `place` says where it lies on a map from 0 to 1."""
    behaviour = found.behaviour
    members = one_hot(behaviour.segments.codes, len(behaviour.portraits))
    members /= members.sum(axis=0)
    habits = [each for each in behaviour.divisions if each.name in HABITS and each.groups]
    shares = [(each, each.parts.T @ members) for each in habits]
    spoken = spokesmen(behaviour, scenarios, members)
    return [
        {
            **group(each),
            "id": place,
            "title": behaviour.portraits[place].title,
            "traits": list(behaviour.portraits[place].traits),
            "place": behaviour.segments.places[place].tolist(),
            "products": list(behaviour.portraits[place].products),
            "habits": [habit(one, share[:, place]) for one, share in shares],
            "spokesmen": spoken[place],
        }
        for place, each in enumerate(found.divisions[0].groups)
    ]


def habit(division: Division, shares: np.ndarray) -> dict:
    """How one kind of shoppers falls into the groups of a division, beside all shoppers."""
    usual = division.parts.mean(axis=0)
    return {
        "name": division.name,
        "title": division.title,
        "groups": [
            {"name": each.name, "share": float(share), "said": percent(share), "usual": float(mean)}
            for each, share, mean in zip(division.groups, shares, usual, strict=True)
        ],
    }


def spokesmen(
    behaviour: Behaviour, scenarios: Sequence[Scenario], members: np.ndarray
) -> list[list[dict]]:
    """For each segment the scenarios that most of its shoppers are nearest to, the foremost first,
    each with the share of the segment that it stands for.

    `members`: an array of shoppers by segments, how much of each segment each shopper is; every
    column sums to 1.
    """
    if not scenarios:
        return [[] for _ in members.T]
    found = standing(behaviour, [each.situation.product_ids for each in scenarios])
    spoken = found.whose >= 0
    owners, best = found.whose[spoken], found.best[spoken]
    each_alone = (members[spoken] * best[:, None]).T
    shares = [np.bincount(owners, alone, len(scenarios)) for alone in each_alone]
    return [foremost(share, scenarios) for share in shares]


def foremost(shares: np.ndarray, scenarios: Sequence[Scenario]) -> list[dict]:
    order = np.argsort(-shares, kind="stable")[:MOST_SPOKESMEN]
    return [
        {
            "scenario": scenarios[each].id,
            "title": scenarios[each].title,
            "bought": list(scenarios[each].situation.product_ids[:4]),
            "said": percent(shares[each]),
        }
        for each in order
        if shares[each] >= WORTH_SHOWING
    ]
