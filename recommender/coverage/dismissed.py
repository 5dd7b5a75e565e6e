"""Suggestions that were dismissed for good: one file beside the scenarios."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from recommender.refusal import Refusal

FILE = "dismissed.json"
MOST_BYTES = 1_000_000


class Dismissal(BaseModel):
    """What was suggested, who wanted it no more, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bought: tuple[str, ...] = Field(min_length=1)
    by: str
    on: date


def read_dismissed(folder: Path) -> tuple[Dismissal, ...]:
    """None where there is no such file; a Refusal where it is broken, for one that came back
    unnoticed would be dismissed in vain."""
    path = Path(folder) / FILE
    if path.is_symlink():
        raise Refusal(f"{path} is a link; put the file itself there.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise Refusal(f"{path} is over {MOST_BYTES:,} bytes long; take old entries out.")
    try:
        return TypeAdapter(tuple[Dismissal, ...]).validate_json(content)
    except ValidationError as error:
        raise Refusal(f"{path}: {_sentence(error)} Mend or delete the file.") from error


def dismissed_text(dismissals: Iterable[Dismissal]) -> str:
    """The whole file, one dismissal a line, so that a difference shows what was added."""
    lines = (json.dumps(each.model_dump(mode="json"), ensure_ascii=False) for each in dismissals)
    entries = ",\n".join(f"  {line}" for line in lines)
    return f"[\n{entries}\n]\n" if entries else "[]\n"


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    place = [f"entry {first['loc'][0] + 1}", *map(str, first["loc"][1:])] if first["loc"] else []
    return f"{': '.join([*place, first['msg']])}."
