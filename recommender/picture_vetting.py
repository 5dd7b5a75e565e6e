"""Which of a source's pictures may enter the shop: found where it says, and decoded once."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from recommender.pictures import Workshop, inspect_picture
from recommender.sources.fault import fault
from recommender.sources.picture_names import leads_away, trouble_with
from recommender.tally import Sieve, Tally


def vet_pictures(
    folder: Path, names: Mapping[str, str], products: set[str]
) -> tuple[dict[str, str], Tally]:
    """`names`: product id to a path below `folder`; gives those that may stay, and the count.

    SourceUnreadable where a name or a symbolic link leads away.
    """
    for name in names.values():
        _refuse_away(folder, name)
    sieve = Sieve(len(names))
    sieve.drop("of no product", np.array([each not in products for each in names], dtype=bool))
    wanted = sorted({name for name, kept in zip(names.values(), sieve.kept, strict=True) if kept})
    troubles = dict(zip(wanted, _troubles(folder, wanted), strict=True))
    for trouble in sorted({each for each in troubles.values() if each}):
        rows = [troubles.get(name) == trouble for name in names.values()]
        sieve.drop(trouble, np.array(rows, dtype=bool))
    kept = {
        product: name
        for (product, name), stays in zip(names.items(), sieve.kept, strict=True)
        if stays
    }
    first = next((name for product, name in names.items() if product not in kept), "")
    return kept, replace(sieve.tally(len(kept)), example=first)


def _troubles(folder: Path, names: list[str]) -> list[str | None]:
    if not names:
        return []
    processes = os.cpu_count() or 1
    workshop = Workshop(processes)

    def trouble(name: str) -> str | None:
        return inspect_picture(folder / name, folder, workshop).trouble

    with ThreadPoolExecutor(processes) as pool:
        found = pool.map(trouble, names)
        return list(tqdm(found, "Opening pictures", len(names), unit="", disable=None, leave=False))


def _refuse_away(folder: Path, name: str) -> None:
    remedy = "keep the pictures themselves below the images folder, under plain names"
    if trouble := trouble_with(name):
        raise fault(folder, f"the picture's name {name!r} {trouble}", remedy)
    if leads_away(folder, name):
        raise fault(folder, f"the picture {name!r} is a symbolic link", remedy)
