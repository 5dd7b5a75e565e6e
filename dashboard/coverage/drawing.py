"""Coverage in a merchandiser's words: the headline, each part with its level."""

from enum import StrEnum

from recommender.coverage.parts import (
    HARDLY,
    NOBODY,
    WELL,
    WORTH_SAYING,
    DivisionCoverage,
    GroupCoverage,
)
from recommender.coverage.reach import Coverage
from recommender.coverage.wording import percent

MOST_GAPS = 2


class Level(StrEnum):
    WELL = "well"
    PARTLY = "partly"
    HARDLY = "hardly"
    NOBODY = "nobody"


WORDS = {
    Level.WELL: "Well covered",
    Level.PARTLY: "Partly covered",
    Level.HARDLY: "Hardly covered",
    Level.NOBODY: "Nobody speaks for them",
}


def headline(found: Coverage) -> dict:
    return {
        "scenarios": len(found.spokesmen),
        "covered": found.covered,
        "sentence": found.claim,
        "gaps": [gap(found, each) for each in found.gaps[:MOST_GAPS]],
    }


def gap(found: Coverage, missed: GroupCoverage) -> dict:
    """With where on the page it is drawn: a division's name and the place in it."""
    division, place = next(
        (each.name, place)
        for each in found.divisions
        for place, one in enumerate(each.groups)
        if one is missed
    )
    return {"sentence": missed.sentence, "division": division, "place": place}


def division(found: DivisionCoverage, covered: float) -> dict:
    """`covered`: the average, that a part is held against."""
    return {
        "name": found.name,
        "title": found.title,
        "note": found.note,
        "sentence": least(found, covered),
        "groups": [group(each) for each in found.groups],
    }


def group(found: GroupCoverage) -> dict:
    reached = level(found.covered)
    return {
        "name": found.name,
        "share": found.share,
        "share_said": percent(found.share),
        "covered": found.covered,
        "covered_said": percent(found.covered),
        "level": reached.value,
        "level_said": WORDS[reached],
    }


def level(covered: float) -> Level:
    if covered < NOBODY:
        return Level.NOBODY
    if covered < HARDLY:
        return Level.HARDLY
    return Level.WELL if covered >= WELL else Level.PARTLY


def least(found: DivisionCoverage, covered: float) -> str:
    """A sentence on the part of a division that is covered least, or that none lags behind; empty
    where every part is too small to speak of. `covered`: the whole's coverage, 0 to 1."""
    worth = [each for each in found.groups if each.share >= WORTH_SAYING]
    if not worth:
        return ""
    last = min(worth, key=lambda each: each.covered)
    if last.lags(covered):
        return last.sentence
    return "None of these is left far behind the others."
