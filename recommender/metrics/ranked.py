"""The figures of one ranked list: how high it holds what it should hold.

As NIST's trec_eval defines them; each is 0 where nothing known is relevant.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log2


def precision(relevant: Sequence[bool], depth: int) -> float:
    """Of the first `depth`; a shorter list is taken to go on with nothing relevant."""
    return sum(relevant[:depth]) / depth


def recall(relevant: Sequence[bool], depth: int, known: int) -> float:
    """Of the `known` relevant ones, the share among the first `depth`."""
    return sum(relevant[:depth]) / known if known else 0.0


def average_precision(relevant: Sequence[bool], known: int) -> float:
    """The mean of the precisions at each relevant one, what is missing counting 0."""
    found = accumulate(relevant)
    precisions = (
        count / place
        for place, (count, hit) in enumerate(zip(found, relevant, strict=True), start=1)
        if hit
    )
    return sum(precisions) / known if known else 0.0


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """1 over the rank of the first relevant one."""
    return 1 / (relevant.index(True) + 1) if True in relevant else 0.0


def ndcg(gains: Sequence[float], known: Iterable[float], depth: int) -> float:
    """The first `depth` gains against the largest known ones in the best order.

    Linear gains, discounted by log2(rank + 1) (Järvelin and Kekäläinen, ACM Transactions on
    Information Systems 20, 2002).
    """
    best = _discounted(sorted(known, reverse=True)[:depth])
    return _discounted(gains[:depth]) / best if best else 0.0


def bpref(judged: Sequence[bool], relevant: int, irrelevant: int) -> float:
    """Of judged ones only, in their order: how seldom an irrelevant one stands above a relevant.

    `relevant` and `irrelevant` are the numbers known, in the list or not (Buckley and Voorhees,
    Retrieval Evaluation with Incomplete Information, SIGIR 2004).
    """
    above, found = 0, 0.0
    for hit in judged:
        if not hit:
            above += 1
        else:
            found += 1 - min(above, relevant) / min(relevant, irrelevant) if above else 1
    return found / relevant if relevant else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
