"""A ZIP of scenario files that nobody vouches for: sizes, counts and names are bounded."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recommender.documents.reading import MOST_BYTES
from recommender.scenario.exchange.refusal import NothingImported
from recommender.scenario.scenario import ID

MOST_FILES = 5_000
MOST_UNPACKED = 64_000_000
LONGEST_SAID = 80
ENTRY = b"PK\x01\x02"
UNMENTIONED = ("schema.json", "suite.toml", ".DS_Store")
WORKBOOK = "xl/workbook.xml"
OTHER_FOLDERS = ("templates", "ci")
"""They lie beside scenarios and hold none."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What zipfile raises for archives that are not what they say."""


@dataclass(frozen=True)
class Unpacked:
    """The scenario files by id, and the names of what is none."""

    files: Mapping[str, bytes]
    passed_over: tuple[str, ...] = ()


def unpacked(content: bytes) -> Unpacked:
    """NothingImported where the archive or a name in it is refused.

    A file over the bound of a scenario is cut just after it, so that reading refuses it.
    """
    if content.count(ENTRY) > MOST_FILES:
        raise NothingImported(f"The ZIP holds over {MOST_FILES} files; send fewer at once.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if WORKBOOK in archive.namelist():
                raise NothingImported("This is an Excel workbook; save it as CSV and send that.")
            found = [each for each in archive.infolist() if not _is_unmentioned(each)]
            for entry in found:
                _refuse_outside(entry)
                _refuse_ending(entry)
            scenarios = [each for each in found if _is_scenario(each)]
            others = [each.filename for each in found if not _is_scenario(each)]
            return Unpacked(
                dict(_files(archive, scenarios)), tuple(each[:LONGEST_SAID] for each in others)
            )
    except BROKEN as error:
        raise NothingImported(
            "The ZIP is broken, or is none; make it again from the scenario files."
        ) from error


def _files(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    room = MOST_UNPACKED
    for entry in entries:
        scenario_id = _id(entry)
        if scenario_id in seen:
            raise NothingImported(f"{_said(entry)} stands twice in the ZIP; keep one of them.")
        seen.add(scenario_id)
        with archive.open(entry) as packed:
            raw = packed.read(MOST_BYTES + 1)
        room -= len(raw)
        if room < 0:
            raise NothingImported("The ZIP unpacks to over 64 MB; send fewer files at once.")
        yield scenario_id, raw


def _is_unmentioned(entry: zipfile.ZipInfo) -> bool:
    """Folders, what a folder of scenarios has beside them, and what a Mac leaves in every ZIP."""
    *above, name = entry.filename.split("/")
    return not name or name in UNMENTIONED or "__MACOSX" in above


def _is_scenario(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith(".yaml") and not _is_elsewhere(entry)


def _is_elsewhere(entry: zipfile.ZipInfo) -> bool:
    """In a folder that holds no scenarios."""
    above = entry.filename.split("/")[:-1]
    return any(each in OTHER_FOLDERS or each.startswith(".") for each in above)


def _refuse_outside(entry: zipfile.ZipInfo) -> None:
    """Files may lie in a folder, never outside."""
    parts = entry.orig_filename.split("/")
    if ".." in parts or not parts[0] or any(mark in entry.orig_filename for mark in "\\:\0"):
        raise NothingImported(f"{_said(entry)} would lie outside the folder; rename it.")


def _refuse_ending(entry: zipfile.ZipInfo) -> None:
    if entry.filename.lower().endswith(".yml") and not _is_elsewhere(entry):
        raise NothingImported(
            f"{_said(entry)} would not be read as a scenario; rename it to .yaml."
        )


def _id(entry: zipfile.ZipInfo) -> str:
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise NothingImported(f"{_said(entry)} is a link or no file; put the file itself there.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NothingImported(f"{_said(entry)} is packed in an unusual way; make an ordinary ZIP.")
    if entry.flag_bits & 0x1:
        raise NothingImported(f"{_said(entry)} is locked with a password; pack it without one.")
    stem = entry.orig_filename.rpartition("/")[2].removesuffix(".yaml")
    if not ID.fullmatch(stem):
        raise NothingImported(
            f"{_said(entry)} is no scenario's file: those are named in small letters, digits and "
            "hyphens; rename it or leave it out."
        )
    return stem


def _said(entry: zipfile.ZipInfo) -> str:
    return repr(entry.orig_filename[:LONGEST_SAID])
