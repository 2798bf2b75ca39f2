"""From the launcher's call to the first Reply, with empty state: what a first start and a start after losing everything take."""

import os
import shutil
import socket
import statistics
import struct
import time

from . import machine
from .results import about, save
from .scalebench import LINK
from .servers.outrigger import DRIVER, free_port
from .shell import ROOT, Failure, run

SOLICIT, REPLY, RELAY_FORW, RELAY_REPL = 1, 7, 12, 13
CLIENT_ID, IA_NA, ELAPSED_TIME, RELAY_MSG, RAPID_COMMIT = 1, 3, 8, 9, 14
EVERY = 0.02  # seconds between two Solicits


def add(commands, formatter):
    parser = commands.add_parser("start", help="the launcher's call to the first Reply, empty state", description=__doc__ + " Needs no root.",
                                 formatter_class=formatter)
    parser.add_argument("--repeat", type=int, default=5, help="starts")
    parser.add_argument("--target", type=float, default=2.0, help="seconds that the median may take")


def option(code, body):
    return struct.pack("!HH", code, len(body)) + body


def solicit(number, link_address):
    """A Solicit with Rapid Commit of client `number`, as a relay agent on this link sends it."""
    client = option(CLIENT_ID, b"\x00\x03\x00\x01\x02\x00" + number.to_bytes(4, "big"))
    message = (bytes([SOLICIT]) + number.to_bytes(3, "big") + client + option(ELAPSED_TIME, bytes(2))
               + option(IA_NA, struct.pack("!III", 1, 0, 0)) + option(RAPID_COMMIT, b""))
    addresses = socket.inet_pton(socket.AF_INET6, link_address) + socket.inet_pton(socket.AF_INET6, "fe80::1")
    return bytes([RELAY_FORW, 0]) + addresses + option(RELAY_MSG, message)


def is_reply(datagram):
    """Whether a relay agent was sent a Reply."""
    rest = datagram[34:]
    while datagram[:1] == bytes([RELAY_REPL]) and len(rest) >= 4:
        code, length = struct.unpack("!HH", rest[:4])
        if code == RELAY_MSG:
            return rest[4:5] == bytes([REPLY])
        rest = rest[4 + length:]
    return False


def first_reply(server, port, seconds=60):
    """Seconds from the launch to the first Reply."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as channel:
        channel.settimeout(EVERY)
        begun = time.monotonic()
        server.launch()
        number = 0
        while time.monotonic() - begun < seconds:
            number += 1
            try:
                channel.sendto(solicit(number, LINK.router), ("::1", port))
                if is_reply(channel.recv(65536)):
                    return time.monotonic() - begun
            except ConnectionRefusedError:  # nobody listens yet
                time.sleep(EVERY)
            except TimeoutError:
                pass
            if not server.process.running():
                break
    raise Failure(f"no Reply; the log ends:\n{server.process.tail()}")


def measure(options):
    folder = ROOT / "build" / "bench" / f"start-{os.getpid()}"
    folder.mkdir(parents=True)
    port = free_port(socket.SOCK_DGRAM)
    server = DRIVER(None, folder / "server")
    server.configure([LINK], uplink=(None, "::1", port))
    run(ROOT / "scripts" / "outrigger", "--version")  # built, and in the page cache
    found = []
    try:
        for _ in range(options.repeat):
            server.empty()
            seconds = first_reply(server, port)
            cpu = machine.cpu_seconds(server.pid())  # tells more than the clock where others use the machine
            found.append({"seconds": seconds, "cpu_seconds": cpu, "load_average": os.getloadavg()[0]})
            server.stop()
            print(f"first Reply {seconds:.2f} s after the launcher's call, {cpu:.2f} s CPU, load {os.getloadavg()[0]:.1f}", flush=True)
    finally:
        if server.process:
            server.stop()
        shutil.rmtree(server.state, ignore_errors=True)
    median = statistics.median(one["seconds"] for one in found)
    print(f"median of {len(found)}: {median:.2f} s (target {options.target:g} s)")
    print(f"written to {save('start', {**about(options), 'starts': found, 'median': median})}")
    return 0 if median < options.target else 1
