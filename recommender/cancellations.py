"""What is left of purchases when later cancellations are taken off them."""

from collections import defaultdict

import numpy as np
import pandas as pd


def left_after(
    rows: pd.DataFrame, purchases: np.ndarray, cancellations: np.ndarray
) -> tuple[np.ndarray, int]:
    """Pieces left of every row, and how many cancellations found too little to cancel.

    A cancellation takes its pieces off the same shopper's purchases of the same product at or
    before its moment, the latest first; cancellations act in the order of their moments. `rows`
    has shopper_id, product_id, bought_at and quantity (of a cancellation: below 0); the two
    masks say which row is what.
    """
    left = rows["quantity"].to_numpy().copy()
    moments = rows["bought_at"].to_numpy()
    keys = list(zip(rows["shopper_id"], rows["product_id"], strict=True))
    in_time = np.argsort(moments, kind="stable")
    cancelled = [place for place in in_time if cancellations[place]]
    affected = {keys[place] for place in cancelled}
    bought = defaultdict(list)
    for place in in_time:
        if purchases[place] and keys[place] in affected:
            bought[keys[place]].append(place)
    unmatched = 0
    for place in cancelled:
        pieces = -left[place]
        for earlier in reversed(bought[keys[place]]):
            if moments[earlier] <= moments[place]:
                taken = min(left[earlier], pieces)
                left[earlier] -= taken
                pieces -= taken
        unmatched += bool(pieces)
    return left, unmatched
