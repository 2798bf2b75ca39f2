"""Delays as they are on the wire: from a client's message entering the cable to the answer leaving it, by the kernel's time stamps.

What a busy machine takes to wake the load's own process is not in them, so they tell more of the server than perfdhcp does
where both share CPUs.
"""

import signal
import struct

from .shell import Failure, Process, wait_until

MAGIC_NANOS = 0xA1B23C4D
ANSWERS = {2: "advertise", 7: "reply"}
QUESTIONS = {"advertise": 1, "reply": 3}
ETHERNET, IPV6, UDP = 14, 40, 8


class Tap:
    """tcpdump on an interface of a namespace while a load runs; direct DHCPv6 messages alone."""

    def __init__(self, namespace, interface, folder):
        self.file = folder / "tap.pcap"
        self.process = Process(["ip", "netns", "exec", namespace, "tcpdump", "-i", interface, "-Z", "root", "-s", "128", "-B", "16384",
                                "--time-stamp-precision=nano", "-w", self.file, "udp port 546 or udp port 547"], folder / "tap.log")
        wait_until("tcpdump listens", lambda: "listening on" in self.process.tail(), 20, every=0.05)

    def close(self):
        """Milliseconds of every exchange that was answered, by `advertise` and `reply`; the capture is removed."""
        self.process.send(signal.SIGINT)
        if not self.process.wait(10):
            raise Failure(f"tcpdump does not end: {self.process.tail()}")
        self.process.end()
        found = delays(self.file.read_bytes())
        self.file.unlink()
        return found


def delays(capture):
    """Milliseconds from the first sending of a question to its first answer, of a capture with nanoseconds."""
    asked, found = {}, {name: [] for name in QUESTIONS}
    for nanos, kind, xid in messages(capture):
        name = ANSWERS.get(kind)
        if name is None:
            asked.setdefault((kind, xid), nanos)
        elif (begun := asked.pop((QUESTIONS[name], xid), None)) is not None:
            found[name].append((nanos - begun) / 1e6)
    return found


def messages(capture):
    """(nanoseconds, message type, transaction id) of every DHCPv6 message that is not relayed."""
    if len(capture) < 24 or struct.unpack_from("<I", capture)[0] != MAGIC_NANOS:
        raise Failure("not a capture with nanoseconds of a little-endian machine")
    at, header = 24, ETHERNET + IPV6 + UDP
    while at + 16 <= len(capture):
        seconds, nanos, kept, _ = struct.unpack_from("<IIII", capture, at)
        frame = capture[at + 16:at + 16 + kept]
        at += 16 + kept
        if len(frame) >= header + 4 and frame[12:14] == b"\x86\xdd" and frame[ETHERNET + 6] == 17:
            yield seconds * 1_000_000_000 + nanos, frame[header], frame[header + 1:header + 4]
