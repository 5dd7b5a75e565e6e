"""An answer that is kept until another is asked for, worked out once for all who wait for it."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def at_once(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """`work` must not ask for itself: whoever comes meanwhile waits."""
    kept, lock = lru_cache(maxsize=1)(work), Lock()

    @wraps(work)
    def answer(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        with lock:
            return kept(*asked, **named)

    return answer
