"""Scenarios saved: only what was edited changes in the file."""

import json
import os
from pathlib import Path

from recommender.documents.edits import changed, with_whole_numbers
from recommender.documents.node import Malformed
from recommender.documents.reading import BOM, decode, read_document
from recommender.documents.writing import entry
from recommender.file_replacement import replace_files
from recommender.refusal import Refusal
from recommender.scenario.folder import ScenarioUnreadable, read_text
from recommender.scenario.reading import Misread, read_scenario
from recommender.scenario.scenario import ID, Scenario

SCHEMA = "# yaml-language-server: $schema=schema.json\n"


class ScenarioNotSaved(Refusal):
    """Why; what was there before stands."""


def render_scenario(scenario: Scenario, existing: str | None = None) -> str:
    """The file's text: of `existing` only what was edited changes. ScenarioNotSaved where the
    scenario cannot be read back, or `existing` cannot be read."""
    document = scenario.as_document()
    if existing is not None:
        text = _edited(scenario, existing)
        if _flaw(scenario, text) is None:
            return text
    text = SCHEMA + "".join(entry(key, value) for key, value in document.items())
    if (flaw := _flaw(scenario, text)) is not None:
        raise ScenarioNotSaved(f"{scenario.id} is not saved: {flaw}")
    return text


def save_scenario(folder: Path, scenario: Scenario) -> Path:
    """Write it into its file, all or nothing; ScenarioNotSaved where it cannot be."""
    path = scenario_path(folder, scenario.id)
    try:
        existing = read_text(path) if os.path.lexists(path) else None
        text = render_scenario(scenario, existing)
        if text != existing:
            replace_files({path: text.encode("utf-8")})
    except (Malformed, ScenarioUnreadable) as error:
        raise ScenarioNotSaved(f"{path} is not saved: {error}") from error
    except OSError as error:
        raise ScenarioNotSaved(
            f"{path} is not saved: {error.strerror}. What was there before stands."
        ) from error
    return path


def scenario_path(folder: Path, scenario_id: str) -> Path:
    """Where it is or would be; ScenarioNotSaved for an id that is none, or that another file's
    name equals but for capitals."""
    if not ID.fullmatch(scenario_id):
        raise ScenarioNotSaved(
            f"{scenario_id[:80]!r} is no scenario id: small letters, digits and hyphens, "
            "at most 64, the first no hyphen."
        )
    name = f"{scenario_id}.yaml"
    path = Path(folder) / name
    if not path.parent.is_dir():
        raise ScenarioNotSaved(f"{path} is not saved: the folder {folder} is missing; make it.")
    with os.scandir(path.parent) as found:
        clash = next((each.name for each in found if _clash(each.name, name)), None)
    if clash:
        raise ScenarioNotSaved(f"{path} is not saved: {clash} is there; rename it.")
    return path


def _clash(found: str, name: str) -> bool:
    """The lengths first: folders are large, and a name in small letters is its own casefold."""
    alike = len(found) == len(name) or not found.isascii()
    return alike and found.casefold() == name != found


def _edited(scenario: Scenario, existing: str) -> str:
    text = existing.removeprefix(BOM)
    try:
        root = read_document(text)
        before = read_scenario(scenario.id, root)
    except (Malformed, Misread) as error:
        raise ScenarioNotSaved(
            f"{scenario.id} is not saved: its file has to be mended first, {error}"
        ) from error
    after = changed(text, root, before.as_document(), scenario.as_document())
    return existing[: len(existing) - len(text)] + after


def _flaw(scenario: Scenario, text: str) -> str | None:
    """What keeps `text` from meaning the scenario."""
    try:
        found = read_scenario(scenario.id, read_document(decode(text.encode()))).as_record()
    except UnicodeEncodeError:
        return "a text holds a character that cannot be stored; delete it."
    except Malformed as error:
        return error.sentence
    except Misread as error:
        return error.troubles[0].sentence
    wanted = scenario.as_record()
    return next(
        (f"{name} cannot be stored as it is." for name in wanted if _differ(name, wanted, found)),
        None,
    )


def _differ(name: str, wanted: dict, found: dict) -> bool:
    """An owner left empty is none; the order of facts and options says nothing."""
    said, read = (
        json.dumps(with_whole_numbers(each[name] or None), default=str, sort_keys=True)
        for each in (wanted, found)
    )
    return said != read
