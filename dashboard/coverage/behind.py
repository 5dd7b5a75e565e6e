"""An answer that takes seconds, worked out in a thread while the pages go on."""

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from recommender.refusal import Refusal

Answer = TypeVar("Answer")


class Behind(Generic[Answer]):
    """One answer at a time, kept until the question is about other things."""

    def __init__(self, name: str, work: Callable[..., Answer]):
        self._name, self._work = name, work
        self._question: tuple[object, ...] | None = None
        self._answer: Answer | Refusal | None = None
        self._working: Thread | None = None
        self._lock = Lock()

    def answer(self, *question: object) -> Answer | None:
        """At once; None as long as it is being worked out. The Refusal it ended with is raised.

        A question is the same where it is about the very same objects.
        """
        with self._lock:
            if self._working and self._working.is_alive():
                return None
            if not self._is_about(question):
                self._start(question)
                return None
            if self._answer is None:
                raise Refusal("This could not be worked out; the server's log says why.")
            if isinstance(self._answer, Refusal):
                raise Refusal(str(self._answer))
            return self._answer

    def _is_about(self, question: tuple[object, ...]) -> bool:
        asked = self._question
        return asked is not None and all(map(lambda one, other: one is other, asked, question))

    def _start(self, question: tuple[object, ...]) -> None:
        self._question, self._answer = question, None
        self._working = Thread(target=self._work_out, name=self._name, daemon=True)
        self._working.start()

    def _work_out(self) -> None:
        try:
            self._answer = self._work(*self._question)
        except Refusal as refusal:
            self._answer = refusal
