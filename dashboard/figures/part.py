"""Part of an outcome: of some shoppers, of some people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.releases.outcome import Asked, Outcome


@dataclass(frozen=True)
class Part:
    """Everything unless it says otherwise.

    `segment`: a line of a shopper's context, as "segment: new"; `people`: the ids of those whose
    answers count. What was settled holds for all people together, not for some of them.
    """

    tag: str = ""
    segment: str = ""
    people: frozenset[str] | None = None


def narrowed(outcome: Outcome, part: Part) -> Outcome:
    found = _of_people(outcome, part.people) if part.people is not None else outcome
    if not part.tag and not part.segment:
        return found
    return of_scenarios(found, [each.id for each in outcome.scenarios if _is_of(each, part)])


def of_scenarios(outcome: Outcome, ids: Iterable[str]) -> Outcome:
    """What was said of these shoppers and of the products that they were shown."""
    wanted = set(ids)
    scenarios = tuple(each for each in outcome.scenarios if each.id in wanted)
    situations = {each.situation for each in scenarios}
    return replace(
        outcome,
        scenarios=scenarios,
        verdicts=tuple(each for each in outcome.verdicts if each.scenario in wanted),
        preferences=tuple(each for each in outcome.preferences if each.scenario in wanted),
        judgements=tuple(each for each in outcome.judgements if each.situation in situations),
        settled_slates={
            slate: said for slate, said in outcome.settled_slates.items() if slate[0] in wanted
        },
        settled_products={
            case: said for case, said in outcome.settled_products.items() if case[0] in situations
        },
    )


def segments_of(asked: Asked) -> list[str]:
    """Each line of the shopper's context, as a group that others may stand in too."""
    return [f"{key}: {value}" for key, value in asked.shopper.items()]


def _is_of(asked: Asked, part: Part) -> bool:
    return (not part.tag or part.tag in asked.tags) and (
        not part.segment or part.segment in segments_of(asked)
    )


def _of_people(outcome: Outcome, people: frozenset[str]) -> Outcome:
    return replace(
        outcome,
        verdicts=tuple(each for each in outcome.verdicts if each.person in people),
        preferences=tuple(each for each in outcome.preferences if each.person in people),
        judgements=tuple(each for each in outcome.judgements if each.person in people),
        settled_slates={},
        settled_products={},
    )
