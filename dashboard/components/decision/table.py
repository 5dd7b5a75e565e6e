"""The evidence of a release as rows of shoppers and columns of candidates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from dashboard.figures.showing import Showing, showing
from dashboard.figures.weighing import weigh
from dashboard.figures.wording import INCUMBENT
from dashboard.releases import counts
from dashboard.releases.choices import Answer
from dashboard.releases.person import Person
from dashboard.releases.sheets import DecisionPage, ScenarioLine, UnmetFinding
from dashboard.releases.stored import StoredSettlement, StoredVerdict

Told = TypeVar("Told", StoredVerdict, UnmetFinding)

SETTLED = {
    Answer.SHOW: "Show",
    Answer.RESERVATIONS: "Reservations",
    Answer.DO_NOT_SHOW: "Don’t show",
}


def table(decision: DecisionPage, seen: Mapping[str, dict], person: Person) -> dict:
    """`seen`: by scenario what was bought and, by column, the first products shown.

    A blind person's page sums nothing up over scenarios: each of its columns is another
    candidate's in each of them. Who reviews nothing has no verdicts to read before the review is
    closed: they read how `far` each shopper is.
    """
    page, verdicts, unmet = decision.page, _by_slate(decision.verdicts), _by_slate(decision.unmet)
    counted = not decision.told and not person.reviewer

    def cell(*slate: str) -> dict:
        """One cell: what one candidate showed one scenario's shopper, and what was said."""
        standing = seen[slate[0]]["columns"][slate[1]]
        settlement = decision.settled.get(slate)
        return _cell(standing, verdicts.get(slate, ()), unmet.get(slate, ()), settlement)

    return {
        "release": page.line.name,
        "candidates": [_candidate(each, decision) for each in page.candidates],
        "scenarios": [
            {
                "id": line.id,
                "title": line.title,
                "far": far(line) if counted else "",
                "bought": seen[line.id]["bought"],
                "by": {each["id"]: cell(line.id, each["id"]) for each in page.candidates},
            }
            for line in page.scenarios
        ],
    }


def far(line: ScenarioLine) -> str:
    """How far everybody together is with a shopper, as every page says it."""
    return counts.far(line.count)


def _candidate(candidate: Mapping, decision: DecisionPage) -> dict:
    named = {"id": candidate["id"], "title": candidate["title"]}
    if decision.page.line.blind:
        return {**named, "tag": "", "summary": "", "unmet": ""}
    unmet = sum(each.candidate == candidate["id"] for each in decision.unmet)
    return {
        **named,
        "tag": _tag(candidate, decision),
        "summary": summary(decision, candidate["id"]) if decision.told else "",
        "unmet": unmet_words(unmet),
    }


def unmet_words(count: int) -> str:
    if not count:
        return "Meets every expectation"
    return f"{count} expectation{'' if count == 1 else 's'} not met"


def _tag(candidate: Mapping, decision: DecisionPage) -> str:
    if candidate["id"] == decision.page.incumbent:
        return INCUMBENT
    return "The least to beat" if candidate.get("baseline") else ""


def summary(decision: DecisionPage, candidate: str) -> str:
    """As the figures count: each slate once."""
    given = (
        ((each.scenario, each.candidate), each.value)
        for each in decision.verdicts
        if each.candidate == candidate and each.value is not Answer.NONE
    )
    settled = {
        slate: Answer(each.value)
        for slate, each in decision.settled.items()
        if slate[1] == candidate
    }
    scenarios = [each.id for each in decision.page.scenarios]
    told = counted_slates(showing(weigh(given, settled), candidate, scenarios))
    return f"{told}; {len(settled)} as it was settled" if settled else told


def counted_slates(found: Showing) -> str:
    if not found.whole:
        return "No verdict yet"
    slates = "1 selection" if found.whole == 1 else f"{found.whole} selections"
    told = [f"{found.shown} of {slates} to show"]
    told += [f"{found.reserved} with reservations"] if found.reserved else []
    told += [f"{found.refused} not to show"] if found.refused else []
    return ", ".join(told)


def _by_slate(found: Iterable[Told]) -> dict[tuple[str, str], list[Told]]:
    """Verdicts, or unmet findings, grouped by (scenario id, candidate id)."""
    slates = defaultdict(list)
    for each in found:
        slates[each.scenario, each.candidate].append(each)
    return slates


def _cell(
    standing: Mapping,
    verdicts: Iterable[StoredVerdict],
    unmet: Iterable[UnmetFinding],
    settlement: StoredSettlement | None,
) -> dict:
    return {
        "products": standing["shown"],
        "note": standing["note"],
        "verdicts": [
            {"value": each.value, "who": each.person_name, "comment": each.comment}
            for each in verdicts
            if each.value is not Answer.NONE or each.comment
        ],
        "settled": settled(settlement),
        "unmet": [each.finding.get("detail") or each.finding["sentence"] for each in unmet],
    }


def settled(stored: StoredSettlement | None) -> dict | None:
    if stored is None:
        return None
    return {
        "value": stored.value,
        "told": f"Settled as {SETTLED[Answer(stored.value)]}",
        "who": stored.person_name,
        "reason": stored.reason,
    }
