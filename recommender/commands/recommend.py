"""recommend: one candidate's slate for one basket."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path

from recommender.candidate import SLATE_SIZE, FittedCandidate
from recommender.catalogue import Catalogue
from recommender.evaluation import explained
from recommender.fitted import open_candidate
from recommender.kinds import make_candidate
from recommender.scenario import load_scenarios
from recommender.scenario.ownership import is_of_shop
from recommender.settings import Settings
from recommender.shop import Shop, open_shop
from recommender.situation import Situation
from recommender.slate import Slate
from recommender.terminal import printable
from recommender.words import did_you_mean

HELP = "Print the slate that a fitted candidate gives for what was bought."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--candidate", required=True, metavar="ID")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument(
        "--bought",
        action="append",
        default=[],
        metavar="PRODUCT",
        help="a product id; may be repeated, none is a cold shopper",
    )
    parser.add_argument("--key", default="", metavar="SCENARIO", help="for a candidate of lists")
    parser.add_argument("--slate-size", type=_at_least_one, default=SLATE_SIZE, metavar="N")
    parser.add_argument("--json", action="store_true", help="print the slate as JSON")


def run(arguments: Namespace) -> int:
    """1 where a served candidate gave no slate that can be trusted."""
    settings = Settings.load()
    candidate = make_candidate(settings.candidate(arguments.candidate))
    shop = open_shop(arguments.shop or settings.shop)
    fitted = open_candidate(candidate, shop)
    _warn_of_unknown(arguments.bought, shop.catalogue)
    situation = _situation(arguments, settings, shop)
    slate = fitted.recommend(situation, arguments.slate_size)
    slate = explained(fitted, situation, slate)
    if arguments.json:
        print(json.dumps(_record(fitted, slate), indent=2, ensure_ascii=False))
    else:
        _print(slate, shop.catalogue)
    return 1 if slate.trouble else 0


def _situation(arguments: Namespace, settings: Settings, shop: Shop) -> Situation:
    """What was bought; of a scenario that is named alone, what it asks."""
    folder = settings.scenarios
    asked = arguments.key and not arguments.bought
    if asked and folder.is_dir() and is_of_shop(folder, shop.name):
        for each in load_scenarios(folder, shop.catalogue).scenarios:
            if each.id == arguments.key:
                return replace(each.situation, key=each.id)
    return replace(Situation.of(*arguments.bought), key=arguments.key)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no whole number of at least 1")
    return int(text)


def _warn_of_unknown(bought: list[str], catalogue: Catalogue) -> None:
    for product_id in dict.fromkeys(bought):
        if product_id not in catalogue:
            hint = did_you_mean(product_id, catalogue)
            print(f"The shop sells no {product_id!r}; left out.{hint}", file=sys.stderr)


def _record(fitted: FittedCandidate, slate: Slate) -> dict[str, object]:
    return {
        "candidate": slate.candidate,
        "fingerprint": fitted.fingerprint,
        "slate": [each.as_record() for each in slate.recommendations],
        "note": slate.note,
        "trouble": slate.trouble,
    }


def _print(slate: Slate, catalogue: Catalogue) -> None:
    for each in slate.recommendations:
        title = catalogue.frame["title"].iat[catalogue.position(each.product_id)]
        line = f"{each.rank:>3}  {each.product_id}  {title}  {each.score:.6g}  {each.reason}"
        print(printable(line))
    if slate.note:
        print(printable(slate.note))
