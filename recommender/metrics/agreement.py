"""How far people agree beyond chance: Krippendorff's alpha."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance

NOBODY_TWICE = "Nothing has been answered by two people yet."
ALL_ALIKE = "Everyone gave the same answer everywhere, so there is no chance to compare with."


@dataclass(frozen=True, slots=True)
class Agreement:
    """1 is full agreement, 0 what chance alone would give, below 0 worse than chance."""

    alpha: float | None
    undefined: str | None
    """Why there is no alpha, in a sentence."""
    units: int
    """What two people or more answered; the rest says nothing about agreement."""
    answers: int
    """Theirs on those units."""


def agreement(
    answers: Iterable[tuple[str, str, str]], scale: Sequence[str] | None = None
) -> Agreement:
    """Of (person, unit, answer), a person's last on a unit counting.

    `scale` names the answers in their order: far apart on it is a graver difference than next to
    each other (Krippendorff's ordinal distance, Content Analysis, 4th edition, chapter 12).
    Without it every difference is as grave as any other (nominal).
    """
    paired = _paired(answers)
    task = [(person, unit, answer) for unit, given in paired for person, answer in given.items()]
    counts = Counter(answer for _, _, answer in task)
    undefined = NOBODY_TWICE if not task else ALL_ALIKE if len(counts) == 1 else None
    if undefined:
        return Agreement(None, undefined, len(paired), len(task))
    distance = ordinal(scale, counts) if scale else binary_distance
    return Agreement(AnnotationTask(task, distance).alpha(), None, len(paired), len(task))


def _paired(answers: Iterable[tuple[str, str, str]]) -> list[tuple[str, dict[str, str]]]:
    """Each unit that two people or more answered, with what each answered."""
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for person, unit, answer in answers:
        units[unit][person] = answer
    return [(unit, given) for unit, given in units.items() if len(given) > 1]


def ordinal(scale: Sequence[str], counts: Counter[str]) -> Callable[[str, str], float]:
    """The squared number of answers given between two, half of each end's with them."""
    place = {answer: at for at, answer in enumerate(scale)}
    given = [counts[answer] for answer in scale]

    def distance(one: str, other: str) -> float:
        low, high = sorted((place[one], place[other]))
        return (sum(given[low : high + 1]) - (given[low] + given[high]) / 2) ** 2

    return distance
