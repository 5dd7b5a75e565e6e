"""A file of scenarios from outside, read whole or refused whole."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from recommender.catalogue import Catalogue
from recommender.documents.node import Malformed
from recommender.documents.reading import decode, read_document
from recommender.expectations import Known, known
from recommender.scenario.exchange.archive import MOST_FILES, Unpacked, unpacked
from recommender.scenario.exchange.columns import COLUMNS
from recommender.scenario.exchange.leaving import cells_of
from recommender.scenario.exchange.refusal import NothingImported
from recommender.scenario.exchange.rows import read_row, sentences
from recommender.scenario.reading import Misread, read_scenario
from recommender.scenario.scenario import Scenario
from recommender.sources.delimited import column_names, read_batches, row_numbers
from recommender.sources.fault import SourceUnreadable
from recommender.words import did_you_mean

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


@dataclass(frozen=True)
class Arrival:
    """What a file brings, and every trouble in it by file or row; with one, nothing comes in.

    `texts`: the files of a ZIP as they are, by the scenarios' ids; a CSV brings none.
    `passed_over`: what else lies in a ZIP.
    """

    scenarios: tuple[Scenario, ...]
    troubles: tuple[str, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()


def read_file(
    content: bytes,
    catalogue: Catalogue | None = None,
    here: Mapping[str, Scenario] = MappingProxyType({}),
) -> Arrival:
    """A ZIP by its first bytes, else a CSV; NothingImported where it is neither.

    `here`: scenarios by id, from which a row takes what its CSV has no column for.
    """
    if not content.strip():
        raise NothingImported("The file is empty; choose another one.")
    is_zip = content.startswith(ZIP)
    zipped = unpacked(content) if is_zip else Unpacked({})
    texts = zipped.files
    read = _files(texts, known(catalogue)) if is_zip else _rows(content, known(catalogue), here)
    scenarios, troubles = [], []
    for each in read:
        (scenarios if isinstance(each, Scenario) else troubles).append(each)
    if not scenarios and not troubles:
        raise NothingImported("The file holds no scenario; choose another one.")
    return Arrival(tuple(scenarios), tuple(troubles), texts, zipped.passed_over)


def _files(texts: Mapping[str, bytes], known: Known | None) -> Iterator[Scenario | str]:
    for scenario_id, raw in texts.items():
        try:
            yield read_scenario(scenario_id, read_document(decode(raw)), known)
        except Malformed as trouble:
            yield _located(scenario_id, trouble)
        except Misread as misread:
            yield from (_located(scenario_id, each) for each in misread.troubles)


def _located(scenario_id: str, trouble: Malformed) -> str:
    return f"{scenario_id}.yaml, line {trouble.line}: {trouble.sentence}"


def _rows(
    content: bytes, known: Known | None, here: Mapping[str, Scenario]
) -> Iterator[Scenario | str]:
    first: dict[str, int] = {}
    for number, row in _table(content):
        if not any(row.values()):
            continue
        there = here.get((row["id"] or "").strip())
        row = row if there is None else cells_of(there) | row
        try:
            scenario = read_row(number, row, known)
        except Misread as misread:
            yield from sentences(misread)
            continue
        if scenario.id in first:
            yield (
                f"Row {number}, id: {scenario.id} stands in row {first[scenario.id]} too; "
                "keep one of them."
            )
        first.setdefault(scenario.id, number)
        yield scenario


def _table(content: bytes) -> list[tuple[int, dict[str, str | None]]]:
    """Numbered as a spreadsheet does; the sources' own reader reads files, so it gets one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenarios.csv"
        path.write_bytes(content)
        try:
            _refuse_columns(column_names(path))
            rows = []
            for batch in read_batches(path):
                if len(rows) + batch.num_rows > MOST_FILES:
                    raise NothingImported(f"Over {MOST_FILES} rows; send fewer at once.")
                rows += batch.to_pylist()
            return list(zip(row_numbers(path), rows, strict=True))
        except SourceUnreadable as error:
            raise NothingImported(_told(str(error), path)) from error


def _refuse_columns(names: list[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            raise NothingImported(
                f"This sheet has a column “{name[:80]}” that means nothing here."
                f"{did_you_mean(name, COLUMNS)} Nothing was changed."
            )
    for name in ("id", "title"):
        if name not in names:
            raise NothingImported(f"This sheet has no column “{name}”. Nothing was changed.")


def _told(sentence: str, path: Path) -> str:
    """Without the place where it was read, which says nothing to whoever sent it."""
    said = sentence.removeprefix(str(path)).removeprefix(", ").removeprefix(": ").lstrip()
    return said[:1].upper() + said[1:]
