"""How far a review is, shopper by shopper: the one count that every page tells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Given = tuple[str, str, str, bool]
"""A verdict that says something: scenario, candidate, person, and whether it was carried over."""


@dataclass(frozen=True)
class Count:
    """One shopper, for everybody together.

    Of `slates`, `covered` have the verdicts they need, `needed` each; of these, `kept` have none
    but those carried over from before, `kept_from` says whence. `answered`: people who gave a
    verdict on every slate; `begun`: somebody gave a verdict on one.
    """

    slates: int
    needed: int
    covered: int = 0
    answered: int = 0
    kept: int = 0
    kept_from: str = ""
    begun: bool = False

    @property
    def done(self) -> bool:
        """Whether as many people as are needed have answered it in full."""
        return self.answered >= self.needed


def counts(
    given: Iterable[Given],
    slates: Mapping[str, int],
    needed: Mapping[str, int],
    kept_from: Mapping[str, str],
) -> dict[str, Count]:
    """By scenario, as are `slates`, `needed` and `kept_from`."""
    people: dict[tuple[str, str], list[bool]] = defaultdict(list)
    columns: Counter[tuple[str, str]] = Counter()
    for scenario, candidate, person, carried in given:
        people[scenario, candidate].append(carried)
        columns[scenario, person] += 1
    answered = Counter(
        scenario for (scenario, _), count in columns.items() if count == slates[scenario]
    )
    begun = {scenario for scenario, _ in people}
    covered, kept = Counter(), Counter()
    for (scenario, _), carried in people.items():
        if len(carried) >= needed[scenario]:
            covered[scenario] += 1
            kept[scenario] += all(carried)
    return {
        each: Count(
            slates[each],
            needed[each],
            covered[each],
            answered[each],
            kept[each],
            kept_from.get(each, ""),
            begun=each in begun,
        )
        for each in slates
    }


def far(count: Count) -> str:
    """How far it is in words, and never what was said."""
    left = count.slates - count.covered
    if left and count.kept:
        here = count.covered - count.kept
        also = f", {here} answered" if here else ""
        waits = f"{left} wait{'s' if left == 1 else ''}"
        return f"{count.kept} of {count.slates} kept from {count.kept_from}{also}, {waits}"
    if count.answered < count.needed and count.answered:
        return f"{count.answered} of {count.needed} needed"
    if count.answered:
        return "1 person answered" if count.answered == 1 else f"{count.answered} people answered"
    if count.covered:
        return f"{count.covered} of {count.slates} answered"
    return "Begun, and nobody has answered it in full" if count.begun else "Nobody answered yet"
