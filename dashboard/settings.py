"""The same file's further sections: people, database, server, sign-in, sign-off."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from recommender.settings import Settings as RecommenderSettings
from recommender.words import did_you_mean

ROLE = r"^(proposer|reviewer|approver:[a-z0-9-]{1,40})$"

THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?")
PUBLIC = re.compile(rf"(?P<scheme>https?)://(?P<host>{HOST.pattern})(:(?P<port>[0-9]{{1,5}}))?/?")

SQLITE = "sqlite:///"
DATABASES = (SQLITE, "postgresql+psycopg://")


def _twice(ids: Iterable[str]) -> str | None:
    """The first that is listed more than once."""
    return next((each for each, count in Counter(ids).items() if count > 1), None)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


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


class ServerSettings(BaseModel):
    """Where the dashboard listens, and under which addresses browsers reach it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    listen: str = "127.0.0.1"
    """The address to listen on; --host says another."""
    hosts: tuple[str, ...] = ()
    """Names that browsers may use for it, besides those of this machine and the public one."""
    public_address: str = ""
    """What browsers see where a proxy stands before it: scheme, host and port."""
    patience: int = Field(default=20, ge=1)
    """Seconds that the head of a request may take to arrive, and each further part of it."""

    @field_validator("hosts")
    @classmethod
    def _names_alone(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not HOST.fullmatch(host.lower()):
                raise ValueError(
                    f"{host!r} is no name of a host: write the name alone, "
                    'like "vitrine.example", without scheme, port and path'
                )
        return tuple(host.lower() for host in hosts)

    @field_validator("public_address")
    @classmethod
    def _scheme_and_host(cls, address: str) -> str:
        found = PUBLIC.fullmatch(address.lower())
        if address and (found is None or not 0 < int(found["port"] or 1) < 65536):
            raise ValueError(
                f"{address!r} is no public address: write scheme, host and perhaps a port, "
                'like "https://vitrine.example", without a path'
            )
        if found is None:
            return ""
        usual = {"http": "80", "https": "443"}[found["scheme"]]
        port = "" if found["port"] in (None, usual) else f":{found['port']}"
        return f"{found['scheme']}://{found['host']}{port}"

    @property
    def names(self) -> frozenset[str]:
        """All the names by which it may be called."""
        public = PUBLIC.fullmatch(self.public_address)
        return frozenset({*THIS_MACHINE, *self.hosts, *([public["host"]] if public else [])})

    @property
    def alone(self) -> bool:
        """Whether nothing but this machine can reach it, as far as settings tell."""
        if self.public_address:
            return False
        return self.listen == "localhost" or _is_loopback(self.listen)


class SignInSettings(BaseModel):
    """How people say who they are; `demo` chooses among [[people]] without a password."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    demo: bool | None = None
    """Where it is not said: on, if only this machine can reach the dashboard."""
    networks: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """From where the demo sign-in may be used."""
    hosts: tuple[str, ...] = THIS_MACHINE
    """Names under which the demo may be addressed."""
    hours: int = Field(default=12, ge=1, le=720)
    per_minute: int = Field(default=60, ge=1)
    """How many sign-ins one address may try in a minute."""


class SignOffSettings(BaseModel):
    """What a release needs before it is GO; part of every fingerprint."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quorum: int = Field(default=1, ge=1, le=9)


class ReasonSettings(BaseModel):
    """One [[review.reasons]] table: why a product is doubtful or must never be shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    title: str = Field(min_length=1, max_length=60)


REASONS = tuple(
    ReasonSettings(id=title.lower().replace(" ", "-"), title=title)
    for title in (
        "Wrong universe",
        "Too similar",
        "Out of season",
        "Wrong price level",
        "Wrong audience",
        "Poor picture",
        "Already owned",
        "Brand conflict",
    )
)


class AssignmentSettings(BaseModel):
    """One [[review.assignments]] table: who reviews the scenarios of one tag or owner."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tag: str = ""
    owner: str = ""
    people: tuple[str, ...] = ()
    """Ids of those it is for; everybody who reviews where none is named."""
    reviewers: int = Field(default=0, ge=0, le=99)
    """How many of them each scenario needs; 0: all are asked, and one is enough."""

    @model_validator(mode="after")
    def _tag_or_owner(self) -> Self:
        if bool(self.tag) == bool(self.owner):
            raise ValueError("an assignment names either a tag or an owner")
        if self.people and len(set(self.people)) < self.reviewers:
            raise ValueError(
                f"{self.reviewers} reviewers are needed, but only {len(set(self.people))} named"
            )
        return self


class ReviewSettings(BaseModel):
    """How a release is reviewed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reasons: tuple[ReasonSettings, ...] = Field(default=REASONS, min_length=1, max_length=30)
    reviewers: int = Field(default=0, ge=0, le=99)
    """The same for the scenarios that no assignment is about."""
    assignments: tuple[AssignmentSettings, ...] = ()

    @field_validator("reasons")
    @classmethod
    def _different(cls, reasons: tuple[ReasonSettings, ...]) -> tuple[ReasonSettings, ...]:
        twice = _twice(each.id for each in reasons)
        if twice:
            raise ValueError(f"the reason {twice!r} is listed twice")
        return reasons


class Settings(RecommenderSettings):
    """One file for both packages."""

    foreign: ClassVar[frozenset[str]] = frozenset()

    database: str = "sqlite:///var/vitrine.db"
    pictures: Path = Path("var/pictures")
    people: tuple[PersonSettings, ...] = ()
    server: ServerSettings = ServerSettings()
    sign_in: SignInSettings = SignInSettings()
    sign_off: SignOffSettings = SignOffSettings()
    review: ReviewSettings = ReviewSettings()

    @property
    def demo_open(self) -> bool:
        """Whether people may choose who they are without a password."""
        return self.server.alone if self.sign_in.demo is None else self.sign_in.demo

    @classmethod
    def _placed(cls, values: Mapping[str, Any], folder: Path) -> dict[str, Any]:
        """The database's file too."""
        placed = super()._placed(values, folder)
        address = values.get("database", cls.model_fields["database"].default)
        if isinstance(address, str) and (file := address.removeprefix(SQLITE)) != address and file:
            placed["database"] = f"{SQLITE}{folder / file}"
        return placed

    @field_validator("database")
    @classmethod
    def _known_database(cls, address: str) -> str:
        if not address.startswith(DATABASES):
            raise ValueError(f"a database's address begins with {' or '.join(DATABASES)}")
        return address

    @field_validator("people")
    @classmethod
    def _each_once(cls, people: tuple[PersonSettings, ...]) -> tuple[PersonSettings, ...]:
        twice = _twice(each.id for each in people)
        if twice:
            raise ValueError(f"the person {twice!r} is listed twice")
        return people

    @model_validator(mode="after")
    def _enough_reviewers(self) -> Self:
        there = sum("reviewer" in each.roles for each in self.people)
        open_to_all = [each.reviewers for each in self.review.assignments if not each.people]
        needed = max([self.review.reviewers, *open_to_all])
        if needed > there:
            raise ValueError(
                f"[review] needs {needed} reviewers for a scenario, but [[people]] lists {there}"
            )
        return self

    @model_validator(mode="after")
    def _assigned_to_reviewers(self) -> Self:
        reviewers = {each.id for each in self.people if "reviewer" in each.roles}
        for assignment in self.review.assignments:
            for each in assignment.people:
                if each not in reviewers:
                    raise ValueError(
                        f"{each!r} is assigned scenarios, but is no reviewer of [[people]]."
                        f"{did_you_mean(each, reviewers)}"
                    )
        return self
