"""What was said of a release in TREC's two files."""

from collections import defaultdict

from dashboard.figures.weighing import product_opinions
from dashboard.releases.outcome import Outcome
from recommender.metrics.judged import GAINS
from recommender.metrics.trec import qrels_text, run_text


def qrels(outcome: Outcome) -> str:
    """TREC's judgements: topic a scenario; 2 suits, 1 doubtful, 0 never.

    The middle one of people's answers, the more careful where they are evenly split, or as it
    was settled. Raises Unwritable where a product id has a blank.
    """
    opinions = defaultdict(dict)
    for (situation, product), opinion in product_opinions(outcome).items():
        opinions[situation][product] = GAINS[opinion]
    return qrels_text(
        {
            each.id: opinions[each.situation]
            for each in outcome.scenarios
            if each.situation in opinions
        }
    )


def run(outcome: Outcome, candidate: str) -> str:
    """TREC's run of one candidate, its slates in their order; raises Unwritable."""
    slates = {each.id: outcome.slates[each.id][candidate] for each in outcome.scenarios}
    return run_text(candidate, slates)
