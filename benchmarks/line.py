"""A line like that of a home or a shop, before a server of this machine.

All connections share one line of 9 Mbit/s each way, in turn by pieces of 4 KB, and every byte is on
its way for 30 ms: whoever asks waits 60 ms for an answer. A connection costs one such turn before
its first byte, as the greeting of TCP would. WebSockets and HTTP are treated alike, which a
browser's own emulation does not do: that delays requests alone. TCP's slow start and lost packets
are not imitated, for any page.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable

SPEED = 9_000_000 / 8
"""Bytes a second."""
ON_ITS_WAY = 0.030
"""Seconds."""
PIECE = 4096
AHEAD = 0.020
"""Seconds of each connection that may wait for the line, so that a busy machine never idles it."""


class Way:
    """One direction of the line, shared by all connections."""

    def __init__(self) -> None:
        self._free_at = 0.0

    def send(self, length: int) -> float:
        """The moment when the last of so many bytes has left, after all that was sent before."""
        now = asyncio.get_running_loop().time()
        self._free_at = max(now, self._free_at) + length / SPEED
        return self._free_at


async def carry(
    way: Way, source: asyncio.StreamReader, target: asyncio.StreamWriter, greeting: float
) -> None:
    """Until the source ends; `greeting`: the moment before which nothing leaves."""
    clock = asyncio.get_running_loop().time
    arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    delivering = asyncio.create_task(deliver(arriving, target))
    await asyncio.sleep(greeting - clock())
    try:
        while piece := await source.read(PIECE):
            left = way.send(len(piece))
            arriving.put_nowait((left + ON_ITS_WAY, piece))
            await asyncio.sleep(left - AHEAD - clock())
    except OSError:
        pass
    finally:
        arriving.put_nowait((clock() + ON_ITS_WAY, b""))
        await delivering


async def deliver(
    arriving: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter
) -> None:
    while True:
        moment, piece = await arriving.get()
        await asyncio.sleep(moment - asyncio.get_running_loop().time())
        try:
            if not piece:
                target.write_eof()
                return
            target.write(piece)
            await target.drain()
        except OSError:
            return


def between(target: int) -> Callable[..., Awaitable[None]]:
    """What is done with each connection to a server at the port `target`."""
    up, down = Way(), Way()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        greeting = asyncio.get_running_loop().time() + 2 * ON_ITS_WAY
        there, back = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(carry(up, reader, back, greeting), carry(down, there, writer, 0))
        back.close()
        writer.close()

    return connected


async def serve(port: int, target: int) -> None:
    async with await asyncio.start_server(between(target), "127.0.0.1", port) as server:
        await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.line", description=__doc__)
    parser.add_argument("target", type=int, help="the port of the server behind the line")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    asyncio.run(serve(asked.port, asked.target))


if __name__ == "__main__":
    main()
