"""What tshark says of a capture of the servers' wire: every message and option named, nothing malformed."""

import collections
import pathlib
import re

from .shell import Failure, run

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "failover.lua"
MESSAGES = dict(enumerate(
    ("BNDUPD", "BNDREPLY", "POOLREQ", "POOLRESP", "UPDREQ", "UPDREQALL", "UPDDONE", "CONNECT", "CONNECTREPLY", "DISCONNECT",
     "STATE", "CONTACT"), 24))
FAILOVER_OPTIONS = range(114, 135)


def words(capture, port):
    return ["tshark", "-X", f"lua_script:{SCRIPT}", "-o", f"dhcpv6failover.port:{port}", "-r", capture, "-n"]


def judge(capture, port):
    """Counts messages and options by name; Failure names what is malformed or has no name."""
    bad = run(*words(capture, port), "-Y", "tcp.port == %d && (_ws.malformed || dhcpv6failover.unknown || dhcpv6failover.short || dhcpv6failover.options)" % port,
              "-T", "fields", "-e", "frame.number", stdin="", timeout=300)
    frames = [line for line in bad.splitlines() if line.strip().isdigit()]
    if frames:
        raise Failure(f"{capture}: tshark finds malformed messages in frames {', '.join(frames[:10])}")
    told = run(*words(capture, port), "-Y", "dhcpv6failover", "-V", stdin="", timeout=300)
    return read(told)


def read(text):
    """(messages by name, options by code) of tshark's own words; Failure if an option has no name of its own."""
    messages, options, nameless = collections.Counter(), collections.Counter(), set()
    title = ""
    for line in text.splitlines():
        if found := re.match(r"\s*Message type: (\S+) \((\d+)\)", line):
            if found.group(1) != "Unknown":  # which is tshark's own word for it, below ours
                messages[found.group(1)] += 1
        elif found := re.match(r"\s+Option: (.*) \((\d+)\)\s*$", line):
            title, code = found.group(1), int(found.group(2))
            options[code] += 1
            if re.search(r"unknown|unassigned", title, re.IGNORECASE):
                nameless.add(code)
    if nameless:
        raise Failure(f"tshark has no name for options {sorted(nameless)}")
    return messages, options


def facts(messages, options):
    """One line for people."""
    lacking = sorted(set(MESSAGES.values()) - set(messages))
    seen = sorted(code for code in options if code in FAILOVER_OPTIONS)
    return (f"{sum(messages.values())} messages ({', '.join(f'{name} {count}' for name, count in sorted(messages.items()))}), "
            f"failover options {' '.join(map(str, seen))} all named, none malformed"
            + (f"; not seen: {', '.join(lacking)}" if lacking else ""))
