"""The same file's further sections: people, database, sign-in, sign-off."""

import re
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from recommender.settings import Settings as RecommenderSettings

ROLE = r"^(proposer|reviewer|approver:[a-z0-9-]{1,40})$"

DATABASES = ("sqlite:///", "postgresql+psycopg://")


class PersonSettings(BaseModel):
    """One [[people]] table; the demo sign-in chooses among them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    name: str = Field(min_length=1, max_length=80)
    email: str = ""
    roles: tuple[str, ...] = ()
    token_digest: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """SHA-256 of the token a pipeline bears in this person's name."""

    @field_validator("roles")
    @classmethod
    def _known_roles(cls, roles: tuple[str, ...]) -> tuple[str, ...]:
        for role in roles:
            if not re.match(ROLE, role):
                raise ValueError(f"{role!r} is no role: proposer, reviewer or approver:NAME")
        return roles


class SignInSettings(BaseModel):
    """How people say who they are; `demo` chooses among [[people]] without a password."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    demo: bool = True
    networks: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """From where the demo sign-in may be used."""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Names under which the demo may be addressed."""
    hours: int = Field(default=12, ge=1, le=720)


class SignOffSettings(BaseModel):
    """What a release needs before it is GO; part of every fingerprint."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quorum: int = Field(default=1, ge=1, le=9)


class Settings(RecommenderSettings):
    """One file for both packages."""

    foreign: ClassVar[frozenset[str]] = frozenset()

    database: str = "sqlite:///var/vitrine.db"
    pictures: Path = Path("var/pictures")
    people: tuple[PersonSettings, ...] = ()
    sign_in: SignInSettings = SignInSettings()
    sign_off: SignOffSettings = SignOffSettings()

    @field_validator("database")
    @classmethod
    def _known_database(cls, address: str) -> str:
        if not address.startswith(DATABASES):
            raise ValueError(f"a database's address begins with {' or '.join(DATABASES)}")
        return address
