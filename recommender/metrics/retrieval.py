"""A run by its judgements: the figures of TREC, topic by topic and over all."""

from collections.abc import Mapping

from recommender.metrics.ranked import average_precision, ndcg, precision, recall, reciprocal_rank
from recommender.metrics.trec import Judged, Run
from recommender.refusal import Refusal

DEPTH = 10
RELEVANT = 1


class NothingJudged(Refusal):
    """A run and judgements with no topic in common."""


def topic_figures(qrels: Judged, run: Run) -> dict[str, dict[str, float]]:
    """P_10, recall_10, map, recip_rank and ndcg_cut_10 of each topic that both have, as
    trec_eval."""
    shared = [topic for topic in run if topic in qrels]
    if not shared:
        raise NothingJudged("No topic of the run is judged; give judgements of the same topics.")
    return {topic: _figures(qrels[topic], ranking(run[topic])) for topic in shared}


def mean_figures(topics: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Each figure's mean over the topics."""
    names = next(iter(topics.values()))
    return {name: sum(figures[name] for figures in topics.values()) / len(topics) for name in names}


def ranking(scores: Mapping[str, float]) -> list[str]:
    """By score, ties by document id, both descending; the ranks in the file do not count."""
    return sorted(scores, key=lambda document: (scores[document], document), reverse=True)


def _figures(judged: Mapping[str, int], ranked: list[str]) -> dict[str, float]:
    gains = [max(judged.get(document, 0), 0) for document in ranked]
    relevant = [gain >= RELEVANT for gain in gains]
    known = sum(relevance >= RELEVANT for relevance in judged.values())
    return {
        "P_10": precision(relevant, DEPTH),
        "recall_10": recall(relevant, DEPTH, known),
        "map": average_precision(relevant, known),
        "recip_rank": reciprocal_rank(relevant),
        "ndcg_cut_10": ndcg(gains, (max(each, 0) for each in judged.values()), DEPTH),
    }
