"""How our addresses answer: JSON, and each of the domain's facts with its status."""

import json
from collections.abc import Callable
from math import isfinite
from typing import Any, NoReturn

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

from dashboard.json_response import Json
from dashboard.names import unnamed
from dashboard.releases import facts
from dashboard.releases.person import Person
from recommender.documents.reading import MOST_DEPTH
from recommender.refusal import Refusal
from recommender.text import is_storable

MOST_BYTES = 256 * 1024
MOST_LEVELS = MOST_DEPTH + 1
"""A scenario is sent within an object, so one more than its file may have."""
STATUSES = {
    facts.NotAllowed: 403,
    facts.UnknownRelease: 404,
    facts.UnknownSlate: 404,
    facts.Unusable: 400,
    facts.DatabaseAway: 503,
    facts.DatabaseFull: 507,
    facts.DatabaseBroken: 503,
    facts.PendingMigration: 503,
    facts.NewerDatabase: 503,
    facts.CannotTell: 503,
}
TOO_DEEP = f"What was sent is over {MOST_LEVELS} levels deep; make it flatter."
CONFLICT = 409
SAID = ("value", "reasons", "reason", "comment", "version")


class SomebodyElse(Refusal):
    """Another person has signed in with this browser since the answer was given."""


class Unreadable(Refusal):
    """What was sent is not what this address takes."""


class Unseen(Refusal):
    """What the answer is about cannot be shown here."""


class Missing(Refusal):
    """There is nothing of that name here."""


class Conflict(Refusal):
    """What stands now is not what was opened; `answer` shows it."""

    def __init__(self, sentence: str, answer: dict[str, Any]):
        super().__init__(sentence)
        self.answer = answer


OURS = (SomebodyElse, Unreadable, Unseen, Missing)
"""Refusals of the addresses themselves, which name no model; others may."""
REFUSED = {SomebodyElse: 401, Missing: 404, Unseen: 409}


def answering(work: Callable[[Request], Any]) -> Callable[[Request], Response]:
    """An endpoint from a function that gives plain data or raises a fact or a refusal."""

    def endpoint(request: Request) -> Response:
        try:
            refuse_nul(request.url)
            return Json(work(request), headers={"Cache-Control": "no-store"})
        except facts.Fact as fact:
            return Json(told(fact), STATUSES.get(type(fact), CONFLICT))
        except Conflict as conflict:
            return Json({"error": str(conflict), **conflict.answer}, CONFLICT)
        except OURS as refusal:
            return Json({"error": str(refusal)}, REFUSED.get(type(refusal), 400))
        except Refusal as refusal:
            return Json({"error": unnamed(str(refusal), request.scope["person"])}, 400)

    return endpoint


def receiving(work: Callable[[Person, dict], Any]) -> Callable[[Request], Response]:
    """The same for what is sent as JSON: the work gets the person and the object."""

    async def endpoint(request: Request) -> Response:
        body = await read_body(request)
        act = answering(lambda _: work(request.scope["person"], read_object(body)))
        return await run_in_threadpool(act, request)

    return endpoint


def told(fact: facts.Fact) -> dict[str, Any]:
    """Of an answer that stands in the way only what was said; never of whom, nor by whom.

    `revised` where it was said of an earlier revision, which the page still shows.
    """
    answer: dict[str, Any] = {"error": str(fact)}
    if isinstance(fact, facts.AlreadyAnswered):
        stored = {each: getattr(fact.stored, each, None) for each in SAID}
        answer["stored"] = plain({each: said for each, said in stored.items() if said is not None})
    if isinstance(fact, facts.StaleFingerprint):
        answer["revised"] = True
    return answer


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Dates and enumerations as text."""
    return json.loads(json.dumps(values, default=str))


def refuse_nul(address: URL) -> None:
    """No name holds it, and PostgreSQL cannot even be asked for one that does."""
    if "%00" in f"{address.path}?{address.query}":
        raise Unreadable("This address holds a character that no name can have.")


async def read_body(request: Request) -> bytes:
    """At most a little more than what is taken."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            break
    return body


def read_object(body: bytes) -> dict:
    """A JSON object without NaN or infinity; Unreadable where it is none."""
    if len(body) > MOST_BYTES:
        raise Unreadable("Too much was sent at once; at most 256 kB are taken.")
    try:
        content = json.loads(body.decode(), parse_constant=_refuse_constant, parse_float=_finite)
    except ValueError as error:
        raise Unreadable("What was sent is no JSON; load the page again.") from error
    except RecursionError as error:
        raise Unreadable(TOO_DEEP) from error
    if not isinstance(content, dict):
        raise Unreadable("What was sent is no object; load the page again.")
    if not is_shallow(content):
        raise Unreadable(TOO_DEEP)
    if not is_storable(content):
        # NUL, and half of a pair of UTF-16: JSON can hold them, the record cannot.
        raise Unreadable("A text holds a character that cannot be stored; delete it.")
    return content


def is_shallow(content: Any) -> bool:
    """Whether objects and lists lie within each other at most MOST_LEVELS deep: what is deeper
    than Python can follow would fail wherever it is looked at next."""
    within: list[Any] = [content]
    for _ in range(MOST_LEVELS):
        values = (each.values() if isinstance(each, dict) else each for each in within)
        within = [one for each in values for one in each if isinstance(one, dict | list)]
    return not within


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    """1e400 is a number of JSON, and infinity in Python."""
    number = float(text)
    return number if isfinite(number) else _refuse_constant(text)


def start_of(request: Request) -> int:
    """Where a page of a long answer begins: `from` in the address, else at the first."""
    said = request.query_params.get("from", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
