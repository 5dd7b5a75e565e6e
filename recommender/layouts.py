"""The source layouts there are, and which one a source has."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

from recommender import importers
from recommender.import_options import ImportOptions
from recommender.refusal import Refusal
from recommender.words import did_you_mean


class LayoutUnknown(Refusal):
    """No importer reads this source, or none is called so."""


@cache
def layouts() -> dict[str, ModuleType]:
    """Importers by the name the command line uses; an importer is a file of importers/."""
    return {
        found.name.replace("_", "-"): importlib.import_module(f"{importers.__name__}.{found.name}")
        for found in pkgutil.iter_modules(importers.__path__)
    }


def named(layout: str) -> ModuleType:
    if layout not in layouts():
        hint = did_you_mean(layout, layouts())
        raise LayoutUnknown(f"There is no layout {layout!r}.{hint}")
    return layouts()[layout]


def recognised(source: Path, options: ImportOptions) -> str:
    """By its files; `tables`, the general one, only where no other layout fits, or options name
    what the others have names of their own for."""
    if not source.exists():
        raise LayoutUnknown(f"{source} does not exist; name the folder or file to import.")
    for name, importer in sorted(layouts().items(), key=lambda each: each[0] == "tables"):
        if options.tables <= set(importer.NAMED) and importer.recognises(source):
            return name
    raise LayoutUnknown(
        f"{source} has the files of no known layout ({', '.join(layouts())}); "
        "name one with --layout, or see README.md for what each consists of."
    )
