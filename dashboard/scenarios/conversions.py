"""Files that git is told to convert on their way into the history: encrypted, most of all.

Vitrine runs no program that a repository names, so it would record them as they are.
"""

from collections.abc import Iterable, Mapping

from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.repository import Repository

FILTER, ENCODING = "filter", "working-tree-encoding"
NOT_SAID = ("unspecified", "unset")
OURS = ("utf-8", "utf8")
REMEDY = "have whoever looks after the repository commit it there."


def conversions(repository: Repository, names: Iterable[str]) -> Mapping[str, str]:
    """For each of these files that git would convert, why it is not recorded, as NotRecorded says
    it: whichever file of attributes it is that tells git. NotRecorded where git cannot tell."""
    given = "".join(f"{each}\0" for each in names).encode()
    found = repository.git.ask("check-attr", "-z", "--stdin", FILTER, ENCODING, given=given)
    if found.code != 0:
        raise NotRecorded(f"git cannot read the attributes of these files: {found.said}")
    told = iter(found.text.split("\0")[:-1])
    reasons: dict[str, str] = {}
    for name, attribute, value in zip(told, told, told, strict=True):
        if reason := _reason(name, attribute, value):
            reasons.setdefault(name, reason)
    return reasons


def refuse_converted(repository: Repository, names: Iterable[str]) -> None:
    """NotRecorded where git would convert one of these files."""
    for reason in conversions(repository, names).values():
        raise NotRecorded(reason)


def _reason(name: str, attribute: str, value: str) -> str:
    if value in NOT_SAID:
        return ""
    if attribute == FILTER:
        return (
            f"git is told to pass {name} through a filter, such as one that encrypts it "
            f"({FILTER}={value}), and Vitrine runs none; {REMEDY}"
        )
    if value.casefold() in OURS:
        return ""
    return (
        f"git is told that {name} is written in another encoding ({ENCODING}={value}), and "
        f"Vitrine writes UTF-8; {REMEDY}"
    )
