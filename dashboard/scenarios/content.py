"""A scenario file's content, wherever it was found: on disk or in the history."""

from functools import lru_cache
from typing import NamedTuple

from recommender.documents.node import Malformed
from recommender.documents.reading import decode, read_document
from recommender.refusal import Refusal
from recommender.scenario import Scenario
from recommender.scenario.reading import read_scenario

MOST_KEPT = 4_096


class Read(NamedTuple):
    """`trouble` says why there is no scenario; both empty where there is no file."""

    scenario: Scenario | None = None
    trouble: str = ""


@lru_cache(MOST_KEPT)
def read_content(scenario_id: str, content: bytes | None) -> Read:
    """Without the catalogue: what it names may have left the shop since."""
    if content is None:
        return Read()
    try:
        return Read(read_scenario(scenario_id, read_document(decode(content))))
    except Malformed as error:
        return Read(trouble=f"{scenario_id}.yaml:{error.line}:{error.column}: {error.sentence}")
    except Refusal as error:
        return Read(trouble=f"{scenario_id}.yaml: {error}")
