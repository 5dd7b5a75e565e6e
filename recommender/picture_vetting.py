"""Which of a source's pictures may enter the shop: found where it says, and decoded once."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm import tqdm

from recommender.pictures import Workshop, inspect_picture
from recommender.sources.fault import fault
from recommender.sources.picture_names import (
    composed_names,
    file_of,
    is_address,
    leads_away,
    trouble_with,
)
from recommender.tally import Sieve, Tally

EXAMPLES = 3
"""Names told of the pictures that were dropped for one reason."""


@dataclass(frozen=True)
class VettedPictures:
    """`names`: product id to the name of its picture in the shop; `files`: where each lies now."""

    names: Mapping[str, str]
    files: Mapping[str, Path]
    tally: Tally


def vet_pictures(
    folder: Path, names: Mapping[str, str], products: set[str], *, opened: bool = True
) -> VettedPictures:
    """`names`: product id to a path below `folder`, or to an address, which is counted only. Those
    not `opened` are only looked for.

    SourceUnreadable where a name or a symbolic link leads away.
    """
    accented = any(not name.isascii() for name in names.values())
    spelt = composed_names(folder) if accented else {}
    own = {name for name in names.values() if not is_address(name)}
    files = {name: file_of(folder, name, spelt) for name in own}
    for name, path in files.items():
        _refuse_away(folder, name, path)
    sieve = Sieve(len(names))
    sieve.drop("of no product", np.array([each not in products for each in names], dtype=bool))
    away = np.array([is_address(name) for name in names.values()], dtype=bool)
    sieve.drop("an address, not a file", away)
    wanted = sorted({name for name, kept in zip(names.values(), sieve.kept, strict=True) if kept})
    paths = [files[each] for each in wanted]
    found = _troubles(folder, paths) if opened else [_missing(each) for each in paths]
    troubles = dict(zip(wanted, found, strict=True))
    for trouble in sorted({each for each in troubles.values() if each}):
        rows = [troubles.get(name) == trouble for name in names.values()]
        sieve.drop(trouble, np.array(rows, dtype=bool))
    kept = {
        product: _shop_name(folder, files[name])
        for (product, name), stays in zip(names.items(), sieve.kept, strict=True)
        if stays
    }
    dropped = defaultdict(list)
    for name, trouble in troubles.items():
        if trouble and len(dropped[trouble]) < EXAMPLES:
            dropped[trouble].append(name)
    tally = replace(sieve.tally(len(kept)), examples=dict(dropped))
    sources = {_shop_name(folder, files[name]): files[name] for name in wanted}
    return VettedPictures(kept, {name: sources[name] for name in kept.values()}, tally)


def vet_catalogue(folder: Path, catalogue: pd.DataFrame, *, opened: bool = True) -> VettedPictures:
    """The pictures that a catalogue's own column names; what cannot be shown is set aside in it."""
    if "picture" not in catalogue:
        return VettedPictures({}, {}, Tally(0, 0))
    named = catalogue.dropna(subset="picture").set_index("product_id")["picture"].to_dict()
    vetted = vet_pictures(folder, named, set(named), opened=opened)
    catalogue["picture"] = catalogue["product_id"].map(vetted.names).astype("str")
    return vetted


def _shop_name(folder: Path, path: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def _troubles(folder: Path, paths: Sequence[Path]) -> list[str | None]:
    if not paths:
        return []
    processes = os.cpu_count() or 1
    workshop = Workshop(processes)

    def trouble(path: Path) -> str | None:
        return inspect_picture(path, folder, workshop).trouble

    with ThreadPoolExecutor(processes) as pool:
        found = pool.map(trouble, paths)
        return list(tqdm(found, "Opening pictures", len(paths), unit="", disable=None, leave=False))


def _missing(path: Path) -> str | None:
    return None if path.is_file() else "missing"


def _refuse_away(folder: Path, name: str, path: Path) -> None:
    remedy = "keep the pictures themselves below the images folder, under plain names"
    if trouble := trouble_with(name):
        raise fault(folder, f"the picture's name {name!r} {trouble}", remedy)
    if leads_away(folder, path):
        raise fault(folder, f"the picture {name!r} is a symbolic link", remedy)
