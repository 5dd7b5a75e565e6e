"""What is compressed once is sent as each browser takes it."""

import gzip

import brotli
import pytest
from starlette.requests import Request

from dashboard.shell.encoded import ASK_AGAIN, Encoded, taken_encoding

CONTENT = b"The same words, again and again. " * 100
SENT = Encoded.of(CONTENT, "text/javascript")


def answer(**headers: str):
    told = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return SENT.answer(Request({"type": "http", "headers": told}), ASK_AGAIN)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("deflate", "identity"),
        ("", "identity"),
    ],
)
def test_the_encoding_is_one_that_the_request_takes(accepted, encoding):
    assert taken_encoding(accepted) == encoding
    sent = answer(accept_encoding=accepted)
    assert sent.headers.get("content-encoding", "identity") == encoding
    undo = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[encoding]
    assert undo(sent.body) == CONTENT
    assert sent.headers["content-length"] == str(len(sent.body))


def test_caches_between_keep_encodings_apart():
    assert answer().headers["vary"] == "Accept-Encoding"
    tags = {answer(accept_encoding=each).headers["etag"] for each in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_who_has_the_content_gets_no_body_even_if_a_proxy_weakened_the_tag():
    tag = answer(accept_encoding="br").headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        sent = answer(accept_encoding="br", if_none_match=known)
        assert (sent.status_code, sent.body, sent.headers["etag"]) == (304, b"", tag)
    assert answer(accept_encoding="gzip", if_none_match=tag).status_code == 200


def test_a_part_that_is_asked_for_is_answered_with_the_whole():
    sent = answer(accept_encoding="gzip", range="bytes=0-9")
    assert (sent.status_code, gzip.decompress(sent.body)) == (200, CONTENT)
