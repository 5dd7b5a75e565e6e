"""The pictures behind a figure: slates with what was said of them, products with by whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from dashboard.figures.reasons import Objection, objections
from dashboard.figures.suiting import judged_slates
from dashboard.figures.weighing import VERDICTS, gains, product_opinions, slate_verdicts
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.outcome import Outcome

Slate = tuple[str, str]
"""Scenario and candidate."""


class Behind(StrEnum):
    """Which of a candidate's slates stand behind a mark."""

    SHOWN = "shown"
    RESERVED = "reserved"
    REFUSED = "refused"
    SAID = "said"
    JUDGED = "judged"
    PREFERRED = "preferred"


MEANT = {
    Behind.SHOWN: (Answer.SHOW,),
    Behind.RESERVED: (Answer.RESERVATIONS,),
    Behind.REFUSED: (Answer.DO_NOT_SHOW,),
    Behind.SAID: VERDICTS,
}


def slates_behind(outcome: Outcome, candidate: str, which: Behind) -> list[Slate]:
    """The worst first; of preferred ones in the order of the scenarios."""
    scenarios = [each.id for each in outcome.scenarios]
    if which is Behind.PREFERRED:
        best = {each.scenario for each in outcome.preferences if candidate in each.best}
        return [(each, candidate) for each in scenarios if each in best]
    if which is Behind.JUDGED:
        found = judged_slates(outcome, gains(outcome), candidate)
        judged = [each for each in scenarios if found[each].judged]
        return [(each, candidate) for each in sorted(judged, key=lambda one: found[one].precision)]
    verdicts = slate_verdicts(outcome)
    meant = [each for each in _worst_first(outcome) if verdicts[each] in MEANT[which]]
    return [each for each in meant if each[1] == candidate]


def worst_slates(outcome: Outcome) -> list[Slate]:
    """The slates that people would not show: the one most refused of each candidate first, then the
    second of each, and so on."""
    verdicts, rounds = slate_verdicts(outcome), Counter[str]()
    order = [each["id"] for each in outcome.candidates]
    found = []
    for slate in _worst_first(outcome):
        if verdicts[slate] is Answer.DO_NOT_SHOW:
            rounds[slate[1]] += 1
            found.append((rounds[slate[1]], order.index(slate[1]), slate))
    return [slate for _, _, slate in sorted(found)]


def slate_lines(outcome: Outcome, slates: Iterable[Slate]) -> list[dict[str, Any]]:
    """As they are drawn: products with people's opinions, what was said of the whole."""
    asked = {each.id: each for each in outcome.scenarios}
    titles = {each["id"]: each["title"] for each in outcome.candidates}
    verdicts, opinions = slate_verdicts(outcome), product_opinions(outcome)
    said = defaultdict(list)
    for each in outcome.verdicts:
        said[each.scenario, each.candidate].append(
            {"who": each.person_name, "value": each.value, "comment": each.comment}
        )
    lines = []
    for scenario, candidate in slates:
        situation = asked[scenario].situation
        products = outcome.slates[scenario][candidate]
        lines.append(
            {
                "scenario": scenario,
                "title": asked[scenario].title,
                "candidate": candidate,
                "model": titles[candidate],
                "bought": [each for each, _ in asked[scenario].bought],
                "products": list(products),
                "marks": {
                    each: opinions[situation, each]
                    for each in products
                    if (situation, each) in opinions
                },
                "value": verdicts.get((scenario, candidate)),
                "settled": (scenario, candidate) in outcome.settled_slates,
                "verdicts": said[scenario, candidate],
            }
        )
    return lines


def product_lines(
    outcome: Outcome, titles: Mapping[str, str], *, product: str = "", reason: str = ""
) -> list[dict[str, Any]]:
    """What was said against one product, or for one reason: by product and shopper.

    `titles` of the reasons by id.
    """
    asked = {each.id: each.title for each in outcome.scenarios}
    models = {each["id"]: each["title"] for each in outcome.candidates}
    cases: dict[tuple[str, str], list[Objection]] = defaultdict(list)
    for each in objections(outcome):
        if product in ("", each.said.product) and (not reason or reason in each.said.reasons):
            for scenario in dict.fromkeys(scenario for scenario, _ in each.shown):
                cases[each.said.product, scenario].append(each)
    return [
        {
            "product": case,
            "scenario": scenario,
            "title": asked[scenario],
            "models": [
                models[candidate] for where, candidate in against[0].shown if where == scenario
            ],
            "said": [_told(each, titles) for each in against],
        }
        for (case, scenario), against in sorted(
            cases.items(), key=lambda each: (-_gravity(each[1]), each[0])
        )
    ]


def _told(objection: Objection, titles: Mapping[str, str]) -> dict[str, Any]:
    said = objection.said
    return {
        "who": said.person_name,
        "value": said.value,
        "reasons": [titles.get(each, each) for each in said.reasons],
        "comment": said.comment,
    }


def _gravity(against: list[Objection]) -> int:
    return sum(2 if each.said.value is Opinion.NEVER else 1 for each in against)


def _worst_first(outcome: Outcome) -> list[Slate]:
    """All slates that have a verdict, the worst first: by the verdict that counts, then by how bad
    the answers are on average, then by their sum."""
    verdicts = slate_verdicts(outcome)
    given: dict[Slate, list[int]] = defaultdict(list)
    for each in outcome.verdicts:
        given[each.scenario, each.candidate].append(VERDICTS.index(each.value))

    def badness(slate: Slate) -> tuple[float, ...]:
        said = given[slate] or [0]
        return -VERDICTS.index(verdicts[slate]), -sum(said) / len(said), -sum(said)

    return sorted(verdicts, key=badness)
