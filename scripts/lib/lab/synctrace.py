"""Counts from outside what a server syncs, and whether it does so before it answers: strace on sync calls and datagrams, for a few seconds."""

import re
import signal

from . import load
from .shell import Process, wait_until

SYNC_CALLS = ("fsync", "fdatasync", "msync", "sync_file_range")
RECEIVE_CALLS = ("recvfrom", "recvmsg")
SEND_CALLS = ("sendto", "sendmsg")
REQUEST, REPLY = 3, 7
TRANSACTION = slice(1, 4)  # octets of a DHCPv6 message (RFC 8415 section 8)

LINE = re.compile(r"^(?P<thread>\d+) +(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<call>\w+)\()(?P<rest>.*)$")
OCTETS = re.compile(r'(?:iov_base=|^\d+, *)"(?P<octets>(?:\\x[0-9a-f]{2})+)"')


def read(lines):
    """What `strace -f -xx -s 8` saw: syncs by call, Replies, and how many of those had no sync since their Request came.

    A thread stands still at the begin and the end of a call until strace has noted it, so what caused something is noted before it.
    """
    begun = {}  # thread -> (call, its number, what was printed so far)
    requested, syncs, last_begin = {}, dict.fromkeys(SYNC_CALLS, 0), -1
    replies = unsynced = 0
    for number, line in enumerate(lines):
        found = LINE.match(line)
        if not found:
            continue
        thread, call, rest, begin = found["thread"], found["call"], found["rest"], number
        if found["resumed"]:
            call, begin, before = begun.pop(thread, (found["resumed"], -1, ""))
            rest = before + rest
        elif rest.endswith("<unfinished ...>"):
            rest = rest.removesuffix("<unfinished ...>")
            begun[thread] = (call, number, rest)
        ended = found["resumed"] or thread not in begun
        if call in SYNC_CALLS and ended and rest.rstrip().endswith("= 0"):
            syncs[call] += 1
            last_begin = max(last_begin, begin)
        elif call in RECEIVE_CALLS and ended:
            octets = payload(rest)
            if octets[:1] == bytes([REQUEST]):
                requested[octets[TRANSACTION]] = number
        elif call in SEND_CALLS and not found["resumed"]:
            octets = payload(rest)
            if octets[:1] == bytes([REPLY]) and octets[TRANSACTION] in requested:
                replies += 1
                unsynced += last_begin < requested.pop(octets[TRANSACTION])
    return {"calls": {call: count for call, count in syncs.items() if count}, "syncs": sum(syncs.values()), "replies": replies,
            "replies_before_sync": unsynced}


def payload(rest):
    """The first octets of the datagram in a call's arguments."""
    found = OCTETS.search(rest)
    return bytes.fromhex(found["octets"].replace("\\x", "")) if found else b""


def trace(servers, client, rate, seconds, folder, seed):
    """A short load while strace looks at each server; `syncs_counted` is what they say themselves, None if they do not."""
    before = [counted(server) for server in servers]
    tracers = []
    for index, server in enumerate(servers):
        report = folder / f"strace-{index}.txt"
        tracers.append((report, Process(["strace", "-f", "-xx", "-s", "8", "-e", f"trace={','.join(SYNC_CALLS + RECEIVE_CALLS + SEND_CALLS)}",
                                         "-o", report, "-p", server.pid()], folder / f"strace-{index}.log")))
    for _, tracer in tracers:
        wait_until("strace attaches", lambda log=tracer.log: "attached" in log.read_text(), 20)
    result = load.perfdhcp(client, "eth0", rate, seconds, folder / "perfdhcp-strace.log", ("-W", "1000000", "-s", str(seed)))
    for _, tracer in tracers:
        tracer.send(signal.SIGINT)
        tracer.wait(10)
    seen = [read(report.read_text(errors="replace").splitlines()) for report, _ in tracers]
    after = [counted(server) for server in servers]
    says = None if None in (*before, *after) else sum(after) - sum(before)
    calls = {call: sum(one["calls"].get(call, 0) for one in seen) for call in SYNC_CALLS}
    return {"seconds": seconds, "rate": rate, "exchanges": result["exchanges"], "calls": {call: count for call, count in calls.items() if count},
            "syncs_counted": says, **{key: sum(one[key] for one in seen) for key in ("syncs", "replies", "replies_before_sync")}}


def counted(server):
    """The journal syncs that a server says that it has made; None if it says nothing of the kind."""
    try:
        return server.counters().get("outrigger_journal_syncs_total")
    except (OSError, ValueError, KeyError):
        return None


def told(found):
    """For people."""
    says = "the server tells none" if found["syncs_counted"] is None else f"{found['syncs_counted']:.0f} by the server"
    calls = ", ".join(f"{count} {call}" for call, count in found["calls"].items()) or "none"
    return (f"syncs in {found['seconds']} s at {found['rate']}/s: {found['syncs']} by strace ({calls}), {says}; {found['replies']} Replies, "
            f"{found['replies_before_sync']} of them before a sync")
