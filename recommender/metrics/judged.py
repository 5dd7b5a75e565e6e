"""What people's judgements make of a slate: precision, NDCG and bpref over what was judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommender.metrics.ranked import bpref, ndcg, precision

GAINS = {"suits": 2, "doubtful": 1, "never": 0}
"""Even steps: doubtful stands half way. The same numbers are the relevance in exported qrels."""
SUITING = GAINS["suits"]
"""What a product must gain to count as suiting: one that is doubtful does not."""


@dataclass(frozen=True, slots=True)
class JudgedSlate:
    """One slate in the light of what people said of its products, each figure from 0 to 1.

    Unjudged products are taken out and the rest move up (condensed lists: Sakai, Alternatives to
    Bpref, SIGIR 2007); `judged` of `shown` says how much that leaves out. The figures are None
    where nobody judged anything on it.
    """

    shown: int
    judged: int
    precision: float | None
    """The share of judged products that suit."""
    ndcg: float | None
    """How close it comes to the best slate, as long, of what was judged in the situation."""
    bpref: float | None
    """How seldom one that does not suit stands above one that does, missing ones counting 0."""


def judge(slate: Sequence[str], gains: Mapping[str, int], suiting: int = SUITING) -> JudgedSlate:
    """`slate` in its order; `gains` of every product judged in the situation, on it or not.

    What gains at least `suiting` counts as suiting for precision and bpref.
    """
    condensed = [gains[product_id] for product_id in slate if product_id in gains]
    count = len(condensed)
    if not count:
        return JudgedSlate(len(slate), 0, None, None, None)
    suits = [gain >= suiting for gain in condensed]
    known = sum(gain >= suiting for gain in gains.values())
    return JudgedSlate(
        shown=len(slate),
        judged=count,
        precision=precision(suits, count),
        ndcg=ndcg(condensed, gains.values(), count),
        bpref=bpref(suits, known, len(gains) - known),
    )
