"""Which products look alike, by their pictures."""

import threading
from collections.abc import Iterator
from time import monotonic, sleep

import numpy as np

from recommender.catalogue import Catalogue
from recommender.pictures import PictureStore, PictureUnknown
from recommender.pictures.look import LOOK_SIZE, look_of
from recommender.resemblance import Resemblance
from recommender.shop import Shop

BATCH = 32
GROWN = 1.1
"""All are compared anew once so many times as many were seen."""
RESTS = 1.0
"""How long the thread behind the pages rests after a batch, as a part of what the batch took."""


class Looks:
    """Every picture of a shop as numbers, gathered behind the pages; any thread may ask."""

    def __init__(self, shop: Shop, store: PictureStore):
        self._names = _names(shop.catalogue)
        self._images, self._store = shop.images, store
        self._positions = np.array(sorted(self._names), dtype=np.int64)
        self._numbers = np.zeros((len(self._positions), LOOK_SIZE), np.float16)
        self._seen = np.zeros(len(self._positions), bool)
        self._waiting = iter(range(len(self._positions)))
        self._lock = threading.Lock()
        self._begun = False
        self._compared: Resemblance | None = None

    def __len__(self) -> int:
        """Products with a picture."""
        return len(self._positions)

    @property
    def seen(self) -> int:
        """How many of them were looked at so far."""
        return int(self._seen.sum())

    def begin(self, seconds: float) -> None:
        """When first called, look at pictures for about so long; then go on in a thread, resting
        as long as working, until all are seen."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
        self.gather(seconds)
        threading.Thread(target=self._go_on, daemon=True).start()

    def gather(self, seconds: float | None = None) -> None:
        """Look at pictures for about so long, or at all that are left."""
        until = None if seconds is None else monotonic() + seconds
        for place in self._left():
            self._look(place)
            if until is not None and monotonic() >= until:
                break
        self._compare()

    def like(self, position: int, count: int) -> np.ndarray:
        """Positions of the products that look most like this one, of those seen so far: the cosine
        of their numbers, each taken as its distance from the shop's average. None where it has no
        picture that can be shown."""
        place = int(np.searchsorted(self._positions, position))
        if place == len(self) or self._positions[place] != position:
            return np.empty(0, np.int64)
        if not self._seen[place]:
            self._look(place)
        compared = self._compared or self._compare()
        cosine = compared.rows @ compared.measure(self._numbers[place : place + 1])[0]
        cosine[place] = 0
        likest = np.argsort(-cosine, kind="stable")[:count]
        return self._positions[likest[cosine[likest] > 0]]

    def _left(self) -> Iterator[int]:
        while True:
            with self._lock:
                place = next((each for each in self._waiting if not self._seen[each]), None)
            if place is None:
                return
            yield place

    def _go_on(self) -> None:
        began = monotonic()
        for done, place in enumerate(self._left(), start=1):
            self._look(place)
            if done % BATCH == 0:
                if self.seen > GROWN * self._compared.seen:
                    self._compare()
                sleep(RESTS * (monotonic() - began))
                began = monotonic()
        self._compare()

    def _look(self, place: int) -> None:
        """Zeros, which nothing is like, where the picture cannot be shown."""
        kept = self._store.keep(self._names[int(self._positions[place])], self._images)
        if kept.digest is not None:
            self._numbers[place] = _numbers(self._store, kept.digest)
        self._seen[place] = True

    def _compare(self) -> Resemblance:
        """Takes most of a second at 100,000 pictures, so pages use what was compared last."""
        self._compared = Resemblance(self._numbers, self._seen.copy())
        return self._compared


def _names(catalogue: Catalogue) -> dict[int, str]:
    """The pictures' names by position."""
    if "picture" not in catalogue.frame:
        return {}
    names = catalogue.frame["picture"]
    known = np.flatnonzero(names.notna().to_numpy())
    return dict(zip(known.tolist(), names.iloc[known].tolist(), strict=True))


def _numbers(store: PictureStore, digest: str) -> np.ndarray:
    stored = store.aside(digest, "look")
    if stored is not None and len(stored) == 2 * LOOK_SIZE:
        return np.frombuffer(stored, np.float16)
    try:
        numbers = look_of(store.tile(digest)).astype(np.float16)
    except (PictureUnknown, OSError):
        return np.zeros(LOOK_SIZE, np.float16)
    store.put_aside(digest, "look", numbers.tobytes())
    return numbers
