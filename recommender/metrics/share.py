"""A share with what is known of it: an interval, and the most that chance could hide."""

from dataclasses import dataclass

from scipy.stats import binomtest


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, and between what the true share lies."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.part / self.whole


def share(part: int, whole: int, level: float = 0.95) -> Share | None:
    """With Wilson's interval, as Brown, Cai and DasGupta advise for few answers (Interval
    Estimation for a Binomial Proportion, Statistical Science 16, 2001). None of nothing."""
    if not whole:
        return None
    interval = binomtest(part, whole).proportion_ci(level, method="wilson")
    return Share(part, whole, float(interval.low), float(interval.high))


def at_most(failed: int, tried: int, level: float = 0.95) -> float | None:
    """The largest share of failures that fits what was seen: "30 of 30 fine: at most 10 % are
    not, at 95 %". The exact upper bound, one-sided (Clopper and Pearson, Biometrika 26, 1934).
    None where nothing was tried."""
    if not tried:
        return None
    interval = binomtest(failed, tried, alternative="less").proportion_ci(level, method="exact")
    return float(interval.high)
