"""The questions that the figures answer, with a row for every candidate."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from dashboard.figures import wording
from dashboard.figures.minimum import enough_compared, enough_judged, enough_shown
from dashboard.figures.preferring import ranking
from dashboard.figures.showing import Showing, showing
from dashboard.figures.suiting import Suiting, judged_slates, suiting
from dashboard.figures.weighing import gains, slate_verdicts
from dashboard.releases.outcome import Outcome
from recommender.metrics.mean import Mean
from recommender.metrics.preference import Place
from recommender.metrics.share import Share

UNKNOWN = MappingProxyType({"value": None, "low": None, "high": None})


def measures(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        _measure("shown", "Would people show them?", _shown(outcome)),
        *_suited(outcome),
        _measure("preferred", "Side by side, which would they rather show?", _preferred(outcome)),
    ]


def _measure(name: str, asked: str, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    drawn = list(rows)
    return {
        "id": name,
        "title": asked,
        "rows": drawn,
        "counted": wording.COUNTED[name],
        "needed": wording.NEEDED[name] if any(each["value"] is None for each in drawn) else "",
    }


def _shown(outcome: Outcome) -> Iterable[dict[str, Any]]:
    verdicts = slate_verdicts(outcome)
    scenarios = [each.id for each in outcome.scenarios]
    for each in outcome.candidates:
        found = showing(verdicts, each["id"], scenarios)
        yield {
            "candidate": each["id"],
            **shares(found),
            "sentence": wording.shown(each["title"], found),
            "risk": wording.risk(found),
        }


def shares(found: Showing) -> dict[str, Any]:
    """Counts alone where there are too few for a share."""
    share = found.share if enough_shown(found) else None
    return {
        "shown": found.shown,
        "reserved": found.reserved,
        "refused": found.refused,
        "whole": found.whole,
        **(_interval(share) if share else UNKNOWN),
    }


def _interval(found: Share | Mean | Place) -> dict[str, float | None]:
    value = found.strength if isinstance(found, Place) else found.value
    return {"value": value, "low": found.low, "high": found.high}


def _suited(outcome: Outcome) -> list[dict[str, Any]]:
    known = gains(outcome)
    found = {
        each["id"]: suiting(judged_slates(outcome, known, each["id"]))
        for each in outcome.candidates
    }
    asked: tuple[tuple[str, str, Callable[[Suiting], Mean | None], Callable], ...] = (
        ("suited", "Do the products suit?", lambda each: each.precision, wording.suited),
        ("order", "How close to the best selection?", lambda each: each.ndcg, wording.ordered),
        ("parted", "Does what suits come first?", lambda each: each.bpref, wording.parted),
    )
    return [
        _measure(name, question, _means(outcome, found, chosen, told))
        for name, question, chosen, told in asked
    ]


def _means(outcome: Outcome, found: Mapping[str, Suiting], chosen: Callable, told: Callable):
    for each in outcome.candidates:
        here, title = found[each["id"]], each["title"]
        mean = chosen(here)
        enough = enough_judged(here, mean)
        yield {
            "candidate": each["id"],
            **(_interval(mean) if enough else UNKNOWN),
            "behind": here.shoppers,
            "judged": wording.judged(here) if enough else "",
            "sentence": told(title, mean) if enough else wording.too_little_judged(title, here),
        }


def _preferred(outcome: Outcome) -> Iterable[dict[str, Any]]:
    """The most preferred first, then those nobody compared; as they stand where that is chance."""
    places = {each.candidate: each for each in ranking(outcome).places}
    titles = {each["id"]: each["title"] for each in outcome.candidates}
    shoppers = len({each.scenario for each in outcome.preferences})
    enough = enough_compared(shoppers)
    order = [*places, *(each for each in titles if each not in places)] if enough else titles
    for each in order:
        place: Place | None = places.get(each)
        yield {
            "candidate": each,
            **(_interval(place) if place and enough else UNKNOWN),
            "behind": sum(each in one.best for one in outcome.preferences),
            "sentence": wording.preferred(titles[each], place, shoppers),
        }
