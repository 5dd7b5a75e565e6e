"""A limit to how long a client may take over sending its request."""

from asyncio import BaseTransport, TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Patience(HttpToolsProtocol):
    """Ends a connection on which no whole head of a request arrives within so many seconds, or
    nothing of its body for as long; uvicorn itself would wait for ever."""

    def __init__(self, *args: Any, seconds: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seconds = seconds
        self._limit: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._wait()

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self._wait()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._arrived()

    def shutdown(self) -> None:
        """The rest of a request that is on its way is not waited for once the server stops."""
        if self._limit and not self._answering():
            self.transport.close()
        else:
            super().shutdown()

    def _wait(self) -> None:
        self._arrived()
        self._limit = self.loop.call_later(self._seconds, self._end)

    def _arrived(self) -> None:
        if self._limit:
            self._limit.cancel()
        self._limit = None

    def _end(self) -> None:
        # Where we read no further ourselves, it is not the client who takes long.
        if self._answering() or self.flow.read_paused:
            self._wait()
        else:
            self.transport.close()

    def _answering(self) -> bool:
        """Whether a request that has arrived as a whole still gets its answer."""
        cycle = self.cycle
        return cycle is not None and not cycle.response_complete and not cycle.more_body
