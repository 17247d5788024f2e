"""What stands before a server and lets nobody in for a while.

    async with gate(server_port) as gate:
        gate.silent = {1}            # the first connection is taken, and never answered
        gate.deaf_after = b"POST"    # once a client has said this, it hears nothing more

Closed, it takes no connection at all, as a host that drops packets.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Gate:
    """`silent` are connections by their number, from 1; `came` counts them."""

    port: int = 0
    silent: set[int] = field(default_factory=set)
    deaf_after: bytes = b""
    came: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    def cut(self) -> None:
        """Ends every connection, and counts from the start."""
        for writer in self.writers:
            writer.transport.abort()
        self.writers.clear()
        self.came = 0


@asynccontextmanager
async def gate(
    target: int, tls: ssl.SSLContext | None = None, *, closed: bool = False
) -> AsyncIterator[Gate]:
    """Before a port of this machine; with `tls`, it is a gate of HTTPS."""
    made = Gate()
    async with AsyncExitStack() as held:
        if tls is not None:
            inner, behind = Gate(), target
            inside = await asyncio.start_server(
                lambda *client: _relay(inner, behind, client), "127.0.0.1", 0, ssl=tls
            )
            held.callback(inner.cut)
            held.callback(inside.close)
            target = inside.sockets[0].getsockname()[1]
        listening = held.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        listening.setblocking(False)  # noqa: FBT003  the socket's own
        made.port = listening.getsockname()[1]
        if closed:
            # One waits to be taken, which fills the queue: the others' first packets are dropped.
            held.enter_context(socket.create_connection(("127.0.0.1", made.port)))
        else:
            made.open.set()
        serving = asyncio.create_task(_serve(made, target, listening))
        try:
            yield made
        finally:
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
            made.cut()


async def _serve(gate: Gate, target: int, listening: socket.socket) -> None:
    await gate.open.wait()
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        while True:
            accepted, _ = await loop.sock_accept(listening)
            client = await asyncio.open_connection(sock=accepted)
            group.create_task(_relay(gate, target, client))


async def _relay(gate: Gate, target: int, client: Streams) -> None:
    gate.came += 1
    gate.writers.append(client[1])
    if gate.came in gate.silent:
        await client[0].read()
        client[1].close()
        return
    server = await asyncio.open_connection("127.0.0.1", target)
    gate.writers.append(server[1])
    deaf = asyncio.Event()
    with suppress(ConnectionError):
        await asyncio.gather(
            _pump(client[0], server[1], deaf, gate.deaf_after), _pump(server[0], client[1], deaf)
        )


async def _pump(
    source: asyncio.StreamReader, sink: asyncio.StreamWriter, deaf: asyncio.Event, word: bytes = b""
) -> None:
    said = b""
    try:
        while some := await source.read(65536):
            said += some if word else b""
            if word and word in said:
                deaf.set()
            if word or not deaf.is_set():
                sink.write(some)
                await sink.drain()
    finally:
        sink.close()
