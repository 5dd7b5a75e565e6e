"""Ids of scenarios, made from their titles."""

import re
import unicodedata
from pathlib import Path

from recommender.scenario import ScenarioNotSaved, scenario_path
from recommender.scenario.scenario import ID, RESERVED

LONGEST = 64


def id_from(title: str) -> str:
    """`The new camper` is the-new-camper; empty where nothing of the title can stand in an id."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].rstrip("-")


def free_id(folder: Path, title: str) -> str:
    """The title's id, numbered where a file has it already or none may have it; `scenario` where
    it has none."""
    there = folder.iterdir() if folder.is_dir() else ()
    taken = {path.name.casefold() for path in there} | {f"{each}.yaml" for each in RESERVED}
    stem = id_from(title) or "scenario"
    tried, number = stem, 1
    while f"{tried}.yaml" in taken or f"{tried}.yml" in taken:
        number += 1
        ending = f"-{number}"
        tried = stem[: LONGEST - len(ending)].rstrip("-") + ending
    return tried


def file_name(folder: Path, scenario_id: str) -> str:
    """Whether there is such a file or not; ScenarioNotSaved for an id that is none."""
    known = ID.fullmatch(scenario_id)
    return f"{scenario_id}.yaml" if known else scenario_path(folder, scenario_id).name


def refuse_reserved(scenario_id: str) -> None:
    if scenario_id in RESERVED:
        raise ScenarioNotSaved(
            f"No scenario can be named {scenario_id}: that is the page of one that has no name "
            "yet; choose another name."
        )
