"""Expectations about one product."""

from recommender.expectations.finding import Answer
from recommender.expectations.options import ProductId, Top
from recommender.expectations.seen import Seen, among


def includes_product(seen: Seen, product: ProductId, in_top: Top | None = None) -> Answer:
    """The product is shown."""
    rank, title = seen.rank(product), seen.title(product)
    return Answer(
        f"{title} must be {_where(in_top)}",
        _stands(rank, in_top),
        _place(title, rank, in_top),
        (product,) if rank else (),
    )


def excludes_product(seen: Seen, product: ProductId, in_top: Top | None = None) -> Answer:
    """The product is not shown."""
    rank, title = seen.rank(product), seen.title(product)
    wrong = _stands(rank, in_top)
    sentence = f"{title} must not be {_where(in_top)}"
    return Answer(sentence, not wrong, _place(title, rank, in_top), (product,) if wrong else ())


def _where(in_top: int | None) -> str:
    return among(in_top).strip() or "shown"


def _stands(rank: int | None, in_top: int | None) -> bool:
    return rank is not None and (in_top is None or rank <= in_top)


def _place(title: str, rank: int | None, in_top: int | None) -> str:
    if rank is None:
        return f"{title} is not shown."
    beyond = "" if _stands(rank, in_top) else f", not{among(in_top)}"
    return f"{title} is shown at place {rank}{beyond}."
