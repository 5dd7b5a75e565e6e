"""Scenario files that came whole, filed byte for byte: comments, order and line ends stay."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios.content import read_content
from dashboard.scenarios.ledger import Done, opened
from recommender.scenario import ScenarioNotSaved


def file_texts(
    folder: Path,
    person: Person,
    texts: Mapping[str, bytes],
    seen: Mapping[str, str | None],
    message: str,
) -> Done:
    """All or none, by the scenarios' ids; `seen` has the version opened of each, None for a new
    one. ScenarioNotSaved where one cannot be read, ChangedMeanwhile where one is another by now.
    """
    for scenario_id, content in texts.items():
        if trouble := read_content(scenario_id, content).trouble:
            raise ScenarioNotSaved(f"Nothing was saved: {trouble}")
    with opened(folder, person) as ledger:
        before = ledger.read({each: seen[each] for each in texts})
        return ledger.change(before, texts, message)
