"""How far people agree about a release, in one calm sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.releases.disagreements import JUDGEMENTS, VERDICTS
from recommender.metrics.agreement import Agreement, agreement

# Krippendorff, Content Analysis, 4th edition, chapter 12: rely on what reaches 0.8, draw only
# tentative conclusions from 0.667, and none from less.
RELIABLE = 0.8
TENTATIVE = 0.667

Answers = Iterable[tuple[str, str, str]]
LEVELS = {
    "well": "others would most likely answer alike, so what it adds up to can be relied on.",
    "roughly": "what it adds up to shows a direction, not more.",
    "little": "read the cases before you rely on what it adds up to.",
}


@dataclass(frozen=True)
class Told:
    """One sentence for all, and one for each kind of answer that says how it was reached."""

    sentence: str
    meaning: tuple[str, ...]


def told(verdicts: Answers, judgements: Answers) -> Told:
    """How far people agree on slates and on products, and what that means."""
    on = {
        "slates": agreement(verdicts, [str(each) for each in VERDICTS]),
        "products": agreement(judgements, [str(each) for each in JUDGEMENTS]),
    }
    levels = {name: level(each.alpha) for name, each in on.items() if each.alpha is not None}
    return Told(
        sentence=sentence(levels) or alike(on),
        meaning=tuple(meaning(name, each) for name, each in on.items() if each.units),
    )


def level(alpha: float) -> str:
    if alpha >= RELIABLE:
        return "well"
    return "roughly" if alpha >= TENTATIVE else "little"


def sentence(levels: dict[str, str]) -> str:
    """Empty where nothing can be said."""
    if not levels:
        return ""
    kinds = list(dict.fromkeys(levels.values()))
    if len(kinds) == 1:
        where = f"on {next(iter(levels))} " if len(levels) == 1 else ""
        return f"People agree {where}{kinds[0]}: {LEVELS[kinds[0]]}"
    parts = " and ".join(f"{each} on {name}" for name, each in levels.items())
    hardest = min(kinds, key=["little", "roughly", "well"].index)
    name = next(name for name, each in levels.items() if each == hardest)
    return f"People agree {parts}: of {name}, {LEVELS[hardest]}"


def alike(on: dict[str, Agreement]) -> str:
    """What is said where chance gives nothing to compare with."""
    if any(each.units for each in on.values()):
        return "Wherever two people answered, they gave the same answer."
    return "Not enough people yet: nothing has been answered by two."


def meaning(name: str, found: Agreement) -> str:
    counted = f"{found.units} {name if found.units != 1 else name[:-1]}"
    answered = f"{counted} answered by two people or more"
    if found.alpha is None:
        return f"{answered}: all the same, so there is no chance to compare with."
    return (
        f"{answered}: Krippendorff’s alpha {found.alpha:.2f}, where 1 is full agreement and 0 "
        f"what chance alone would give; from {RELIABLE} on people agree well, from "
        f"{TENTATIVE} roughly."
    )
