"""Sixty tiles in one response, read from the disk's cache by a store that has none in memory."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import figure
from benchmarks.photos import draw_photos
from recommender.pictures import PictureStore, keep_many, pack

PICTURES = 60
REPEATS = 40
MOST_MILLISECONDS = 2.0


def figures(small: bool = False) -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder:
        digests = keep_photos(Path(folder), 6 if small else PICTURES)
        times = [
            time_pack(PictureStore(Path(folder) / "var"), digests)
            for _ in range(1 if small else REPEATS)
        ]
    yield figure(
        "pack-60-tiles",
        statistics.median(times),
        "ms",
        against=MOST_MILLISECONDS,
        limit=1,
    )


def keep_photos(folder: Path, count: int) -> list[str]:
    """Digests of so many photos, kept below `folder`."""
    images = folder / "images"
    images.mkdir()
    names = [f"{number}.webp" for number in range(count)]
    for name, photo in zip(names, draw_photos(count), strict=True):
        (images / name).write_bytes(photo)
    return [kept.digest for kept in keep_many(PictureStore(folder / "var"), names, images)]


def time_pack(store: PictureStore, digests: list[str]) -> float:
    started = time.perf_counter()
    pack(store, digests)
    return (time.perf_counter() - started) * 1000
