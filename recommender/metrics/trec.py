"""TREC's two files: judgements (qrels) and runs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import TypeVar

from recommender.refusal import Refusal

QRELS = "topic, 0, document, relevance"
RUN = "topic, Q0, document, rank, score, name"
Number = TypeVar("Number", int, float)
Judged = Mapping[str, Mapping[str, int]]
"""Topic, document, relevance: 1 or more is relevant, below 0 unjudged."""
Run = Mapping[str, Mapping[str, float]]
"""Topic, document, score."""


class Unreadable(Refusal):
    """A file that cannot be read, or a line of it that is not in TREC's form."""


class Unwritable(Refusal):
    """An id that a TREC file cannot hold."""


def read_qrels(path: Path) -> Judged:
    read: dict[str, dict[str, int]] = {}
    for line, (topic, _, document, relevance) in _lines(path, QRELS):
        number = _number(int, relevance, "a whole number", path, line)
        _keep(read, topic, document, number, path, line)
    return read


def read_run(path: Path) -> Run:
    """Ranks are not read: a run is sorted by its scores."""
    read: dict[str, dict[str, float]] = {}
    for line, (topic, _, document, _, score, _) in _lines(path, RUN):
        _keep(read, topic, document, _number(_finite, score, "a number", path, line), path, line)
    return read


def qrels_text(judged: Judged) -> str:
    return "".join(
        f"{_field(topic)} 0 {_field(document)} {relevance}\n"
        for topic, documents in judged.items()
        for document, relevance in documents.items()
    )


def run_text(name: str, slates: Mapping[str, Sequence[str]]) -> str:
    """Each topic's documents in their order, which the scores keep."""
    return "".join(
        f"{_field(topic)} Q0 {_field(document)} {rank} {len(documents) + 1 - rank} {_field(name)}\n"
        for topic, documents in slates.items()
        for rank, document in enumerate(documents, start=1)
    )


def _lines(path: Path, form: str) -> Iterator[tuple[int, list[str]]]:
    """Split at spaces and tabs only: other blanks of Unicode may stand in an id."""
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    for line, text in enumerate(content.splitlines(), start=1):
        try:
            fields = [each.decode() for each in text.split()]
        except UnicodeDecodeError as error:
            raise Unreadable(f"{path}, line {line}: not UTF-8; save the file as UTF-8.") from error
        if fields and len(fields) != form.count(",") + 1:
            raise Unreadable(
                f"{path}, line {line}: {len(fields)} fields where a line is {form}, "
                "with spaces between."
            )
        if fields:
            yield line, fields


def _number(kind: Callable[[str], Number], text: str, wanted: str, path: Path, line: int) -> Number:
    try:
        return kind(text)
    except ValueError as error:
        raise Unreadable(f"{path}, line {line}: {text!r} is not {wanted}; mend it.") from error


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _keep(
    read: dict[str, dict[str, Number]],
    topic: str,
    document: str,
    number: Number,
    path: Path,
    line: int,
) -> None:
    documents = read.setdefault(topic, {})
    if document in documents:
        raise Unreadable(
            f"{path}, line {line}: {document!r} stands twice for topic {topic!r}; keep one."
        )
    documents[document] = number


def _field(text: str) -> str:
    if text.split() != [text]:
        raise Unwritable(
            f"{text!r} is empty or has a blank, which a TREC file cannot hold; "
            "export CSV or Parquet instead."
        )
    return text
