"""Fitting in a process of its own, before which everything else on the machine goes."""

import io
import os
from contextlib import redirect_stdout
from multiprocessing import get_context
from pathlib import Path

from recommender.__main__ import main

LOWEST = 19
"""The priority of a process that waits for all others."""


def fit_gently(candidate: str, shop: Path) -> None:
    """Returns once it is fitted; the process ends with this one. What goes wrong is printed."""
    process = get_context("spawn").Process(
        target=_fit, args=(candidate, shop), name="fitting", daemon=True
    )
    process.start()
    process.join()


def _fit(candidate: str, shop: Path) -> None:
    os.nice(LOWEST)
    with redirect_stdout(io.StringIO()):
        main(["fit", "--shop", str(shop), candidate])
