"""Coverage in a merchandiser's words: the headline, each part with its level."""

from enum import StrEnum

from recommender.coverage.standing import (
    LAGGING,
    NOBODY,
    WORTH_SAYING,
    Coverage,
    DivisionCoverage,
    GroupCoverage,
)
from recommender.coverage.wording import counted, percent

WELL = 0.5
"""A group of which at least this much is covered is well covered."""

MOST_GAPS = 2


class Level(StrEnum):
    WELL = "well"
    PARTLY = "partly"
    NOBODY = "nobody"


WORDS = {
    Level.WELL: "well covered",
    Level.PARTLY: "in part",
    Level.NOBODY: "nobody speaks for them",
}


def headline(found: Coverage) -> dict:
    return {
        "scenarios": len(found.spokesmen),
        "covered": found.covered,
        "sentence": sentence(found),
        "gaps": [gap.sentence for gap in found.gaps[:MOST_GAPS]],
    }


def sentence(found: Coverage) -> str:
    count = len(found.spokesmen)
    if not count:
        return "There is no scenario yet, so nobody speaks for how your shoppers buy."
    stand = "stands" if count == 1 else "stand"
    suite = counted(count, "scenario")
    return f"Your {suite} {stand} for {percent(found.covered)} of how shoppers buy."


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
    return Level.WELL if covered >= WELL else Level.PARTLY


def least(found: DivisionCoverage, covered: float) -> str:
    """Of the least covered part that is worth a word."""
    worth = [each for each in found.groups if each.share >= WORTH_SAYING]
    if not worth:
        return ""
    last = min(worth, key=lambda each: each.covered)
    if last.covered < max(NOBODY, LAGGING * covered):
        return last.sentence
    return "Your scenarios speak for all of these about alike."
