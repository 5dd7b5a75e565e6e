"""How often each address has tried something within the last minute."""

from collections import deque
from threading import Lock
from time import monotonic

SECONDS = 60
MOST_ADDRESSES = 10_000
"""So many are remembered; beyond, the half that tried last."""


class Attempts:
    def __init__(self) -> None:
        self._moments: dict[str, deque[float]] = {}
        self._lock = Lock()

    def count(self, address: str, most: int) -> bool:
        """Note one more attempt; False where the address has had as many as it may."""
        now = monotonic()
        with self._lock:
            moments = self._moments.setdefault(address, deque())
            while moments and moments[0] <= now - SECONDS:
                moments.popleft()
            if len(moments) >= most:
                return False
            moments.append(now)
            if len(self._moments) > MOST_ADDRESSES:
                self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        latest = sorted(self._moments.items(), key=lambda item: item[1][-1])
        recent = latest[-MOST_ADDRESSES // 2 :]
        self._moments = {each: moments for each, moments in recent if moments[-1] > now - SECONDS}
