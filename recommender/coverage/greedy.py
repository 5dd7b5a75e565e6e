"""Greedy choice for submodular functions."""

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heapreplace


def chosen(worth: Callable[[int], float], items: Iterable[int]) -> Iterator[int]:
    """Always the item that is worth most now, of equals the first; every item once.

    What an item is worth may only fall while others are taken, as it does where a monotone
    submodular function is maximised: then the first k are worth at least 1 - 1/e, 63 %, of the
    best k (Nemhauser, Wolsey & Fisher 1978), and most items need not be looked at again (Minoux
    1978).
    """
    queue = [(-worth(item), item) for item in items]
    heapify(queue)
    while queue:
        promised, item = queue[0]
        now = -worth(item)
        if now <= promised:
            heappop(queue)
            yield item
        else:
            heapreplace(queue, (now, item))
