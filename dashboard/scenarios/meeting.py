"""Two people at one file: what is told to the one who comes second."""

from dashboard.scenarios.author import SOMEBODY, Author
from dashboard.scenarios.content import read_content
from dashboard.scenarios.facts import ChangedMeanwhile
from dashboard.scenarios.log import last_author
from dashboard.scenarios.renames import new_id
from dashboard.scenarios.repository import Repository
from dashboard.scenarios.versions import digest


def changed_meanwhile(
    repository: Repository | None, scenario_id: str, seen: str | None, content: bytes | None
) -> ChangedMeanwhile:
    """`content` is what the file holds now, None where it is gone."""
    author = last_author(repository, f"{scenario_id}.yaml")
    theirs, trouble = read_content(scenario_id, content)
    gone = content is None and seen is not None
    to = new_id(repository, scenario_id) if gone and repository else None
    return ChangedMeanwhile(
        _sentence(scenario_id, seen, content, author, to),
        digest(content) if content is not None else None,
        theirs,
        trouble,
        author.by,
        author.on,
        to,
    )


def _sentence(
    scenario_id: str, seen: str | None, content: bytes | None, author: Author, to: str | None
) -> str:
    name, who = f"{scenario_id}.yaml", author.by
    if seen is None:
        return f"There is already a scenario {scenario_id}; choose another name."
    who = who[:1].upper() + who[1:] if who == SOMEBODY else who
    if content is not None:
        act = f"{who} changed {name} since you opened it"
    elif to:
        act = f"{who} renamed {name} to {to}.yaml since you opened it"
    else:
        act = f"{who} deleted {name} since you opened it"
    return f"{act}. Nothing was overwritten: look at both and choose."
