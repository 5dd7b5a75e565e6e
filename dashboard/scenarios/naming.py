"""Ids of scenarios, made from their titles."""

import re
import unicodedata
from pathlib import Path

from recommender.scenario import ScenarioNotSaved

LONGEST = 64


def id_from(title: str) -> str:
    """`The new camper` is the-new-camper; empty where nothing of the title can stand in an id."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].rstrip("-")


def free_id(folder: Path, title: str) -> str:
    """The title's id, numbered where a file has it already; `scenario` where it has none."""
    if not folder.is_dir():
        raise ScenarioNotSaved(f"The folder {folder} is missing; make it.")
    taken = {path.name.casefold() for path in folder.iterdir()}
    stem = id_from(title) or "scenario"
    tried, number = stem, 1
    while f"{tried}.yaml" in taken or f"{tried}.yml" in taken:
        number += 1
        ending = f"-{number}"
        tried = stem[: LONGEST - len(ending)].rstrip("-") + ending
    return tried
