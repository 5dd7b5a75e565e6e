"""What was said of a release in TREC's two files."""

from dashboard.figures.weighing import gains
from dashboard.releases.outcome import Outcome
from recommender.metrics.trec import qrels_text, run_text


def qrels(outcome: Outcome) -> str:
    """TREC's judgements: topic a scenario; 2 suits, 1 doubtful, 0 never.

    Several people's answers come to one as in every figure (see `weighing`). Raises Unwritable
    where a product id has a blank.
    """
    known = gains(outcome)
    return qrels_text(
        {each.id: known[each.situation] for each in outcome.scenarios if each.situation in known}
    )


def run(outcome: Outcome, candidate: str) -> str:
    """TREC's run of one candidate, its slates in their order; raises Unwritable."""
    slates = {each.id: outcome.slates[each.id][candidate] for each in outcome.scenarios}
    return run_text(candidate, slates)
