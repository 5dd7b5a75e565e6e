"""fit: learn from the shop's purchases what vitrine.toml lists."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from recommender.candidate import FittedCandidate
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.refusal import Refusal
from recommender.scenario import load_scenarios
from recommender.scenario.ownership import is_of_shop
from recommender.settings import CandidateSettings, Settings
from recommender.shop import Shop, open_shop
from recommender.situation import Situation

HELP = "Fit the candidates that vitrine.toml lists, or those named."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("candidates", nargs="*", metavar="CANDIDATE", help="its id; all without")
    parser.add_argument("--shop", type=Path, metavar="DIR", help="instead of vitrine.toml's")
    parser.add_argument("--json", action="store_true", help="print the fingerprints as JSON")


def run(arguments: Namespace) -> int:
    settings = Settings.load()
    named = [settings.candidate(each) for each in dict.fromkeys(arguments.candidates)]
    shop = open_shop(arguments.shop or settings.shop)
    wanted = named or settings.candidates
    situations = _situations(settings, shop)
    fitted = [each for each in (_fit(one, shop, situations) for one in wanted) if each]
    if arguments.json:
        print(json.dumps({"candidates": [_record(each) for each in fitted]}, indent=2))
    else:
        _print(fitted)
    return 0 if len(fitted) == len(wanted) else 2


def _situations(settings: Settings, shop: Shop) -> dict[str, Situation]:
    """What the scenarios ask, by id, where there are any: lists are kept to what they ask now."""
    if not (settings.scenarios.is_dir() and is_of_shop(settings.scenarios, shop.name)):
        return {}
    suite = load_scenarios(settings.scenarios, shop.catalogue)
    return {each.id: each.situation for each in suite.scenarios}


def _fit(
    settings: CandidateSettings, shop: Shop, situations: dict[str, Situation]
) -> FittedCandidate | None:
    """One that cannot be fitted says why and stops none of the others."""
    watched = sys.stderr.isatty()
    if watched:
        print(f"Fitting {settings.id} ...", file=sys.stderr)
    try:
        candidate = make_candidate(settings)
        return fit_candidate(candidate, shop, progress=watched, situations=situations)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return None


def _record(fitted: FittedCandidate) -> dict[str, str]:
    candidate = fitted.candidate
    return {"id": candidate.id, "kind": candidate.kind, "fingerprint": fitted.fingerprint}


def _print(fitted: Sequence[FittedCandidate]) -> None:
    widest = max((len(each.candidate.id) for each in fitted), default=0)
    for each in fitted:
        print(f"{each.candidate.id:<{widest}}  {each.fingerprint}")
