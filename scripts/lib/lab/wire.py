"""A TCP proxy between two failover servers that can cut, hold back, delay or lose what passes.

What TCP would do is what the servers see: bytes of one direction are late or never come, and where some are lost the
connection ends in a reset when the wire heals, never with a gap in it.
"""

import asyncio
import socket
import struct
import threading
from dataclasses import dataclass, field

CHUNK = 65536


@dataclass
class Direction:
    """What happens to bytes that go from `name`'s side to the other."""

    name: str
    delay: float = 0.0  # seconds
    held: bool = False  # nothing passes; it comes later
    lost: bool = False  # nothing passes and nothing ever comes


@dataclass(frozen=True)
class Lane:
    """Connections from one server: accepted at `listen`, made to `target` from the address `source`."""

    name: str
    listen: tuple
    target: tuple
    source: str


@dataclass
class Link:
    """One proxied connection."""

    writers: list
    tainted: bool = False  # bytes of it were lost
    tasks: list = field(default_factory=list)


class Wire:
    """Two lanes, one for the connections that each server makes, in a thread of its own. Its methods may be called anywhere."""

    def __init__(self, first, second):
        self.lanes = {first.name: first, second.name: second}
        self.ways = {name: Direction(name) for name in self.lanes}
        self.links = set()
        self.servers = []
        self.cut_off = False
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.failure = None
        self.thread = threading.Thread(target=self._run, name="wire", daemon=True)

    def start(self):
        self.thread.start()
        self.ready.wait(10)
        if self.failure:
            raise self.failure

    def stop(self):
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join(5)

    def cut(self):
        """Resets what is open and whatever is opened from now on."""
        self._do(self._cut)

    def hold(self, *names):
        """Bytes from these servers' side wait until `heal` (both sides without names); connections stay open."""
        self._do(lambda: [setattr(self.ways[name], "held", True) for name in names or self.ways])

    def lose(self, *names):
        """Bytes from these servers' side vanish, without a sign, until `heal`."""
        self._do(lambda: [setattr(self.ways[name], "lost", True) for name in names or self.ways])

    def delay(self, seconds, *names):
        """Bytes from these servers' side come so much later."""
        self._do(lambda: [setattr(self.ways[name], "delay", seconds) for name in names or self.ways])

    def heal(self):
        """Everything passes again; connections that bytes were lost of are reset."""
        self._do(self._heal)

    def _do(self, action):
        done = threading.Event()

        def act():
            action()
            done.set()
        self.loop.call_soon_threadsafe(act)
        done.wait(5)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        try:
            for lane in self.lanes.values():
                self.loop.run_until_complete(self._listen(lane))
        except OSError as error:
            self.failure = error
            return
        finally:
            self.ready.set()
        self.loop.run_forever()
        for server in self.servers:
            server.close()
        for key in list(self.links):
            self._reset(key.link)
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self.loop.run_until_complete(asyncio.sleep(0.01))  # transports close in the loop's next turns
        self.loop.close()

    async def _listen(self, lane):
        self.servers.append(
            await asyncio.start_server(lambda reader, writer: self._accepted(lane, reader, writer), *lane.listen))

    async def _accepted(self, lane, reader, writer):
        if self.cut_off:
            abort(writer)
            return
        link = Link([writer])
        key = IdentityKey(link)
        self.links.add(key)
        try:
            while self.ways[lane.name].lost or self.ways[self._other(lane.name)].lost:  # a SYN that is lost
                link.tainted = True
                await asyncio.sleep(0.05)
            if link.tainted:  # the wire has healed
                self.links.discard(key)
                abort(writer)
                return
            there, back = await asyncio.open_connection(*lane.target, local_addr=(lane.source, 0))
        except OSError:
            abort(writer)
            self.links.discard(key)
            return
        link.writers.append(back)
        link.tasks = [asyncio.ensure_future(self._pass(link, lane.name, reader, back)),
                      asyncio.ensure_future(self._pass(link, self._other(lane.name), there, writer))]
        try:
            await asyncio.wait(list(link.tasks))
        except asyncio.CancelledError:  # the wire is being stopped
            abort(writer)
        finally:
            self.links.discard(key)

    def _other(self, name):
        return next(other for other in self.lanes if other != name)

    async def _pass(self, link, name, reader, writer):
        """Copies one direction; each chunk leaves after the delay that it met, in order."""
        way = self.ways[name]
        queue = asyncio.Queue()
        pump = asyncio.ensure_future(self._pump(link, way, queue, writer))
        link.tasks.append(pump)
        try:
            while chunk := await reader.read(CHUNK):
                queue.put_nowait((self.loop.time() + way.delay, chunk))
            queue.put_nowait((self.loop.time() + way.delay, None))
        except OSError:
            queue.put_nowait((self.loop.time(), OSError))
        await pump

    async def _pump(self, link, way, queue, writer):
        while True:
            due, chunk = await queue.get()
            while way.held or self.loop.time() < due:
                await asyncio.sleep(max(0.01, min(0.05, due - self.loop.time())))
            if way.lost:
                link.tainted = True
            if link.tainted:
                continue  # after a gap nothing may pass; `heal` resets the connection
            try:
                if chunk is None:
                    writer.write_eof()
                    return
                if chunk is OSError:
                    abort(writer)
                    return
                writer.write(chunk)
                await writer.drain()
            except (OSError, RuntimeError):
                self._reset(link)
                return

    def _cut(self):
        self.cut_off = True
        for key in list(self.links):
            self._reset(key.link)

    def _heal(self):
        self.cut_off = False
        for way in self.ways.values():
            way.held, way.lost, way.delay = False, False, 0.0
        for key in list(self.links):
            if key.link.tainted:
                self._reset(key.link)

    @staticmethod
    def _reset(link):
        for writer in link.writers:
            abort(writer)
        for task in link.tasks:
            task.cancel()


class IdentityKey:
    """A link in a set."""

    def __init__(self, link):
        self.link = link


def abort(writer):
    """Ends a connection with a reset."""
    connection = writer.get_extra_info("socket")
    if connection is not None:
        try:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
    writer.transport.abort()
