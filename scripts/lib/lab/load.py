"""perfdhcp: new leases at a rate, and what it says about them."""

import contextlib
import pathlib
import re
import resource
import subprocess

from . import machine
from .shell import Failure


TITLES = (("SOLICIT-ADVERTISE", "advertise"), ("REQUEST-REPLY", "reply"))
NUMBERS = (("sent packets", "sent"), ("received packets", "received"), ("drops", "drops"), ("min delay", "min"),
           ("avg delay", "avg"), ("max delay", "max"), ("std deviation", "deviation"))
BUFFER = pathlib.Path("/proc/sys/net/core/rmem_default")  # perfdhcp takes what a socket has by default
BUFFER_OCTETS = 8 << 20


def perfdhcp(namespace, interface, rate, seconds, log, more=()):
    """Runs perfdhcp inside a namespace: exchanges, drops, rate and delays of SOLICIT-ADVERTISE and REQUEST-REPLY.

    Seconds of CPU that perfdhcp took are told too: where it takes a whole CPU it is the limit, not the server.
    """
    command = ["ip", "netns", "exec", namespace, "perfdhcp", "-6", "-R", "10000000", "-r", str(rate), "-p", str(seconds),
               "-l", interface, *more]
    lost = machine.overflows(namespace)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with receive_buffer():
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=seconds + 120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(log, "w", encoding="utf-8") as out:
        out.write(done.stdout)
    if done.returncode not in (0, 3):  # 3: some exchanges were not completed
        raise Failure(f"perfdhcp: exit {done.returncode}: {done.stdout[-300:]}")
    result = parse(done.stdout)
    result["offered"] = rate
    result["load_overflows"] = machine.overflows(namespace) - lost
    result["sent_rate"] = result["advertise_sent"] / seconds  # perfdhcp's own rate counts the time it waits at the end
    result["perfdhcp_cpu_seconds"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return result


@contextlib.contextmanager
def receive_buffer():
    """While it lasts, new sockets can hold some thousand answers, where this may be set. With the usual 200 KiB perfdhcp loses answers that
    come in a burst, and they would be counted as the server's."""
    usual = None
    with contextlib.suppress(OSError):  # some containers have no such setting
        usual = int(BUFFER.read_text())
    changed = usual is not None and usual < BUFFER_OCTETS  # else another load has, and will set it back
    try:
        if changed:
            set_buffer(BUFFER_OCTETS)
        yield
    finally:
        if changed:
            set_buffer(usual)


def set_buffer(octets):
    with contextlib.suppress(OSError):
        BUFFER.write_text(str(octets))


def parse(text):
    """The numbers of a perfdhcp report; delays in milliseconds; drop_percent over both halves of the exchange."""
    found = re.search(r"Rate: ([\d.]+)", text)
    result = {"rate": float(found.group(1)) if found else 0.0}
    for title, key in TITLES:
        result.update({f"{key}_{name}": number for name, number in parse_part(text, title).items()})
    result["exchanges"] = int(result["reply_received"])
    result["dropped"] = int(result["advertise_drops"] + result["reply_drops"])
    result["drop_percent"] = 100 * (1 - result["exchanges"] / max(result["advertise_sent"], 1))
    return result


def parse_part(text, title):
    """The numbers about one kind of exchange."""
    section = statistics(text, title)
    found = {name: re.search(rf"^{label}: ([\d.]+)", section, re.MULTILINE) for label, name in NUMBERS}
    return {name: float(number.group(1)) if number else 0.0 for name, number in found.items()}


def statistics(text, title):
    """The part of a perfdhcp report about one kind of exchange."""
    parts = text.split(f"***Statistics for: {title}***", 1)
    if len(parts) < 2:
        raise Failure(f"perfdhcp printed no statistics for {title}: {text[-300:]}")
    return parts[1].split("***Statistics for:", 1)[0]


def delays(text, title):
    """Milliseconds from sent to received of every exchange, from a report with `-x t`."""
    parts = text.split(f"***Timestamps for packets: {title}***", 1)
    if len(parts) < 2:
        return []
    pairs = re.findall(r"sent / received: ([\d.]+) / ([\d.]+)", parts[1].split("***", 1)[0])
    return [1000 * (float(received) - float(sent)) for sent, received in pairs]
