"""Deleted scenarios brought back together, in one commit."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios.content import read_content
from dashboard.scenarios.conversions import refuse_converted
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.ledger import Done, opened
from dashboard.scenarios.log import contents, deletions
from dashboard.scenarios.recovery import MOST, content_at
from dashboard.scenarios.repository import find_repository
from recommender.scenario import ScenarioNotSaved


def bring_back(folder: Path, person: Person, commits: Mapping[str, str]) -> Done:
    """Each by its id as it was before the commit that deleted it, all or none.

    ChangedMeanwhile where one of that name is there again; ScenarioNotSaved where one cannot be
    found in the history or read.
    """
    with opened(folder, person) as ledger:
        before = ledger.read(dict.fromkeys(commits))
        after = _last_held(folder, commits)
        titles = [_title(scenario_id, content) for scenario_id, content in after.items()]
        what = titles[0] if len(titles) == 1 else f"{len(titles)} scenarios"
        return ledger.change(before, after, f"Bring back {what}")


def _last_held(folder: Path, commits: Mapping[str, str]) -> dict[str, bytes]:
    """All that were deleted in commits are asked for at once; the others were deleted without."""
    try:
        repository = find_repository(folder)
        refuse_converted(repository, [f"{each}.yaml" for each in commits])
        blobs = {(each.name, each.commit): each.blob for each in deletions(repository, MOST)}
        places = {name: blobs.get((f"{name}.yaml", commit)) for name, commit in commits.items()}
        held = contents(repository, filter(None, places.values()))
    except NotRecorded as trouble:
        raise ScenarioNotSaved(f"There is no history to restore from: {trouble}") from trouble
    return {
        name: held.get(places[name]) or content_at(folder, name, commit)
        for name, commit in commits.items()
    }


def _title(scenario_id: str, content: bytes) -> str:
    scenario, trouble = read_content(scenario_id, content)
    if scenario is None:
        raise ScenarioNotSaved(f"{scenario_id} cannot be brought back: {trouble}")
    return scenario.title
