"""suggest: whom the scenarios stand for, and the next best ones to add."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from recommender.coverage import (
    Coverage,
    Debate,
    Suggestion,
    coverage,
    debate,
    read_dismissed,
    suggest,
    survey,
)
from recommender.fitted import open_candidates
from recommender.scenario import load_scenarios
from recommender.scenario.ownership import refuse_foreign_suite
from recommender.settings import Settings
from recommender.shop import open_shop
from recommender.terminal import printable

HELP = "Say which shoppers the scenarios stand for, and suggest the next ones to add."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument("--count", type=_count, default=5, metavar="N", help="at most so many (5)")
    parser.add_argument(
        "--json", action="store_true", help="print coverage and suggestions as JSON"
    )


def run(arguments: Namespace) -> int:
    settings = Settings.load()
    shop = open_shop(arguments.shop or settings.shop)
    folder = arguments.scenarios or settings.scenarios
    refuse_foreign_suite(folder, shop.name)
    suite = load_scenarios(folder, shop.catalogue)
    dismissed = [each.bought for each in read_dismissed(folder)]
    behaviour = survey(shop)
    with tqdm(disable=not sys.stderr.isatty(), leave=False, unit="model") as bar:
        debated = debate(behaviour, open_candidates(settings.candidates, shop), _shown_on(bar))
    covered = coverage(behaviour, suite.scenarios)
    found = suggest(behaviour, suite.scenarios, debated, arguments.count, dismissed)
    for trouble in suite.troubles:
        print(printable(trouble), file=sys.stderr)
    if arguments.json:
        print(json.dumps(_record(covered, found, debated), indent=2, ensure_ascii=False))
    else:
        print("\n".join(map(printable, _lines(covered, found, debated))))
    return 0


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise ArgumentTypeError(f"{text!r} is no number of suggestions from 1 to 100")
    return int(text)


def _shown_on(bar: tqdm):
    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return show


def _record(covered: Coverage, found: tuple[Suggestion, ...], debated: Debate) -> dict:
    return {
        **covered.as_record(),
        "suggestions": [each.as_record() for each in found],
        "notes": list(debated.notes),
    }


def _lines(covered: Coverage, found: tuple[Suggestion, ...], debated: Debate) -> Iterator[str]:
    yield covered.sentence
    yield covered.behaviour.basis
    for gap in covered.gaps:
        yield f"  {gap.sentence}"
    for rank, each in enumerate(found, start=1):
        yield ""
        yield f"{rank}. {each.title}"
        yield f"   {each.reason}"
        yield f"   {', '.join(each.bought)}"
    if not found:
        yield "Nothing more to suggest: the scenarios and what was dismissed are like all the rest."
    yield from debated.notes
