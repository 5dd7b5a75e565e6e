"""A response that was compressed before anybody asked for it."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import brotli
from starlette.requests import Request
from starlette.responses import Response

FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "private, no-cache"}
COMPRESSED = ("br", "gzip")
THOROUGH, QUICK = 9, 5
"""Of brotli: the highest, 11, takes twenty seconds for Streamlit's script and saves a tenth."""


@dataclass(frozen=True)
class Encoded:
    """One content in every encoding that it is sent in; `plain` is worked out from them."""

    media_type: str
    br: bytes
    gzip: bytes

    @classmethod
    def of(cls, content: bytes, media_type: str, quality: int = THOROUGH) -> "Encoded":
        return cls(
            media_type,
            brotli.compress(content, quality=quality),
            gzip.compress(content, compresslevel=6, mtime=0),
        )

    @property
    def plain(self) -> bytes:
        return gzip.decompress(self.gzip)

    @cached_property
    def tag(self) -> str:
        return sha256(self.gzip).hexdigest()[:16]

    def answer(self, request: Request, headers: Mapping[str, str]) -> Response:
        """In the encoding that this request takes; 304 where the browser has this content."""
        encoding = taken_encoding(request.headers.get("accept-encoding", ""))
        tag = f'"{self.tag}-{encoding}"'
        vary = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
        described = {**headers, "Vary": vary, "ETag": tag}
        if tag in request.headers.get("if-none-match", "").replace("W/", ""):
            return Response(status_code=304, headers=described)
        if encoding == "identity":
            return Response(self.plain, media_type=self.media_type, headers=described)
        described["Content-Encoding"] = encoding
        content = self.br if encoding == "br" else self.gzip
        return Response(content, media_type=self.media_type, headers=described)


def taken_encoding(accepted: str) -> str:
    """br, gzip or identity: the first of these that an Accept-Encoding header allows."""
    weights = {}
    for each in accepted.lower().split(","):
        name, _, weight = each.strip().partition(";")
        weights[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    for name in COMPRESSED:
        if weights.get(name, weights.get("*", False)):
            return name
    return "identity"
