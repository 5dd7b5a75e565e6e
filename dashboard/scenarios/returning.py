"""Deleted scenarios brought back together, in one commit."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios.content import read_content
from dashboard.scenarios.ledger import Done, opened
from dashboard.scenarios.recovery import content_at
from recommender.scenario import ScenarioNotSaved


def bring_back(folder: Path, person: Person, commits: Mapping[str, str]) -> Done:
    """Each by its id as it was before the commit that deleted it, all or none.

    ChangedMeanwhile where one of that name is there again; ScenarioNotSaved where one cannot be
    found in the history or read.
    """
    with opened(folder, person) as ledger:
        before = ledger.read(dict.fromkeys(commits))
        after = {each: content_at(folder, each, commit)[0] for each, commit in commits.items()}
        titles = []
        for scenario_id, content in after.items():
            scenario, trouble = read_content(scenario_id, content)
            if scenario is None:
                raise ScenarioNotSaved(f"{scenario_id} cannot be brought back: {trouble}")
            titles.append(scenario.title)
        what = titles[0] if len(titles) == 1 else f"{len(titles)} scenarios"
        return ledger.change(before, after, f"Bring back {what}")
