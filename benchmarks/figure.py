"""One measured number beside what it is held against, in the form of results/latest.json."""

from typing import Literal


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    against: float,
    limit: float,
    bound: Literal["most", "least"] = "most",
) -> dict[str, object]:
    """`limit` bounds value / against: 1.3 at most is "no more than 30 % above"; for a fixed bound
    put it in `against` and 1 in `limit`. `against` has the value's unit and is not 0."""
    ratio = value / against
    within = ratio <= limit if bound == "most" else ratio >= limit
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "against": round(against, 3),
        "ratio": round(ratio, 3),
        "limit": limit,
        "bound": bound,
        "within": within,
    }
