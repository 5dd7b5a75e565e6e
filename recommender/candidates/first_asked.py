"""What each slate of a file was first fitted as an answer to, kept for the whole shop."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from recommender.candidate import CandidateNotFitted
from recommender.file_replacement import replace_files
from recommender.replacement import held

FILE = "first-asked.json"
"""Below the shop's candidates/: a model's new id, path or neighbour in its file changes nothing."""
MOST_SLATES = 100
"""Remembered for one scenario, the latest ones."""
MOST_BYTES = 50_000_000

Histories = dict[str, dict[str, str]]
"""By the scenario's id, then by the slate's digest: the digest of what was asked."""


def slate_digest(products: Iterable[str], scores: Iterable[float]) -> str:
    """SHA-256, in hex, of the products' ids and scores as text, best first."""
    rows = [[product, repr(float(score))] for product, score in zip(products, scores, strict=True)]
    return hashlib.sha256(json.dumps(rows).encode("utf-8", "surrogatepass")).hexdigest()


def first_asked(
    folder: Path, slates: Mapping[str, str], said: Mapping[str, str], now: Mapping[str, str]
) -> tuple[dict[str, str], int]:
    """What each slate answers, by the scenario's id, empty where that is not known; and how many
    of them are taken for the first time as answers to what is asked now.

    `folder` is the shop's candidates/. `slates` are the slates' digests, `said` what their file
    says they answer, `now` what the scenarios ask, all by the scenario's id. What is found is
    remembered in `folder`. CandidateNotFitted where it cannot be read or written.
    """
    try:
        folder.mkdir(exist_ok=True)
        with held(folder):
            path = folder / FILE
            histories = _read(path)
            before = {key: histories.get(key, {}).get(slate, "") for key, slate in slates.items()}
            bound = {key: said.get(key) or before[key] or now.get(key, "") for key in slates}
            if _remember(histories, {key: slates[key] for key in slates if key in now}, bound):
                replace_files({path: json.dumps(histories).encode()})
    except OSError as error:
        raise CandidateNotFitted(
            f"{folder / FILE} could not be read or written: {error.strerror or error}; nothing was "
            "changed. Make room or give permission and fit again."
        ) from error
    new = [key for key, asked in bound.items() if asked and not (said.get(key) or before[key])]
    return bound, len(new)


def _remember(histories: Histories, slates: Mapping[str, str], bound: Mapping[str, str]) -> bool:
    """Whether anything is new. Only of scenarios that there are, so that it stays small."""
    changed = False
    for key, slate in slates.items():
        history = histories.setdefault(key, {})
        if history.get(slate) != bound[key]:
            changed = True
            history.pop(slate, None)
            kept = [*history.items(), (slate, bound[key])]
            histories[key] = dict(kept[-MOST_SLATES:])
    return changed


def _read(path: Path) -> Histories:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return {}
    try:
        told = json.loads(content) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        told = None
    if not _are_histories(told):
        raise CandidateNotFitted(
            f"{path} is damaged, so it cannot be told for which baskets the lists were computed; "
            "nothing was changed. Bring it back from a backup; or remove it and fit again, which "
            "takes every list as computed for what is asked now."
        )
    return told


def _are_histories(told: object) -> bool:
    return isinstance(told, dict) and all(
        isinstance(each, dict) and all(isinstance(asked, str) for asked in each.values())
        for each in told.values()
    )
