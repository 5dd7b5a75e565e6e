"""The figures' meaning, each in a sentence."""

from dashboard.figures.minimum import JUDGED, SHOPPERS, SLATES, enough_compared, enough_shown
from dashboard.figures.showing import Showing
from dashboard.figures.suiting import Suiting
from recommender.coverage.wording import counted, percent
from recommender.metrics.mean import Mean
from recommender.metrics.preference import Place

FEW = 30

POOLED = (
    "Where several people judged a product, the middle one of their answers counts, and the more "
    "careful one where they are evenly split; what was settled counts as it was settled."
)
COUNTED = {
    "shown": "Each selection counts once, with the middle one of people's verdicts, and with the "
    "more careful one where they are evenly split; what was settled counts as it was settled. The "
    "line shows between what the true share lies with 95 % certainty (Wilson's interval); “up to” "
    "and “at most” are the largest share that still fits what was seen (the exact upper bound of "
    "Clopper and Pearson).",
    "suited": "For each shopper the share of judged products that suit (precision), then the "
    "average over shoppers; the line shows between what it lies with 95 % certainty (Student's "
    "interval). One that is doubtful does not suit. Products nobody judged are left out and the "
    f"rest move up (condensed lists, Sakai 2007). {POOLED}",
    "order": "Each selection is held against the best one that could be made of the products "
    "judged for the shopper: suits counts 2, doubtful 1, never 0, the first places count most "
    "(NDCG). Products nobody judged are left out (condensed lists, Sakai 2007). Average over "
    f"shoppers; the line shows between what it lies with 95 % certainty (Student's "
    f"interval). {POOLED}",
    "parted": "How seldom a product that does not suit stands above one that does, among those "
    "judged (bpref, Buckley and Voorhees 2004); one that suits and is missing from the "
    "selection counts as 0. Average over shoppers; the line shows between what it lies with "
    f"95 % certainty (Student's interval). {POOLED}",
    "preferred": "All choices between columns together give each model a strength: how often it "
    "would win against another (Bradley and Terry's model, with half a win for each side given "
    "beforehand). A choice among several counts as one. The line shows between what the strength "
    "lies with 95 % certainty, taking choices as independent.",
}
INCUMBENT = "Named as live when this opened"
"""Said of the model that the proposer named; nobody asked the shop."""
NEEDED = {
    "shown": f"A share needs at least {SLATES} selections with a verdict.",
    **dict.fromkeys(
        ("suited", "order", "parted"),
        f"A figure needs at least {SHOPPERS} shoppers with judged products, and "
        f"{percent(JUDGED)} of the products judged.",
    ),
    "preferred": f"A figure needs choices for at least {SHOPPERS} shoppers.",
}
"""Said beside what is too little."""


def shown(title: str, found: Showing) -> str:
    if not found.whole:
        return f"Nobody has given a verdict on {title} here."
    if not enough_shown(found):
        return f"Too few selections to say: {counted(found.whole, 'selection')} with a verdict."
    part = f"{found.shown} of {counted(found.whole, 'selection')}"
    return f"People would show {part} of {title} as they are. {span(found)}"


def span(found: Showing) -> str:
    share = found.share
    between = f"between {between_percents(share.low, share.high)}"
    if found.whole < FEW:
        return f"With so few shoppers the true share may lie {between}."
    return f"Among all shoppers like these the share lies {between} (95 % sure)."


def risk(found: Showing) -> str:
    """What chance may hide: "30 of 30 fine: at most 10 % are not, 95 % sure"."""
    if not enough_shown(found):
        return ""
    most = percent(found.most_refused)
    if not found.refused:
        fine = f"{found.whole} of {found.whole} fine, if need be with reservations"
        return f"{fine}: at most {most} are not, 95 % sure."
    part = f"{found.refused} of {found.whole} refused."
    if found.refused == found.whole:
        return part
    return f"{part} Among all shoppers like these it may be up to {most} (95 % sure)."


def suited(title: str, mean: Mean) -> str:
    return (
        f"Of the products of {title} that people judged, {percent(mean.value)} suit.{width(mean)}"
    )


def ordered(title: str, mean: Mean) -> str:
    return (
        f"{title} comes to {percent(mean.value)} of the best selection that could be made of what "
        f"people judged.{width(mean)}"
    )


def parted(title: str, mean: Mean) -> str:
    return (
        f"{title} puts what suits above what does not in {percent(mean.value)} of the "
        f"comparisons.{width(mean)}"
    )


def judged(found: Suiting) -> str:
    """Beside every figure that rests on judgements."""
    return f"{found.judged} of {counted(found.shown, 'product')} judged"


def too_little_judged(title: str, found: Suiting) -> str:
    if not found.judged:
        return f"Nobody has judged a product of {title} here."
    there = f"{counted(found.shoppers, 'shopper')}, {found.judged} of {found.shown:,} products"
    return f"Too little judged to say: {there}."


def preferred(title: str, place: Place | None, shoppers: int) -> str:
    """`shoppers`: for how many somebody chose."""
    if place is None:
        return f"Nobody has compared {title} with another model here."
    if not enough_compared(shoppers):
        return f"Too little compared to say: {counted(shoppers, 'shopper')}."
    return (
        f"Held beside another model, {title} would be preferred in {percent(place.strength)} of "
        f"cases, between {between_percents(place.low, place.high)} allowing for chance."
    )


def width(mean: Mean) -> str:
    """Nothing where all shoppers are alike: that tells no spread."""
    if mean.low is None:
        return ""
    few = "With so few shoppers it" if mean.count < FEW else "It"
    return f" {few} may truly lie between {between_percents(mean.low, mean.high)}."


def between_percents(low: float, high: float) -> str:
    return f"{percent(low).removesuffix(' %')} and {percent(high)}"
