"""questions: what the scenarios ask, for slates that are computed elsewhere."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from recommender.scenario import load_scenarios
from recommender.scenario.ownership import refuse_foreign_suite
from recommender.scenario.scenario import Scenario
from recommender.settings import Settings
from recommender.shop import open_shop
from recommender.terminal import printable

HELP = (
    "Print what each scenario asks, a line of JSON each, with the digest that lists are bound to."
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="instead of vitrine.toml's")


def run(arguments: Namespace) -> int:
    """1 where a scenario file cannot be read."""
    settings = Settings.load()
    shop = open_shop(arguments.shop or settings.shop)
    folder = arguments.scenarios or settings.scenarios
    refuse_foreign_suite(folder, shop.name)
    suite = load_scenarios(folder, shop.catalogue)
    for each in suite.scenarios:
        print(json.dumps(_question(each), default=str))
    for trouble in suite.troubles:
        print(printable(trouble), file=sys.stderr)
    return 1 if suite.troubles else 0


def _question(scenario: Scenario) -> dict[str, object]:
    asked = scenario.situation
    return {
        "key": scenario.id,
        "situation": asked.digest,
        **asked.as_record(),
        "slate_size": scenario.slate_size,
    }
