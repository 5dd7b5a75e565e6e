"""A model served elsewhere: asked over HTTP, within limits, at allowed addresses only."""

import asyncio
import json
import ssl
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from recommender.addresses import allowed_addresses
from recommender.refusal import Refusal
from recommender.situation import Situation
from recommender.slate import Trouble
from recommender.text import fit_text

AT_ONCE = 4
ADDRESS_MOST = 300


class ModelInTrouble(Refusal):
    """A served model gave no answer that can be read; `trouble` says of which sort."""

    def __init__(self, trouble: Trouble, sentence: str):
        super().__init__(fit_text(sentence))
        self.trouble = trouble


@dataclass(frozen=True)
class Reply:
    """What came back: the status and at most `size_limit` bytes; of a redirect also whereto, as an
    address without what may be secret in it."""

    status: int
    content: bytes
    location: str = ""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True)
class ServedModel:
    """Where a model is and how long and how much it may answer.

    `seconds` is for the whole exchange, name look-up included. `allow` names networks (CIDR) that
    a host name may lead to beside public addresses; an address that stands in `url` is allowed.
    """

    url: str
    seconds: float = 2.0
    size_limit: int = 1_000_000
    allow: tuple[str, ...] = ()
    token: str = ""

    def ask(self, question: Mapping[str, Any]) -> Reply:
        """ModelInTrouble where nothing came back in time, in size, or at all."""
        reply = self.ask_all([question])[0]
        if isinstance(reply, ModelInTrouble):
            raise reply
        return reply

    def ask_all(self, questions: Sequence[Mapping[str, Any]]) -> list[Reply | ModelInTrouble]:
        """Some at once, answers in order. From a thread in which no event loop runs."""
        return asyncio.run(self._ask_all(questions))

    async def _ask_all(
        self, questions: Sequence[Mapping[str, Any]]
    ) -> list[Reply | ModelInTrouble]:
        free = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(
            verify=_certificates(), trust_env=False, follow_redirects=False, timeout=self.seconds
        ) as client:

            async def one(question: Mapping[str, Any]) -> Reply | ModelInTrouble:
                async with free:
                    return await self._ask(client, question)

            return list(await asyncio.gather(*(one(each) for each in questions)))

    async def _ask(
        self, client: httpx.AsyncClient, question: Mapping[str, Any]
    ) -> Reply | ModelInTrouble:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._exchange(client, question)
        except (TimeoutError, httpx.TimeoutException):
            return ModelInTrouble(
                Trouble.SLOW, f"The model did not answer within {self.seconds:g} s."
            )
        except (httpx.HTTPError, OSError) as error:
            what = str(error) or type(error).__name__
            return ModelInTrouble(Trouble.FAILING, f"The model cannot be reached: {what}.")
        except httpx.InvalidURL:
            # httpx looks at a redirect's address even where it is not to be followed.
            return ModelInTrouble(
                Trouble.CONTRACT,
                "The model sends elsewhere, to what is no web address, which is not followed.",
            )
        except ModelInTrouble as trouble:
            return trouble

    async def _exchange(self, client: httpx.AsyncClient, question: Mapping[str, Any]) -> Reply:
        url = httpx.URL(self.url)
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await allowed_addresses(url.host, port, self.allow)
        for address in addresses[:-1]:
            try:
                return await self._send(client, url, address, question)
            except httpx.ConnectError:
                continue
        return await self._send(client, url, addresses[-1], question)

    async def _send(
        self, client: httpx.AsyncClient, url: httpx.URL, address: str, question: Mapping[str, Any]
    ) -> Reply:
        """To the address that was checked, in the name that was asked for."""
        headers = {
            "Host": url.netloc.decode("ascii"),
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
        }
        request = client.stream(
            "POST",
            url.copy_with(host=address),
            content=json.dumps(question, default=str).encode(),
            headers=headers,
            extensions={"sni_hostname": url.host},
        )
        async with request as response:
            content = await self._read(response)
            return Reply(response.status_code, content, _location(url, response))

    async def _read(self, response: httpx.Response) -> bytes:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise ModelInTrouble(Trouble.CONTRACT, "The model packs its answer, unasked.")
        content = bytearray()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > self.size_limit:
                raise ModelInTrouble(
                    Trouble.CONTRACT, f"The model answers more than {self.size_limit:,} bytes."
                )
        return bytes(content)


def _location(asked: httpx.URL, response: httpx.Response) -> str:
    """Whole, without password, query and fragment: they may sign somebody in."""
    said = response.headers.get("Location", "")
    if not said:
        return ""
    try:
        url = asked.join(said).copy_with(userinfo=b"", query=None, fragment=None)
    except (httpx.InvalidURL, ValueError):
        return ""
    return str(url)[:ADDRESS_MOST]


def question_of(situation: Situation, slate_size: int) -> dict[str, Any]:
    """The contract's question, under a new id."""
    return {"request_id": uuid.uuid4().hex, **situation.as_record(), "slate_size": slate_size}


def refuse_bad_address(url: str) -> None:
    """ValueError unless it is an http or https address that shows no secret."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"{url!r} is no address ({error})") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError(f"{url!r} is no http or https address")
    if parsed.userinfo:
        raise ValueError("an address must hold no password; name a `token_variable` instead")


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()
