"""What a release freezes: the scenarios, every candidate's slates, findings and pictures."""

import json
import tomllib
from collections.abc import Iterable, Sequence
from hashlib import sha256

from dashboard import resources
from dashboard.binding import binding_settings
from dashboard.display import display
from recommender.candidate import FittedCandidate
from recommender.candidate_folder import CARD, candidate_folder
from recommender.evaluation import Evidence, evaluate_all
from recommender.expectations import Expectation, standing_expectations
from recommender.refusal import Refusal
from recommender.scenario import Scenario
from recommender.words import did_you_mean

BASELINE = "best_sellers"


class Unready(Refusal):
    """A release cannot be opened with these candidates or scenarios."""


def gather(
    candidate_ids: Sequence[str], scenario_ids: Sequence[str] = (), incumbent: str | None = None
) -> dict:
    """The record of a revision, from the shop, the models and the files as they are now.

    No scenario ids: every scenario of the folder. Unready where anything named is not there.
    """
    candidates = chosen_candidates(candidate_ids)
    scenarios = chosen_scenarios(scenario_ids)
    if incumbent is not None and incumbent not in candidates:
        raise Unready(f"The incumbent {incumbent!r} is not among the models put forward; add it.")
    shop, settings = resources.shop(), resources.settings()
    evidence = evaluate_all(scenarios, candidates, shop.catalogue, standing(), reasons=True)
    return {
        "shop": {"name": shop.name, "currency": shop.currency, "locale": shop.locale},
        "candidates": [candidate_record(each) for each in candidates.values()],
        "incumbent": incumbent,
        "scenarios": [scenario.as_record() for scenario in scenarios],
        "evidence": [each.as_record() for each in evidence],
        "products": display(shop, resources.pictures(), seen(scenarios, evidence)),
        "plan": None,
        "settings": binding_settings(settings),
    }


def chosen_candidates(ids: Iterable[str]) -> dict[str, FittedCandidate]:
    known = resources.candidates()
    chosen = {}
    for each in dict.fromkeys(ids):
        if each not in known:
            raise Unready(f"There is no model {each!r}.{did_you_mean(each, known)}")
        if isinstance(known[each], Refusal):
            raise known[each]
        chosen[each] = known[each]
    if not chosen:
        raise Unready("Choose at least one model.")
    return chosen


def chosen_scenarios(ids: Iterable[str]) -> list[Scenario]:
    suite = resources.suite()
    known = resources.scenarios()
    wanted = list(dict.fromkeys(ids))
    if not wanted and suite.troubles:
        raise Unready(f"Not every scenario can be read: {suite.troubles[0]}")
    for each in wanted:
        if each not in known:
            raise Unready(f"There is no scenario {each!r}.{did_you_mean(each, known)}")
    chosen = [known[each] for each in wanted] or list(known.values())
    if not chosen:
        raise Unready("There is no scenario yet; write one on the Scenarios page.")
    return chosen


def candidate_record(fitted: FittedCandidate) -> dict:
    candidate = fitted.candidate
    return {
        "id": candidate.id,
        "title": candidate.title,
        "kind": candidate.kind,
        "fingerprint": fitted.fingerprint,
        "card_digest": card_digest(candidate.id),
        "card": fitted.card(),
        "baseline": candidate.kind == BASELINE,
    }


def card_digest(candidate_id: str) -> str:
    """SHA-256 of what the card's file says, but for when it was fitted."""
    path = candidate_folder(resources.shop(), candidate_id) / CARD
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    said.pop("fitted_at", None)
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def standing() -> tuple[Expectation, ...]:
    """The expectations of vitrine.toml that hold for every shopper."""
    return standing_expectations(resources.settings().expect, resources.known())


def seen(scenarios: Iterable[Scenario], evidence: Iterable[Evidence]) -> list[str]:
    """Every product on any screen of the release."""
    bought = [each for scenario in scenarios for each in scenario.situation.product_ids]
    shown = [each for one in evidence for each in one.slate.product_ids]
    return [*bought, *shown]
