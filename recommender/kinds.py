"""The kinds of candidates: every module of recommender/candidates/ that names a class KIND."""

import importlib
import pkgutil

from pydantic import ValidationError

from recommender import candidates
from recommender.candidate import Candidate
from recommender.refusal import Refusal
from recommender.settings import CandidateSettings
from recommender.words import did_you_mean


class CandidateUnknown(Refusal):
    """A kind or a parameter that no candidate has."""


def kinds() -> dict[str, type[Candidate]]:
    """Every kind by its name."""
    found = {each.name: _kind(each.name) for each in pkgutil.iter_modules(candidates.__path__)}
    return {name: kind for name, kind in found.items() if kind}


def make_candidate(settings: CandidateSettings) -> Candidate:
    """CandidateUnknown, naming the nearest known, where its kind or a parameter is none of ours."""
    modules = {each.name for each in pkgutil.iter_modules(candidates.__path__)}
    kind = _kind(settings.kind) if settings.kind in modules else None
    if kind is None:
        hint = did_you_mean(settings.kind, kinds())
        raise CandidateUnknown(
            f"Candidate {settings.id!r} is of an unknown kind {settings.kind!r}.{hint}"
        )
    declared = {"id": settings.id, "kind": settings.kind, "title": settings.title}
    try:
        return kind.model_validate(
            declared | settings.parameters, context={"folder": settings.settings_folder}
        )
    except ValidationError as error:
        raise CandidateUnknown(_sentence(settings, kind, error)) from error


def _kind(module: str) -> type[Candidate] | None:
    return getattr(importlib.import_module(f"{candidates.__name__}.{module}"), "KIND", None)


def _sentence(settings: CandidateSettings, kind: type[Candidate], error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    who = f"Candidate {settings.id!r} of kind {settings.kind!r}"
    if first["type"] == "extra_forbidden":
        known = kind.model_fields.keys() - Candidate.model_fields.keys()
        return f"{who} has no parameter {name!r}.{did_you_mean(name, known)}"
    if first["type"] == "missing":
        return f"{who} needs the parameter {name!r}."
    if first["type"] == "value_error":
        return f"{who}: {name}: {first['ctx']['error']}."
    message = first["msg"][0].lower() + first["msg"][1:]
    return f"{who}: {name} is {first['input']!r}, but {message}."
