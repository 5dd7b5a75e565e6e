"""Ranges of prices that read well and each hold some of the shop's products."""

from dataclasses import dataclass
from math import floor, log10

import numpy as np

PARTS = 7
STEPS = (1, 2, 2.5, 5, 10)
APART = 1.5


@dataclass(frozen=True)
class PriceRange:
    """From `low` to below `high`; None where it has no end there."""

    low: float | None
    high: float | None

    @property
    def name(self) -> str:
        """As in an address: `20-50`, `-20`, `50-`."""
        return f"{_number(self.low)}-{_number(self.high)}"


def price_ranges(prices: np.ndarray) -> tuple[PriceRange, ...]:
    """At most seven, cheapest first, cut at round numbers near the shares of equal size; none
    where there is only one price. `prices` may hold NaN."""
    known = prices[np.isfinite(prices) & (prices > 0)]
    if not len(known) or known.min() == known.max():
        return ()
    shares = np.quantile(known, np.arange(1, PARTS) / PARTS)
    edges: list[float] = []
    for each in sorted({_rounded(float(share)) for share in shares}):
        apart = not edges or each >= APART * edges[-1]
        if apart and known.min() < each <= known.max():
            edges.append(each)
    if not edges:
        return ()
    return tuple(
        PriceRange(low, high) for low, high in zip([None, *edges], [*edges, None], strict=True)
    )


def range_codes(prices: np.ndarray, ranges: tuple[PriceRange, ...]) -> np.ndarray:
    """The place of each price's range (int32), -1 where there is no price."""
    edges = [each.low for each in ranges[1:]]
    codes = np.digitize(np.nan_to_num(prices), edges).astype(np.int32)
    return np.where(np.isnan(prices), np.int32(-1), codes)


def _rounded(price: float) -> float:
    """To the nearest of 1, 2, 2.5 and 5 times a power of ten."""
    power = 10.0 ** floor(log10(price))
    return min((step * power for step in STEPS), key=lambda each: abs(each - price))


def _number(price: float | None) -> str:
    return "" if price is None else f"{price:.10g}"
