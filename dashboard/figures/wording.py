"""The figures' meaning, each in a sentence."""

from dashboard.figures.showing import Showing
from dashboard.figures.suiting import Suiting
from recommender.coverage.wording import counted, percent
from recommender.metrics.judged import Mean
from recommender.metrics.preference import Place

FEW = 30

COUNTED = {
    "shown": "Each slate counts once, with the middle one of people's verdicts, and with the more "
    "careful one where they are evenly split; what was settled counts as it was settled. The line "
    "is Wilson's interval at 95 %, “at most” the exact upper bound of Clopper and Pearson.",
    "suited": "Precision: the share of judged products that suit, for each shopper, then the "
    "average over shoppers with Student's interval at 95 %. Products nobody judged are left out "
    "and the rest move up (condensed lists, Sakai 2007). Where several people judged, their mean "
    "counts.",
    "order": "NDCG on the same condensed lists: suits 2, doubtful 1, never 0, held against the "
    "best slate of what was judged for the shopper. Average over shoppers with Student's interval "
    "at 95 %.",
    "parted": "Bpref (Buckley and Voorhees 2004) over judged products; one that suits and is "
    "missing from the slate counts as 0. Average over shoppers with Student's interval at 95 %.",
    "preferred": "Bradley and Terry's model over all choices between columns, with half a win for "
    "each side given beforehand; a choice among several counts as one. The line is the interval "
    "at 95 %, taking choices as independent.",
}


def shown(title: str, found: Showing) -> str:
    if not found.whole:
        return f"Nobody has given a verdict on {title} here."
    part = f"{found.shown} of {counted(found.whole, 'slate')}"
    return f"People would show {part} of {title} as they are. {span(found)}"


def span(found: Showing) -> str:
    share = found.share
    between = f"between {between_percents(share.low, share.high)}"
    if found.whole < FEW:
        return f"With so few shoppers the true share may lie {between}."
    return f"Over all shoppers like these the share lies {between}, in 19 of 20 cases."


def risk(found: Showing) -> str:
    """What chance may hide: "30 of 30 fine: at most 10 % are not, at 95 %"."""
    if not found.whole:
        return ""
    most = percent(found.most_refused)
    if not found.refused:
        fine = f"{found.whole} of {found.whole} fine, if need be with reservations"
        return f"{fine}: at most {most} are not, at 95 %."
    part = f"{found.refused} of {found.whole} refused"
    return f"{part}: of all slates like these at most {most} would be, at 95 %."


def suited(title: str, mean: Mean | None) -> str:
    if mean is None:
        return f"Nobody has judged a product of {title} here."
    return (
        f"Of the products of {title} that people judged, {percent(mean.value)} suit.{width(mean)}"
    )


def ordered(title: str, mean: Mean | None) -> str:
    if mean is None:
        return f"Nobody has judged a product of {title} here."
    return (
        f"{title} comes to {percent(mean.value)} of the best slate that could be made of what "
        f"people judged.{width(mean)}"
    )


def parted(title: str, mean: Mean | None) -> str:
    if mean is None:
        return f"Too little was judged to say this of {title}."
    return (
        f"{title} puts what suits above what does not in {percent(mean.value)} of the "
        f"comparisons.{width(mean)}"
    )


def judged(found: Suiting) -> str:
    """Beside every figure that rests on judgements."""
    return f"{found.judged} of {counted(found.shown, 'product')} judged"


def preferred(title: str, place: Place | None) -> str:
    if place is None:
        return f"Nobody has compared {title} with another model here."
    return (
        f"Held beside another model, {title} would be preferred in {percent(place.strength)} of "
        f"cases, between {between_percents(place.low, place.high)} allowing for chance."
    )


def width(mean: Mean) -> str:
    if mean.low is None:
        return "" if mean.count > 1 else " That is one shopper alone."
    few = "With so few shoppers it" if mean.count < FEW else "It"
    return f" {few} may truly lie between {between_percents(mean.low, mean.high)}."


def between_percents(low: float, high: float) -> str:
    return f"{percent(low).removesuffix(' %')} and {percent(high)}"
