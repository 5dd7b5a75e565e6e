"""What a new scenario starts from: templates with blanks, and the words that others use."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from recommender.catalogue import Catalogue
from recommender.scenario import Scenario, load_scenarios

TEMPLATES = "templates"
BLANK = re.compile(r"<[^<>\n]+>")
A_PRODUCT = "<a product>"
MOST_OFFERED = 40


def templates(folder: Path, catalogue: Catalogue) -> list[Scenario]:
    """Those that can be read; a product that this shop does not sell is a blank."""
    templates = folder / TEMPLATES
    if not templates.is_dir():
        return []
    return [blanked(each, catalogue) for each in load_scenarios(templates).scenarios]


def blanked(template: Scenario, catalogue: Catalogue) -> Scenario:
    situation = template.situation
    bought = tuple(
        each if sold_or_blank(each.product_id, catalogue) else replace(each, product_id=A_PRODUCT)
        for each in situation.bought
    )
    return replace(template, situation=replace(situation, bought=bought))


def sold_or_blank(product_id: str, catalogue: Catalogue) -> bool:
    return product_id in catalogue or bool(BLANK.fullmatch(product_id))


def habits(scenarios: Iterable[Scenario]) -> dict[str, object]:
    """What is told of shoppers, tags and owners, the most usual first."""
    scenarios = list(scenarios)
    told = Counter(
        (name, value)
        for each in scenarios
        for name, value in each.situation.shopper.items()
        if isinstance(value, str)
    )
    context: dict[str, list[str]] = {}
    for (name, value), _ in told.most_common():
        context.setdefault(name, []).append(value)
    return {
        "context": {name: values[:MOST_OFFERED] for name, values in context.items()},
        "tags": usual(tag for each in scenarios for tag in each.tags),
        "owners": usual(each.owner for each in scenarios if each.owner),
    }


def usual(words: Iterable[str]) -> list[str]:
    return [word for word, _ in Counter(words).most_common(MOST_OFFERED)]
