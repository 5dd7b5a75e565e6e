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

from recommender.import_options import ImportOptions
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

ADDRESS = "an address, not a file"
EXAMPLES = 3
"""Names told of the pictures that were dropped for one reason."""


@dataclass(frozen=True)
class VettedPictures:
    """`names`: product id to the name of its picture in the shop; `files`: where each lies now."""

    names: Mapping[str, str]
    files: Mapping[str, Path]
    tally: Tally


def vet_pictures(
    folder: Path, names: Mapping[str, str], products: set[str], options: ImportOptions
) -> VettedPictures:
    """`names`: product id to a path below `folder`, or to an address, which is fetched where the
    options say how and counted otherwise. Where nothing is to be written, none is opened.

    SourceUnreadable where a name or a symbolic link leads away.
    """
    sieve = Sieve(len(names))
    sieve.drop("of no product", np.array([each not in products for each in names], dtype=bool))
    wanted = sorted({name for name, kept in zip(names.values(), sieve.kept, strict=True) if kept})
    files = _files_here(folder, [name for name in names.values() if not is_address(name)])
    fetched = _fetched([name for name in wanted if is_address(name)], options)
    files |= {name: found for name, found in fetched.items() if isinstance(found, Path)}
    troubles = {name: found for name, found in fetched.items() if not isinstance(found, Path)}
    here = [name for name in wanted if name in files]
    found = _troubles([files[name] for name in here], opened=not options.only_looks)
    troubles |= dict(zip(here, found, strict=True))
    for trouble in sorted({each for each in troubles.values() if each}):
        rows = [troubles.get(name) == trouble for name in names.values()]
        sieve.drop(trouble, np.array(rows, dtype=bool))
    kept = {
        product: _shop_name(folder, name, files[name])
        for (product, name), stays in zip(names.items(), sieve.kept, strict=True)
        if stays
    }
    sources = {_shop_name(folder, name, files[name]): files[name] for name in here}
    return VettedPictures(
        kept,
        {name: sources[name] for name in kept.values()},
        replace(sieve.tally(len(kept)), examples=_examples(troubles)),
    )


def vet_catalogue(folder: Path, catalogue: pd.DataFrame, options: ImportOptions) -> VettedPictures:
    """The pictures that a catalogue's own column names; what cannot be shown is set aside in it."""
    if "picture" not in catalogue:
        return VettedPictures({}, {}, Tally(0, 0))
    named = catalogue.dropna(subset="picture").set_index("product_id")["picture"].to_dict()
    vetted = vet_pictures(folder, named, set(named), options)
    catalogue["picture"] = catalogue["product_id"].map(vetted.names).astype("str")
    return vetted


def _files_here(folder: Path, names: Sequence[str]) -> dict[str, Path]:
    """Where each named picture lies, or would."""
    spelt = composed_names(folder) if any(not name.isascii() for name in names) else {}
    files = {name: file_of(folder, name, spelt) for name in dict.fromkeys(names)}
    for name, path in files.items():
        _refuse_away(folder, name, path)
    return files


def _fetched(addresses: Sequence[str], options: ImportOptions) -> dict[str, Path | str]:
    """For each address its file, or why there is none."""
    if options.fetch and not options.only_looks:
        return options.fetch.fetch(addresses)
    return dict.fromkeys(addresses, ADDRESS)


def _examples(troubles: Mapping[str, str | None]) -> dict[str, list[str]]:
    """The first few names for each trouble; that an address is one needs none."""
    examples = defaultdict(list)
    for name, trouble in sorted(troubles.items()):
        if trouble and trouble != ADDRESS and len(examples[trouble]) < EXAMPLES:
            examples[trouble].append(name)
    return dict(examples)


def _shop_name(folder: Path, name: str, path: Path) -> str:
    if is_address(name):
        return f"fetched/{path.parent.name}/{path.name}"
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def _troubles(paths: Sequence[Path], *, opened: bool) -> list[str | None]:
    if not opened or not paths:
        return [_missing(each) for each in paths]
    processes = os.cpu_count() or 1
    workshop = Workshop(processes)

    def trouble(path: Path) -> str | None:
        return inspect_picture(path, path.parent, workshop).trouble

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
