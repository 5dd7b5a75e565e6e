"""The evidence of a release as rows of shoppers and columns of candidates."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.releases.choices import Answer
from dashboard.releases.sheets import DecisionPage, StoredVerdict

COUNTED = {
    Answer.SHOW: "to show",
    Answer.RESERVATIONS: "with reservations",
    Answer.DO_NOT_SHOW: "not to show",
}


def table(decision: DecisionPage, seen: Mapping[str, dict]) -> dict:
    """`seen`: by scenario what was bought and, by column, the first products shown.

    A blind person's page sums nothing up over scenarios: each of its columns is another
    candidate's in each of them.
    """
    page = decision.page
    return {
        "release": page.line.name,
        "candidates": [_candidate(each, decision) for each in page.candidates],
        "scenarios": [
            {
                "id": line.id,
                "title": line.title,
                "bought": seen[line.id]["bought"],
                "by": {
                    each["id"]: _cell(decision, seen[line.id], line.id, each["id"])
                    for each in page.candidates
                },
            }
            for line in page.scenarios
        ],
    }


def _candidate(candidate: Mapping, decision: DecisionPage) -> dict:
    named = {"id": candidate["id"], "title": candidate["title"]}
    if decision.page.line.blind:
        return {**named, "tag": "", "summary": "", "unmet": ""}
    verdicts = [each for each in decision.verdicts if each.candidate == candidate["id"]]
    unmet = sum(each.candidate == candidate["id"] for each in decision.unmet)
    return {
        **named,
        "tag": tag(candidate, decision.page.incumbent),
        "summary": summary(verdicts),
        "unmet": unmet_words(unmet),
    }


def unmet_words(count: int) -> str:
    if not count:
        return "Meets every expectation"
    return f"{count} expectation{'' if count == 1 else 's'} not met"


def tag(candidate: Mapping, incumbent: str | None) -> str:
    if candidate["id"] == incumbent:
        return "In production now"
    return "The least to beat" if candidate.get("baseline") else ""


def summary(verdicts: Sequence[StoredVerdict]) -> str:
    counts = Counter(each.value for each in verdicts)
    said = [f"{counts[each]} {words}" for each, words in COUNTED.items() if counts[each]]
    return ", ".join(said) or "No verdict yet"


def _cell(decision: DecisionPage, seen: Mapping, scenario: str, candidate: str) -> dict:
    here = [
        each
        for each in decision.verdicts
        if (each.scenario, each.candidate) == (scenario, candidate)
    ]
    unmet = [
        each.finding.get("detail") or each.finding["sentence"]
        for each in decision.unmet
        if (each.scenario, each.candidate) == (scenario, candidate)
    ]
    return {
        "products": seen["columns"][candidate]["shown"],
        "note": seen["columns"][candidate]["note"],
        "verdicts": [
            {"value": each.value, "who": each.person_name, "comment": each.comment}
            for each in here
            if each.value is not Answer.NONE or each.comment
        ],
        "unmet": unmet,
    }
