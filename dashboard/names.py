"""What models are called: by their titles, or not at all before whoever is blind."""

import re
from collections.abc import Iterable

from dashboard import resources
from dashboard.releases.facts import DatabaseAway
from dashboard.releases.lettering import is_blind_somewhere
from dashboard.releases.person import Person
from recommender.settings import CandidateSettings

UNNAMED = "A model cannot be asked just now; whoever runs the dashboard can tell why."


def hidden_from(person: Person) -> bool:
    """Whether they are blind in any release; where that cannot be told, they are."""
    try:
        return is_blind_somewhere(resources.sessions(), person)
    except DatabaseAway:
        return True


def unnamed(sentence: str, person: Person) -> str:
    """The sentence as this person may read it: before the blind it names no model."""
    names = (name for each in resources.settings().candidates for name in _names(each))
    if _tells(sentence, names) and hidden_from(person):
        return UNNAMED
    return sentence


def _names(candidate: CandidateSettings) -> tuple[str, ...]:
    return candidate.id, candidate.title, candidate.kind


def _tells(sentence: str, names: Iterable[str]) -> bool:
    folded = sentence.casefold()
    return any(re.search(rf"(?<!\w){re.escape(each.casefold())}(?!\w)", folded) for each in names)
