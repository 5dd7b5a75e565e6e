"""The blobs asked for last, as many as fit."""

from collections import OrderedDict
from threading import Lock


class Shelf:
    """At most `capacity` bytes in memory; what was not asked for longest goes first."""

    def __init__(self, capacity: int):
        self._capacity = capacity
        self._weight = 0
        self._blobs: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._blobs:
                self._blobs.move_to_end(key)
            return self._blobs.get(key)

    def put(self, key: str, blob: bytes) -> None:
        with self._lock:
            self._weight += len(blob) - len(self._blobs.pop(key, b""))
            self._blobs[key] = blob
            while self._weight > self._capacity:
                self._weight -= len(self._blobs.popitem(last=False)[1])
