"""Texts of a catalogue from outside that neither a page nor a terminal can be trusted with."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from recommender.sources.fault import SourceUnreadable
from recommender.text import trouble_with_text


def refuse_unfit(catalogue: pd.DataFrame, source: Path) -> None:
    """SourceUnreadable for the first text of a product that is not taken, lists included."""
    for name in catalogue.columns:
        for product_id, cell in zip(catalogue["product_id"], catalogue[name], strict=True):
            for text in _texts(cell):
                if trouble := trouble_with_text(text):
                    raise SourceUnreadable(
                        f"{source}: the {name} of product {product_id!r} {trouble}; "
                        "delete the character there and import it again."
                    )


def _texts(cell: object) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, list | np.ndarray):
        yield from (each for each in cell if isinstance(each, str))
