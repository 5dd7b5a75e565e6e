"""Whom words call: "@Brand manager" in a remark, among the people who have a say."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from dashboard.settings import PersonSettings

DOES = {"reviewer": "reviews", "approver": "signs", "proposer": "opens releases"}


def callable_people(people: Iterable[PersonSettings]) -> list[dict[str, str]]:
    """The people that a remark may call by @: each with id, name and role in words."""
    return [
        {"id": each.id, "name": each.name, "does": _does(each)} for each in people if each.roles
    ]


def called(text: str, chosen: Collection[str], people: Iterable[PersonSettings]) -> list[str]:
    """The ids of those of `people` whose names stand in the text behind an @.

    Where several have the same name, those that were `chosen` by their id, else all of them.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for each in people:
        if each.roles:
            names[each.name.casefold()].append(each.id)
    return sorted({each for name in _named(text, names) for each in _meant(names[name], chosen)})


def _named(text: str, names: Collection[str]) -> set[str]:
    """Which of the names the text calls; of two that begin alike, the longer one."""
    if not names:
        return set()
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return set(re.findall(rf"(?<!\w)@({longest_first})(?!\w)", text.casefold()))


def _meant(ids: Collection[str], chosen: Collection[str]) -> Collection[str]:
    return [each for each in ids if each in chosen] or ids


def _does(person: PersonSettings) -> str:
    kinds = {role.partition(":")[0] for role in person.roles}
    return ", ".join(does for kind, does in DOES.items() if kind in kinds)
