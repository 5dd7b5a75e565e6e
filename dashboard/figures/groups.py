"""The figures apart: by tag, by a line of the shoppers' context, by who answered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.context import fact_in_words
from dashboard.figures.part import Part, narrowed, segments_of
from dashboard.figures.showing import Showing, showing
from dashboard.figures.weighing import slate_verdicts
from dashboard.releases.outcome import Outcome

Roles = Mapping[str, Iterable[str]]
"""The roles that each person holds now, by the person's id."""


@dataclass(frozen=True)
class Group:
    """`shoppers` scenarios; `by` candidate, how many of its slates people would show."""

    kind: str
    id: str
    title: str
    shoppers: int
    by: Mapping[str, Showing]


def groups(outcome: Outcome, roles: Roles) -> list[Group]:
    """The largest first; none that holds everybody: it would say the whole again."""
    return [
        *_of_shoppers("tag", outcome, tags(outcome)),
        *_of_shoppers("segment", outcome, segments(outcome)),
        *_of_roles(outcome, roles),
        *_of_people(outcome),
    ]


def tags(outcome: Outcome) -> dict[str, list[str]]:
    """The ids of the scenarios that bear each tag, tags in order; without a tag that all bear."""
    return _parts(outcome, ((tag, each.id) for each in outcome.scenarios for tag in each.tags))


def segments(outcome: Outcome) -> dict[str, list[str]]:
    """The ids of the scenarios for each line of their shoppers' context, such as "country: FR", in
    order; without a line that all have."""
    return _parts(
        outcome, ((line, each.id) for each in outcome.scenarios for line in segments_of(each))
    )


def title(name: str) -> str:
    """ "segment: new" as New shopper, "country: FR" as France; a tag as it is."""
    key, parted, value = name.partition(": ")
    if not parted:
        return name
    return fact_in_words(key, value)


def role_title(role: str) -> str:
    return role.removeprefix("approver:").replace("-", " ").capitalize()


def people(outcome: Outcome) -> dict[str, str]:
    """Names by id of all who said something, in order of the names."""
    said = (*outcome.verdicts, *outcome.preferences, *outcome.judgements)
    names = {each.person: each.person_name for each in said}
    return dict(sorted(names.items(), key=lambda each: (each[1].casefold(), each[0])))


def holders(outcome: Outcome, roles: Roles) -> dict[str, frozenset[str]]:
    """The ids of the people who hold each role now and said something in this review."""
    found = defaultdict(set)
    for each in people(outcome):
        for role in roles.get(each, ()):
            found[role].add(each)
    return {role: frozenset(found[role]) for role in sorted(found)}


def telling(outcome: Outcome, roles: Roles) -> dict[str, frozenset[str]]:
    """Like `holders`, without the roles that all who said something hold: such a group would be
    everybody."""
    whole = len(people(outcome))
    return {role: who for role, who in holders(outcome, roles).items() if len(who) < whole}


def _parts(outcome: Outcome, pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for name, scenario in pairs:
        found[name].append(scenario)
    whole = len(outcome.scenarios)
    return {name: found[name] for name in sorted(found) if len(found[name]) < whole}


def _of_shoppers(kind: str, outcome: Outcome, parts: Mapping[str, list[str]]) -> Iterator[Group]:
    verdicts = slate_verdicts(outcome)
    for name, scenarios in sorted(parts.items(), key=lambda each: (-len(each[1]), each[0])):
        by = {each["id"]: showing(verdicts, each["id"], scenarios) for each in outcome.candidates}
        yield Group(kind, name, title(name), len(scenarios), by)


def _of_roles(outcome: Outcome, roles: Roles) -> Iterator[Group]:
    for role, persons in telling(outcome, roles).items():
        yield _of(outcome, "role", role, role_title(role), persons)


def _of_people(outcome: Outcome) -> Iterator[Group]:
    known = people(outcome)
    if len(known) > 1:
        for person, name in known.items():
            yield _of(outcome, "person", person, name, frozenset({person}))


def _of(outcome: Outcome, kind: str, name: str, told: str, persons: frozenset[str]) -> Group:
    theirs = narrowed(outcome, Part(people=persons))
    verdicts = slate_verdicts(theirs)
    scenarios = [each.id for each in outcome.scenarios]
    by = {each["id"]: showing(verdicts, each["id"], scenarios) for each in outcome.candidates}
    answered = {scenario for scenario, _ in verdicts}
    return Group(kind, name, told, len(answered), by)
