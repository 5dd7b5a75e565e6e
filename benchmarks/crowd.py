"""Reviewers who answer one release at the same time, over HTTP, from one process."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from benchmarks.wide_review import NAME, Said, said_by
from recommender.refusal import Refusal

MOST_IDLE = 4
"""Seconds after which a line is opened anew; the server closes it after 5."""


class NotAnswered(Refusal):
    """The server refused what it had to take."""


@dataclass(frozen=True)
class Acknowledged:
    """An answer that the server said it stored, `seconds` after it was due."""

    said: Said
    seconds: float


class Line:
    """One person's connection, kept open; as little work as can be, for it is not measured."""

    def __init__(self, base: str):
        self._base = base
        self._host, self._port = urlsplit(base).hostname, urlsplit(base).port
        self._cookie = ""

    async def __aenter__(self) -> Self:
        await self._connect()
        return self

    async def _connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        self._used = perf_counter()

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType
    ) -> None:
        self._writer.close()

    async def sign_in(self, person: str) -> None:
        headers, _ = await self.post("/sign-in", {"person": person})
        cookie = next(each for each in headers if each.lower().startswith("set-cookie:"))
        self._cookie = f"Cookie: {cookie.partition(':')[2].partition(';')[0].strip()}\r\n"

    async def post(self, path: str, content: dict[str, Any]) -> tuple[Sequence[str], dict]:
        body = json.dumps(content).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nOrigin: {self._base}\r\n"
            f"{self._cookie}Content-Length: {len(body)}\r\n\r\n"
        )
        if perf_counter() - self._used > MOST_IDLE:
            self._writer.close()
            await self._connect()
        self._writer.write(head.encode() + body)
        answered = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        status, *headers = answered.rstrip().split("\r\n")
        length = next(each for each in headers if each.lower().startswith("content-length:"))
        answer = json.loads(await self._reader.readexactly(int(length.partition(":")[2])))
        self._used = perf_counter()
        if status.split()[1] != "200":
            raise NotAnswered(f"{path} answered {status}: {answer}")
        return headers, answer


class Reviewer:
    """One signed-in person with the rest of what they have to say."""

    def __init__(self, person: str, line: Line):
        self._line = line
        self._random = Random(person)
        self._rest: Iterator[Said] = said_by(person)

    async def answer(self, seconds: float, pace: float) -> list[Acknowledged]:
        """Answers at a pace of about `pace` seconds each, for so many seconds.

        Whoever waits for an answer when the next is due gives that one late, and it counts."""
        begun = perf_counter()
        due, acknowledged = begun + pace * self._random.random(), []
        while due < begun + seconds:
            await asyncio.sleep(due - perf_counter())
            said = next(self._rest)
            _, answer = await self._line.post(f"/api/releases/{NAME}/{said.kind}", said.as_form())
            acknowledged.append(Acknowledged(said, perf_counter() - due))
            if (answer["version"], answer["found"]) != (said.version, False):
                raise NotAnswered(f"{said} was acknowledged as {answer}.")
            due += pace * self._random.uniform(0.8, 1.2)
        return acknowledged


class Crowd:
    """People who have signed in, each on a line of their own; all that was acknowledged to them."""

    def __init__(self, base: str, people: Iterable[str]):
        self._lines = {person: Line(base) for person in people}
        self._reviewers: list[Reviewer] = []
        self.acknowledged: list[Acknowledged] = []

    async def __aenter__(self) -> Self:
        for person, line in self._lines.items():
            await line.__aenter__()
            await line.sign_in(person)
            self._reviewers.append(Reviewer(person, line))
        return self

    async def __aexit__(self, *ending: Any) -> None:
        for line in self._lines.values():
            await line.__aexit__(*ending)

    async def answer(self, seconds: float, rate: float) -> list[Acknowledged]:
        """All of them at once, `rate` answers a second together."""
        pace = len(self._reviewers) / rate
        async with asyncio.TaskGroup() as group:
            works = [group.create_task(each.answer(seconds, pace)) for each in self._reviewers]
        answers = [each for work in works for each in work.result()]
        self.acknowledged += answers
        return answers
