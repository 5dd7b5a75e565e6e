"""Whom words call: "@Brand manager" in a remark, among the people who have a say."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

from dashboard.roles import roles_in_words
from dashboard.settings import PersonSettings

UNPARTED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of Japanese, Chinese and Korean, which stand beside a name without a blank."""
BEFORE = rf"(?<![^\W{UNPARTED}])@"
"""An @ that is not within an address of mail."""
AFTER = rf"(?![^\W{UNPARTED}])"


def callable_people(people: Iterable[PersonSettings]) -> list[dict[str, str]]:
    """The people that a remark may call by @: each with id, name and role in words."""
    return [
        {"id": each.id, "name": each.name, "does": roles_in_words(each)}
        for each in people
        if each.roles
    ]


def called(text: str, chosen: Collection[str], people: Iterable[PersonSettings]) -> list[str]:
    """The ids of those of `people` whose names stand in the text behind an @.

    Where several have the same name, those that were `chosen` by their id, else all of them.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for each in people:
        if each.roles:
            names[_folded(each.name)].append(each.id)
    return sorted({each for name in _named(text, names) for each in _meant(names[name], chosen)})


def _named(text: str, names: Collection[str]) -> set[str]:
    """Which of the names the text calls; of two that begin alike, the longer one."""
    if not names:
        return set()
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return set(re.findall(f"{BEFORE}({longest_first}){AFTER}", _folded(text)))


def _folded(text: str) -> str:
    """However a keyboard composes its letters and blanks, in small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def _meant(ids: Collection[str], chosen: Collection[str]) -> Collection[str]:
    return [each for each in ids if each in chosen] or ids
