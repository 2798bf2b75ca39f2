"""What the machine did meanwhile: CPU and memory of one process, and time that the hypervisor took."""

import contextlib
import os
import pathlib
import platform
import re
import time

from .shell import run

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """User and system time of a process and all its threads so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mib(pid):
    """Resident memory of a process in MiB: now and at its highest."""
    values = {}
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(("VmRSS:", "VmHWM:")):
            values[line[:5]] = int(line.split()[1]) / 1024
    return values.get("VmRSS", 0.0), values.get("VmHWM", 0.0)


def live_heap_mib(pid):
    """What a JVM's heap holds after a full collection, in MiB, asked with the jcmd of its own JDK."""
    run(jcmd(pid), pid, "GC.run")
    used = [int(found.group(1)) for line in run(jcmd(pid), pid, "GC.heap_info").splitlines()
            if "space" not in line.lower() and (found := re.search(r"used (\d+)K", line))]
    return sum(used) / 1024


def jvm(pid):
    """How a JVM was told to run and what it made of that: its options, and the flags that are not at their default (GC, JIT, heap)."""
    words = pathlib.Path(f"/proc/{pid}/cmdline").read_text().split("\0")[1:]
    flags = run(jcmd(pid), pid, "VM.flags").split(":", 1)[-1].split()
    return {"options": words[:words.index("-cp")] if "-cp" in words else words, "flags": flags}


def jcmd(pid):
    """The jcmd of a process' own JDK."""
    return os.path.join(os.path.dirname(os.readlink(f"/proc/{pid}/exe")), "jcmd")


def computer():
    """What it is, and how busy just now."""
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return {"cpus": os.cpu_count(), "model": model.group(1) if model else "?", "kernel": platform.release(), "load": os.getloadavg()[0]}


def overflows(namespace=None):
    """UDP datagrams over IPv6 that the kernel dropped so far because a socket's buffer was full: here, or in a network namespace."""
    table = pathlib.Path("/proc/net/snmp6")
    text = run("ip", "netns", "exec", namespace, "cat", table) if namespace else table.read_text()
    found = re.search(r"^Udp6RcvbufErrors\s+(\d+)", text, re.MULTILINE)
    return int(found.group(1)) if found else 0


def processors():
    """(busy, stolen, all) seconds over all CPUs since boot."""
    numbers = [int(word) / TICKS for word in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(numbers) - numbers[3] - numbers[4] - numbers[7], numbers[7], sum(numbers)


@contextlib.contextmanager
def on_cpus(cpus):
    """What is started meanwhile runs on these CPUs only; empty: on any."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cpus or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class Meter:
    """Differences over a measured stretch of time, of the machine and of some processes, whose CPU and memory are summed."""

    def __init__(self, *pids):
        self.pids = pids
        self.begun = time.monotonic()
        self.cpu = sum(map(cpu_seconds, pids))
        self.machine = processors()

    def read(self):
        seconds = time.monotonic() - self.begun
        busy, stolen, total = (now - then for now, then in zip(processors(), self.machine))
        resident, highest = map(sum, zip(*map(memory_mib, self.pids), (0.0, 0.0)))
        return {
            "seconds": seconds, "server_cpu_seconds": sum(map(cpu_seconds, self.pids)) - self.cpu,
            "machine_busy_seconds": busy, "steal_percent": 100 * stolen / max(total, 0.001),
            "server_rss_mib": resident, "server_rss_highest_mib": highest,
        }


def quiet(pid, within=20.0):
    """Waits until a process has used less than 5 % of a CPU for a second; False if it never did."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        before = cpu_seconds(pid)
        time.sleep(1)  # the length of the measurement, not a guess at readiness
        if cpu_seconds(pid) - before < 0.05:
            return True
    return False
