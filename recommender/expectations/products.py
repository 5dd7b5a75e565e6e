"""Expectations about one product."""

from recommender.expectations.finding import Answer
from recommender.expectations.options import ProductId, Top
from recommender.expectations.seen import Seen, among


def includes_product(seen: Seen, product: ProductId, in_top: Top | None = None) -> Answer:
    """The product is shown."""
    rank, title = seen.rank(product), seen.title(product)
    return Answer(
        f"{title}{among(in_top) or ' is shown'}",
        _stands(rank, in_top),
        _place(rank),
        (product,) if rank else (),
    )


def excludes_product(seen: Seen, product: ProductId, in_top: Top | None = None) -> Answer:
    """The product is not shown."""
    rank, title = seen.rank(product), seen.title(product)
    wrong = _stands(rank, in_top)
    sentence = f"{title} is not {among(in_top).strip() or 'shown'}"
    return Answer(sentence, not wrong, _place(rank), (product,) if wrong else ())


def _stands(rank: int | None, in_top: int | None) -> bool:
    return rank is not None and (in_top is None or rank <= in_top)


def _place(rank: int | None) -> str:
    return f"It stands at place {rank}." if rank else "It is not shown."
