"""vitrine.toml and the environment: shop, scenarios, candidates."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from recommender import toml
from recommender.refusal import Refusal
from recommender.text import fit_text, trouble_with_text
from recommender.words import did_you_mean


class SettingsUnreadable(Refusal):
    """vitrine.toml or the environment says something we cannot follow."""


class CandidateSettings(BaseModel):
    """One [[candidates]] table: id, kind, title; the rest are the kind's own parameters."""

    model_config = ConfigDict(extra="allow", frozen=True)

    settings_folder: Path = Field(default=Path(), exclude=True, repr=False)
    """Where the files lie that a parameter names by a relative path."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    kind: str
    title: str = Field(min_length=1, max_length=80)

    @property
    def parameters(self) -> dict[str, Any]:
        return dict(self.model_extra or {})


class Settings(BaseSettings):
    """What the recommender reads; the dashboard's class extends it by its own sections.

    Relative paths in the file mean the file's folder, those in the environment the current one.
    """

    model_config = SettingsConfigDict(
        env_prefix="VITRINE_", env_nested_delimiter="__", extra="forbid", frozen=True
    )
    foreign: ClassVar[frozenset[str]] = frozenset(
        {"database", "people", "pictures", "review", "server", "sign_in", "sign_off"}
    )

    shop: Path = Path("shops/demo")
    scenarios: Path = Path("scenarios")
    candidates: tuple[CandidateSettings, ...] = ()
    expect: tuple[dict[str, Any], ...] = ()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file, which arrives as init settings."""
        return env_settings, init_settings

    @classmethod
    def load(cls) -> Self:
        """The file that VITRINE_SETTINGS names (default vitrine.toml), then the environment."""
        return cls.read(cls.path())

    @staticmethod
    def path() -> Path:
        return Path(os.environ.get("VITRINE_SETTINGS", "vitrine.toml")).expanduser()

    @classmethod
    def read(cls, path: Path) -> Self:
        """The same from one file; SettingsUnreadable names it and what is wrong."""
        return cls.parse(path, read_settings(path))

    @classmethod
    def parse(cls, path: Path, content: bytes) -> Self:
        """The same from what the file at `path` says."""
        try:
            return cls(**cls._values(path, content))
        except ValidationError as error:
            raise SettingsUnreadable(f"{path}: {_sentence(cls, error)}") from error
        except SettingsError as error:
            raise SettingsUnreadable(f"The environment: {error}; write it as JSON.") from error

    @classmethod
    def _values(cls, path: Path, content: bytes) -> dict[str, Any]:
        try:
            values = toml.parse(content)
        except ValueError as error:
            raise SettingsUnreadable(f"{path}: {error}.") from error
        if trouble := _unfit(values):
            raise SettingsUnreadable(f"{path}: {trouble}; delete it.")
        for key in values:
            if key not in cls.model_fields and key not in cls.foreign:
                hint = did_you_mean(key, cls.model_fields | dict.fromkeys(cls.foreign))
                raise SettingsUnreadable(f"{path}: unknown key {key!r}.{hint}")
        known = {key: value for key, value in values.items() if key in cls.model_fields}
        return known | cls._placed(known, path.parent)

    @classmethod
    def _placed(cls, values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
        """What names a place, the defaults too: relative paths mean `folder`."""
        placed: dict[str, Any] = {}
        for name, field in cls.model_fields.items():
            path = values.get(name, field.default)
            if field.annotation is Path and isinstance(path, str | Path):
                placed[name] = folder / path
        tables = values.get("candidates")
        if isinstance(tables, list):
            placed["candidates"] = [_placed_table(each, folder) for each in tables]
        return placed

    def candidate(self, candidate_id: str) -> CandidateSettings:
        known = {each.id: each for each in self.candidates}
        if candidate_id not in known:
            hint = did_you_mean(candidate_id, known)
            raise SettingsUnreadable(f"vitrine.toml lists no candidate {candidate_id!r}.{hint}")
        return known[candidate_id]


def _placed_table(table: object, folder: Path) -> object:
    return {**table, "settings_folder": folder} if isinstance(table, dict) else table


def _unfit(values: Any) -> str | None:
    """What is wrong with the first text, key or value, that holds a character we do not take; None
    where all are fit."""
    if isinstance(values, str):
        trouble = trouble_with_text(values)
        return trouble and f"the text {fit_text(values)!r} {trouble}"
    if isinstance(values, Mapping):
        values = [*values, *values.values()]
    return next(filter(None, map(_unfit, values)), None) if isinstance(values, list) else None


def read_settings(path: Path) -> bytes:
    """The settings file's bytes; SettingsUnreadable where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SettingsUnreadable(
            f"{path} is missing; run from the project's folder or name it in VITRINE_SETTINGS."
        ) from error
    except OSError as error:
        raise SettingsUnreadable(f"{path} cannot be read: {error.strerror}.") from error


def _sentence(settings: type[BaseModel], error: ValidationError) -> str:
    errors = error.errors()
    first = next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        *path, key = first["loc"]
        return f"{where}: unknown key {key!r}.{did_you_mean(key, _keys(settings, path))}"
    said = first["msg"].removeprefix("Value error, ")
    ended = said if said.endswith((".", "?")) else f"{said}."
    return f"{where}: {ended}" if where else ended


def _keys(model: type[BaseModel], path: Iterable[str | int]) -> list[str]:
    """What the section at `path` may hold; the places in lists lead nowhere else."""
    for name in path:
        if isinstance(name, str):
            annotation = model.model_fields[name].annotation
            inner = [annotation, *get_args(annotation)]
            model = next(each for each in inner if hasattr(each, "model_fields"))
    return list(model.model_fields)
