"""A run by its judgements, topic by topic and over all: the figures of TREC over a whole run, and
those of the page *Figures* over what was judged of it."""

from collections.abc import Mapping

from recommender.metrics.judged import judge
from recommender.metrics.ranked import average_precision, ndcg, precision, recall, reciprocal_rank
from recommender.metrics.trec import Judged, Run
from recommender.refusal import Refusal

DEPTH = 10
RELEVANT = 1
"""From this relevance on a document counts as relevant, unless another is asked for."""

Figures = Mapping[str, float | None]
"""By name; None where a topic has none."""


class NothingJudged(Refusal):
    """A run and judgements with no topic in common."""


def topic_figures(qrels: Judged, run: Run, relevant: int = RELEVANT) -> dict[str, Figures]:
    """P_10, recall_10, map, recip_rank and ndcg_cut_10 of each topic that both have, as
    trec_eval with `-l relevant`."""
    return {
        topic: _figures(qrels[topic], ranking(run[topic]), relevant)
        for topic in _shared(qrels, run)
    }


def judged_figures(qrels: Judged, run: Run, relevant: int = RELEVANT) -> dict[str, Figures]:
    """judged_precision, judged_ndcg and judged_bpref of each topic that both have.

    What was not judged is taken out of the run and the rest moves up; each is None where nothing
    of the run was judged. With the qrels and runs of a release, and `relevant` 2, they are what
    its page *Figures* averages over shoppers.
    """
    return {
        topic: _judged(qrels[topic], ranking(run[topic]), relevant) for topic in _shared(qrels, run)
    }


def mean_figures(topics: Mapping[str, Figures]) -> dict[str, float | None]:
    """Each figure's mean over the topics that have it; None where no topic does."""
    found = {}
    for name in next(iter(topics.values())):
        known = [each[name] for each in topics.values() if each[name] is not None]
        found[name] = sum(known) / len(known) if known else None
    return found


def ranking(scores: Mapping[str, float]) -> list[str]:
    """By score, ties by document id, both descending; the ranks in the file do not count."""
    return sorted(scores, key=lambda document: (scores[document], document), reverse=True)


def _shared(qrels: Judged, run: Run) -> list[str]:
    shared = [topic for topic in run if topic in qrels]
    if not shared:
        raise NothingJudged("No topic of the run is judged; give judgements of the same topics.")
    return shared


def _judged(judged: Mapping[str, int], ranked: list[str], relevant: int) -> Figures:
    gains = {document: relevance for document, relevance in judged.items() if relevance >= 0}
    found = judge(ranked, gains, relevant)
    return {
        "judged_precision": found.precision,
        "judged_ndcg": found.ndcg,
        "judged_bpref": found.bpref,
    }


def _figures(judged: Mapping[str, int], ranked: list[str], level: int) -> Figures:
    gains = [max(judged.get(document, 0), 0) for document in ranked]
    relevant = [gain >= level for gain in gains]
    known = sum(relevance >= level for relevance in judged.values())
    return {
        "P_10": precision(relevant, DEPTH),
        "recall_10": recall(relevant, DEPTH, known),
        "map": average_precision(relevant, known),
        "recip_rank": reciprocal_rank(relevant),
        "ndcg_cut_10": ndcg(gains, (max(each, 0) for each in judged.values()), DEPTH),
    }
