"""Whether the database is away, told to the operator's log once when it begins and at its end."""

import logging
from threading import Lock

log = logging.getLogger(__name__)


class Outage:
    """What this process knows of its database. People are told by facts; this is for the log."""

    def __init__(self) -> None:
        self._cause = ""
        self._for_writing = False
        self._lock = Lock()
        self.logged = False
        """Whether it is told at all: a command says by itself what keeps it."""

    def begin(self, cause: str, *, for_writing: bool = False) -> None:
        """`for_writing`: it can still be read, so that reading ends no such outage."""
        with self._lock:
            begun, self._cause = self._cause, cause
            self._for_writing = for_writing
        if self.logged and not begun:
            log.error("The database is away: %s", cause)

    def end(self, *, wrote: bool) -> None:
        if not self._cause or (self._for_writing and not wrote):
            return
        with self._lock:
            ended, self._cause = self._cause, ""
        if self.logged and ended:
            log.error("The database answers again.")


OUTAGE = Outage()
