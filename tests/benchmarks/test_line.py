"""The line before a server passes on what it is given, whole, both ways, to the end."""

import asyncio

from benchmarks.line import PIECE, between


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
    writer.close()


async def sent_through(content: bytes) -> bytes:
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    target = server.sockets[0].getsockname()[1]
    line = await asyncio.start_server(between(target), "127.0.0.1", 0)
    async with server, line:
        reader, writer = await asyncio.open_connection(*line.sockets[0].getsockname())
        writer.write(content)
        writer.write_eof()
        got = await reader.read()
        writer.close()
        return got


def test_everything_arrives_in_order_and_the_end_too():
    content = bytes(range(256)) * 200
    assert asyncio.run(sent_through(content)) == content
