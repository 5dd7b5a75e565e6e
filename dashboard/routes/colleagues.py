"""What a person hears of their colleagues about one scenario, as their own columns have it."""

from dataclasses import asdict
from typing import Any

from dashboard import resources
from dashboard.releases import others
from dashboard.releases.person import Person
from dashboard.releases.stored import StoredJudgement, StoredVerdict
from dashboard.releases.threads import threads
from dashboard.routes.answers import plain


def conversation(name: str, scenario: str, person: Person) -> list[dict[str, Any]]:
    """The threads of one scenario that this person may read."""
    found = threads(resources.sessions(), name, scenario, person)
    return [plain(asdict(each)) for each in found]


def answers_of_others(name: str, scenario: str, person: Person) -> dict[str, Any] | None:
    """Others' verdicts by the reader's letters and judgements by product; None while hidden."""
    found = others.others(resources.sessions(), name, scenario, person)
    if found is None:
        return None
    return {
        "verdicts": {
            letter: [verdict(each) for each in said] for letter, said in found.verdicts.items()
        },
        "judgements": {
            product: [judgement(each) for each in said]
            for product, said in found.judgements.items()
        },
    }


def verdict(said: StoredVerdict) -> dict[str, Any]:
    return {"who": said.person_name, "value": said.value, "comment": said.comment}


def judgement(said: StoredJudgement) -> dict[str, Any]:
    return {
        "who": said.person_name,
        "value": said.value,
        "reasons": said.reasons,
        "comment": said.comment,
    }
