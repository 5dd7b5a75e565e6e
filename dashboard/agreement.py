"""How far people agree about a release, in one calm sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.releases.choices import OPINIONS, VERDICTS
from recommender.metrics.agreement import Agreement, agreement

# Krippendorff, Content Analysis, 4th edition, chapter 12: rely on what reaches 0.8, draw only
# tentative conclusions from 0.667, and none from less.
RELIABLE = 0.8
TENTATIVE = 0.667

FEWEST = 5
"""Slates, or products, that two people must have answered before anything is said of them."""

SCALE = f"From {RELIABLE} on we say that people agree well, from {TENTATIVE} on roughly."
TOO_FEW = "Too few shoppers answered by two people to say how well they agree."

Answers = Iterable[tuple[str, str, str]]
LEVELS = {
    "well": "a colleague would most likely answer alike, so the figures can be relied on.",
    "roughly": "the figures show a direction, not more.",
    "hardly": "read the cases before you rely on the figures.",
}


@dataclass(frozen=True)
class Told:
    """One sentence for all, and one for each kind of answer that says how it was reached."""

    sentence: str
    meaning: tuple[str, ...]


def told(verdicts: Answers, judgements: Answers) -> Told:
    """How far people agree on slates and on products, and what that means."""
    on = {
        "selections": agreement(verdicts, [str(each) for each in VERDICTS]),
        "products": agreement(judgements, [str(each) for each in OPINIONS]),
    }
    levels = {name: level(each.alpha) for name, each in on.items() if tells(each)}
    return Told(
        sentence=sentence(levels) or alike(on),
        meaning=(
            *(meaning(name, each) for name, each in on.items() if each.units),
            *([SCALE] if levels else []),
        ),
    )


def tells(found: Agreement) -> bool:
    return found.alpha is not None and found.units >= FEWEST


def level(alpha: float) -> str:
    if alpha >= RELIABLE:
        return "well"
    return "roughly" if alpha >= TENTATIVE else "hardly"


def sentence(levels: dict[str, str]) -> str:
    """Empty where nothing can be said."""
    if not levels:
        return ""
    kinds = list(dict.fromkeys(levels.values()))
    if len(kinds) > 1:
        parts = " and ".join(f"{each} on {name}" for name, each in levels.items())
        return f"People agree {parts}; where they do not agree well, read the cases first."
    where = f" on {next(iter(levels))}" if len(levels) == 1 else ""
    told = f"hardly agree{where}" if kinds == ["hardly"] else f"agree {kinds[0]}{where}"
    return f"People {told}: {LEVELS[kinds[0]]}"


def alike(on: dict[str, Agreement]) -> str:
    """What is said where there is too little, or chance gives nothing to compare with."""
    if any(each.alpha is not None for each in on.values()):
        return TOO_FEW
    if any(each.units for each in on.values()):
        return "Wherever two people answered, they gave the same answer."
    return "Not enough people yet: nothing has been answered by two."


def meaning(name: str, found: Agreement) -> str:
    counted = f"{found.units} {name if found.units > 1 else name[:-1]}"
    if found.alpha is None:
        return f"{counted} answered by two or more: all the same, so chance cannot be told apart."
    return (
        f"On {counted} answered by two or more, Krippendorff’s alpha is {found.alpha:.2f}: "
        "1 is full agreement, 0 what chance alone would give."
    )
