"""Who writes next: works that wait at the same moment are stored in one transaction."""

from collections.abc import Callable
from threading import Condition
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, exc
from sqlalchemy.orm import Session, sessionmaker

from dashboard.releases.lulls import Lulls

Work = Callable[[Session], Any]


class Waiting:
    """A work that waits for its turn, then what it answered or raised."""

    def __init__(self, work: Work):
        self._work = work
        self._answer: Any = None
        self.error: BaseException | None = None
        self.over = False

    def alone(self, sessions: sessionmaker[Session], lulls: Lulls) -> None:
        """In a transaction of its own."""
        with self, sessions() as session:
            self._answer = self._work(session)
            session.flush()
            with lulls.committing():
                session.commit()

    def among(self, sessions: sessionmaker[Session], connection: Connection) -> None:
        """In a savepoint and a session of its own, so that no work sees or leaves half of one."""
        savepoint = {"bind": connection, "join_transaction_mode": "create_savepoint"}
        with self, sessions(**savepoint) as session, session.begin():
            self._answer = self._work(session)

    def __enter__(self) -> None:
        self.error = None

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _at: TracebackType | None,
    ) -> bool:
        """What a work raises is its own affair; what the database does is everybody's."""
        self.error = error
        return not isinstance(error, exc.DBAPIError)

    def answer(self) -> Any:
        if self.error:
            raise self.error
        return self._answer


class Turns:
    """The writers of one process, for a database that lets in one at a time.

    Whoever comes first stores for all who came meanwhile: the wait for the disk is shared.
    """

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []
        self._storing = False
        self._changed = Condition()
        self.lulls = Lulls()

    def take(self, sessions: sessionmaker[Session], work: Work) -> Any:
        """What the work answers once it is stored; raises what it raised, or the database."""
        mine = Waiting(work)
        if waiting := self._gathered(mine):
            try:
                self._store(sessions, waiting)
            finally:
                self._pass_on()
        return mine.answer()

    def _gathered(self, mine: Waiting) -> list[Waiting]:
        """All that wait, once it is this one's turn; none where it was stored meanwhile."""
        with self._changed:
            self._waiting.append(mine)
            self._changed.wait_for(lambda: mine.over or not self._storing)
            if mine.over:
                return []
            others = [each for each in self._waiting if each is not mine]
            self._waiting, self._storing = [], True
            return [mine, *others]

    def _pass_on(self) -> None:
        """Whoever was stored goes on at once, and one of those who came meanwhile is next."""
        with self._changed:
            self._storing = False
            self._changed.notify_all()

    def _store(self, sessions: sessionmaker[Session], waiting: list[Waiting]) -> None:
        """Together; one after the other where the database refuses one of them."""
        try:
            if len(waiting) == 1:
                waiting[0].alone(sessions, self.lulls)
            else:
                self._together(sessions, waiting)
        except (exc.DBAPIError, exc.TimeoutError) as error:
            self._fall_back(sessions, waiting, error)
        for each in waiting:
            each.over = True

    def _fall_back(
        self, sessions: sessionmaker[Session], waiting: list[Waiting], error: exc.SQLAlchemyError
    ) -> None:
        if len(waiting) == 1 or _busy(error):
            for each in waiting:
                each.error = error
            return
        for each in waiting:
            self._store(sessions, [each])

    def _together(self, sessions: sessionmaker[Session], waiting: list[Waiting]) -> None:
        with sessions.kw["bind"].connect() as connection, connection.begin() as together:
            for each in waiting:
                each.among(sessions, connection)
            with self.lulls.committing():
                together.commit()


def _busy(error: exc.SQLAlchemyError) -> bool:
    """Another process writes, and would be met again by each alone."""
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    return name.startswith("SQLITE_BUSY")
