"""The command: python -m benchmarks [NAME ...]."""

import importlib
import json
import pkgutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import benchmarks
from recommender.refusal import Refusal

RESULTS = Path(__file__).with_name("results") / "latest.json"
HEADINGS = ("figure", "value", "unit", "against", "ratio", "limit", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """0: every figure within its limit, 1: one is not, 2: one could not be measured."""
    parser = ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__)
    parser.add_argument("names", nargs="*", help="only these; then no results are written")
    names = parser.parse_args(arguments).names
    try:
        figures = [figure for module in chosen(names) for figure in measured(module)]
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    print(table(figures))
    if not names:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0 if all(figure["within"] for figure in figures) else 1


def chosen(names: Sequence[str]) -> Iterator[ModuleType]:
    """All benchmarks where none is named; Refusal where a name is none of them."""
    modules = {module.__name__.rpartition(".")[2]: module for module in found()}
    for name in names or modules:
        if name not in modules:
            raise Refusal(f"There is no benchmark {name!r}; there are {', '.join(modules)}.")
        yield modules[name]


def found() -> Iterator[ModuleType]:
    for each in pkgutil.iter_modules(benchmarks.__path__):
        if each.name != "__main__":
            module = importlib.import_module(f"benchmarks.{each.name}")
            if hasattr(module, "figures"):
                yield module


def measured(module: ModuleType) -> list[dict]:
    print(f"{module.__name__}: {module.__doc__.splitlines()[0]}", file=sys.stderr)
    return list(module.figures())


def table(figures: Sequence[dict]) -> str:
    rows = [HEADINGS, *(cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def cells(figure: dict) -> tuple[str, ...]:
    return (
        figure["name"],
        f"{figure['value']:g}",
        figure["unit"],
        f"{figure['against']:g}",
        f"{figure['ratio']:g}",
        f"at {figure['bound']} {figure['limit']:g}",
        "within" if figure["within"] else "OUTSIDE",
    )


if __name__ == "__main__":
    sys.exit(main())
