"""Pictures that a source names by address: fetched within limits, kept, and asked for again only
where they may have changed."""

import asyncio
import hashlib
import json
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from time import time
from typing import TextIO

import httpx
from tqdm import tqdm

from recommender.addresses import AddressRefused, allowed_addresses
from recommender.pictures.original import MOST_BYTES
from recommender.refusal import Refusal

AT_ONCE = 8
SECONDS = 30.0
"""For one picture, redirects included."""
MOST_REDIRECTS = 5
MOST_PICTURES = 500_000
FRESH = 24 * 3600
"""Seconds for which what was fetched is not asked for again: a fetch that was stopped goes on."""
INDEX = "index.jsonl"
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/avif": ".avif",
}
SLOW, HEAVY, NO_PICTURE = "slow", f"over {MOST_BYTES // 1_000_000} MB", "no picture but a page"
AWAY, INWARDS, NOWHERE = "not reached", "inside a network that is not allowed", "no address"


class FetchRefused(Refusal):
    """The folder for what is fetched cannot be used, or there is too much to fetch."""


class _Failure(Exception):
    """Why one picture is not there; the text is the reason under which it counts."""


@dataclass(frozen=True)
class Fetched:
    """A picture that lies in the folder, with what its server says to recognise it by."""

    file: str
    at: float
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class PictureFetch:
    """`folder` keeps what was fetched; `allow` are networks (CIDR) beside public addresses.

    Any number of runs may share a folder, one after the other.
    """

    folder: Path
    allow: Sequence[str] = ()
    seconds: float = SECONDS

    def fetch(self, addresses: Iterable[str]) -> dict[str, Path | str]:
        """For each address the file, or the reason why there is none. FetchRefused where nothing
        can be kept."""
        wanted = list(dict.fromkeys(addresses))
        if len(wanted) > MOST_PICTURES:
            raise FetchRefused(f"{len(wanted):,} pictures are too many; fetch {MOST_PICTURES:,}.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for left in self.folder.glob("*/*.part"):
                left.unlink()
            known = dict(self._known())
            with (self.folder / INDEX).open("a", encoding="utf-8") as index:
                return asyncio.run(self._fetch_all(wanted, known, _Index(index)))
        except OSError as error:
            raise _no_room(self.folder, error) from error

    def _known(self) -> Iterator[tuple[str, Fetched]]:
        """What was fetched before; a line that a killed process wrote half is passed over."""
        with suppress(FileNotFoundError):
            for line in (self.folder / INDEX).read_text("utf-8").splitlines():
                with suppress(ValueError, TypeError, KeyError):
                    said = json.loads(line)
                    known = Fetched(**said["fetched"])
                    if (self.folder / known.file).is_file():
                        yield said["address"], known

    async def _fetch_all(
        self, wanted: list[str], known: Mapping[str, Fetched], index: "_Index"
    ) -> dict[str, Path | str]:
        found: dict[str, Path | str] = {}
        waiting = iter(wanted)
        bar = tqdm(total=len(wanted), desc="Fetching pictures", unit="", disable=None, leave=False)
        async with httpx.AsyncClient(
            verify=_certificates(), trust_env=False, follow_redirects=False, timeout=self.seconds
        ) as client:

            async def work() -> None:
                for address in waiting:
                    found[address] = await self._one(client, address, known.get(address), index)
                    bar.update()

            await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        bar.close()
        return found

    async def _one(
        self, client: httpx.AsyncClient, address: str, known: Fetched | None, index: "_Index"
    ) -> Path | str:
        if known and time() - known.at < FRESH:
            return self.folder / known.file
        try:
            async with asyncio.timeout(self.seconds):
                fetched = await self._follow(client, address, known)
        except (_Failure, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as trouble:
            return _reason(trouble)
        index.add(address, fetched)
        return self.folder / fetched.file

    async def _follow(
        self, client: httpx.AsyncClient, address: str, known: Fetched | None
    ) -> Fetched:
        """Every step of a redirect is held to the same rules."""
        url = httpx.URL(address)
        for _ in range(MOST_REDIRECTS + 1):
            if url.scheme not in ("http", "https") or not url.host or url.userinfo:
                raise _Failure(NOWHERE)
            port = url.port or (443 if url.scheme == "https" else 80)
            place = (await allowed_addresses(url.host, port, self.allow, ours=False))[0]
            response = await client.send(_request(client, url, place, known), stream=True)
            try:
                if not response.has_redirect_location:
                    return await self._answer(response, address, known)
                url = url.join(response.headers.get("Location", ""))
            finally:
                await response.aclose()
        raise _Failure("redirected too often")

    async def _answer(
        self, response: httpx.Response, address: str, known: Fetched | None
    ) -> Fetched:
        if response.status_code == httpx.codes.NOT_MODIFIED and known:
            return replace(known, at=time())
        if response.status_code != httpx.codes.OK:
            raise _Failure(f"answered {response.status_code}")
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            raise _Failure(NO_PICTURE)
        if int(response.headers.get("Content-Length") or 0) > MOST_BYTES:
            raise _Failure(HEAVY)
        file = await self._keep(response, address, ENDINGS.get(kind, ""))
        said = response.headers
        return Fetched(file, time(), said.get("ETag", ""), said.get("Last-Modified", ""))

    async def _keep(self, response: httpx.Response, address: str, ending: str) -> str:
        """The file's name in the folder; it is there whole or not at all."""
        digest = hashlib.sha256(address.encode()).hexdigest()[:40]
        file = f"{digest[:2]}/{digest}{ending}"
        part = self.folder / f"{file}.part"
        try:
            await self._write(response, part)
            part.replace(self.folder / file)
        except OSError as error:
            raise _no_room(self.folder, error) from error
        finally:
            part.unlink(missing_ok=True)
        return file

    async def _write(self, response: httpx.Response, part: Path) -> None:
        """OSError is the disk's; what the network does to it is an httpx.HTTPError."""
        part.parent.mkdir(exist_ok=True)
        size = 0
        with part.open("wb") as stream:
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > MOST_BYTES:
                    raise _Failure(HEAVY)
                stream.write(chunk)


class _Index:
    """What was fetched, a line each, written at once: a killed process loses none."""

    def __init__(self, stream: TextIO):
        self._stream = stream

    def add(self, address: str, fetched: Fetched) -> None:
        line = json.dumps({"address": address, "fetched": asdict(fetched)})
        self._stream.write(f"{line}\n")
        self._stream.flush()


def _request(
    client: httpx.AsyncClient, url: httpx.URL, place: str, known: Fetched | None
) -> httpx.Request:
    """To the place that was checked, in the name that was asked for."""
    headers = {
        "Host": url.netloc.decode("ascii"),
        "Accept": "image/*",
        "Accept-Encoding": "identity",
        **({"If-None-Match": known.etag} if known and known.etag else {}),
        **({"If-Modified-Since": known.modified} if known and known.modified else {}),
    }
    return client.build_request(
        "GET",
        url.copy_with(host=place),
        headers=headers,
        extensions={"sni_hostname": url.host},
    )


def _reason(trouble: Exception) -> str:
    """Under which a picture that could not be fetched counts; TimeoutError is an OSError."""
    match trouble:
        case _Failure():
            return str(trouble)
        case TimeoutError() | httpx.TimeoutException():
            return SLOW
        case AddressRefused():
            return INWARDS
        case httpx.InvalidURL() | ValueError():
            return NOWHERE
        case _:
            return AWAY


def _no_room(folder: Path, error: OSError) -> FetchRefused:
    return FetchRefused(
        f"{folder} cannot keep what is fetched: {error.strerror or error}; make room and import "
        "again, it goes on where it was."
    )


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()
