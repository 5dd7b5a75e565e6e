"""Models that gave no selection when a release was to be opened: asked for, or not opened."""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.releases.facts import ModelInTrouble

MOST_NAMED = 3
REMEDY = "Mend that, leave the model out, or open the release all the same."


def refuse_trouble(record: Mapping[str, Any]) -> None:
    """Raise ModelInTrouble where a model of the record is in trouble for any of its shoppers."""
    if told := trouble_of(record):
        raise ModelInTrouble(told)


def trouble_of(record: Mapping[str, Any]) -> str:
    """Which models have no selection for whom, and what to do; empty where all have."""
    sentences = list(_troubles(record))
    if not sentences:
        return ""
    more = len(sentences) - MOST_NAMED
    also = [f"So it is with {more} more."] if more > 0 else []
    return " ".join([*sentences[:MOST_NAMED], *also, REMEDY])


def _troubles(record: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each model in trouble: for how many shoppers, the first of them, and why."""
    shoppers = {each["id"]: each["title"] for each in record["scenarios"]}
    for candidate in record["candidates"]:
        without = [
            each
            for each in record["evidence"]
            if each["candidate"] == candidate["id"] and each.get("trouble")
        ]
        if without:
            first = without[0]
            why = first.get("note") or f"it is {first['trouble']}."
            yield (
                f"“{candidate['title']}” has no selection for {len(without)} of {len(shoppers)} "
                f"shopper{'' if len(shoppers) == 1 else 's'}, the first of them "
                f"“{shoppers[first['scenario']]}”: {why}"
            )
