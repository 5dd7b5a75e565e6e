"""The command: python -m benchmarks [NAME ...]."""

import importlib
import json
import os
import pkgutil
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import benchmarks
from recommender.refusal import Refusal

RESULTS = Path(__file__).with_name("results") / "latest.json"
HEADINGS = ("figure", "value", "unit", "against", "ratio", "limit", "", "load")


def main(arguments: Sequence[str] | None = None) -> int:
    """0: every figure within its limit, 1: one is not or could not be measured, 2: bad name."""
    parser = ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__)
    parser.add_argument("names", nargs="*", help="only these; then no results are written")
    names = parser.parse_args(arguments).names
    try:
        modules = list(chosen(names))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    figures: list[dict[str, Any]] = []

    def keep(figure: dict[str, Any]) -> None:
        figures.append(figure)
        if not names:
            write(figures)

    troubles = list(filter(None, [measure(each, keep) for each in modules]))
    print(table(figures))
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles or not all(figure["within"] for figure in figures) else 0


def chosen(names: Sequence[str]) -> Iterator[ModuleType]:
    """All benchmarks where none is named; Refusal where a name is none of them."""
    modules = {short(module): module for module in found()}
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


def short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def measure(module: ModuleType, keep: Callable[[dict[str, Any]], None]) -> str:
    """Hand each figure to `keep` as soon as it is measured, with the machine's load at that time.

    Returns a sentence where the benchmark failed, whatever it failed of; empty where it did not.
    """
    print(f"{module.__name__}: {module.__doc__.splitlines()[0]}", file=sys.stderr)

    def run() -> None:
        for figure in module.figures():
            keep({**figure, "load": round(os.getloadavg()[0], 2)})

    with ThreadPoolExecutor(1) as alone:
        trouble = alone.submit(run).exception()
    if trouble is None:
        return ""
    why = " ".join(str(trouble).split()) or type(trouble).__name__
    return f"The benchmark {short(module)} could not be measured: {why}"


def write(figures: Sequence[dict[str, Any]]) -> None:
    """Whoever reads the file meanwhile finds all that was measured so far."""
    RESULTS.parent.mkdir(exist_ok=True)
    unfinished = RESULTS.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
    unfinished.replace(RESULTS)


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
        f"{figure['load']:g}",
    )


if __name__ == "__main__":
    sys.exit(main())
