"""What the disk alone takes for a sync: as small and as often as the journal's, as LevelDB does it, through a memory map."""

import mmap
import os
import pathlib
import time

from .leasebench import percentiles
from .shell import Failure

OCTETS = 200  # about an event
PAGE = mmap.PAGESIZE
SIZE = 16 << 20


def delays(folder, rate=500, seconds=5):
    """Mean and percentiles in milliseconds of so many syncs a second, one at a time, in a file of its own in the folder."""
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    file = pathlib.Path(folder) / "disk-alone"
    handle = os.open(file, os.O_CREAT | os.O_RDWR | os.O_TRUNC)
    found = []
    try:
        os.ftruncate(handle, SIZE)
        with mmap.mmap(handle, SIZE) as area:
            os.fsync(handle)
            due = time.perf_counter()
            for number in range(rate * seconds):
                found.append(1000 * sync(area, number * OCTETS % (SIZE - PAGE)))
                due += 1 / rate
                time.sleep(max(0, due - time.perf_counter()))
    finally:
        os.close(handle)
        file.unlink()
    return percentiles(found)


def interrupted_cpu(folder, cpus):
    """Which of these CPUs is told most often that the disk is done; the last if none stands out. A server that runs there waits least."""
    before = interrupts()
    delays(folder, seconds=1)
    after = interrupts()
    told = {name: [now - then for now, then in zip(after[name], before.get(name, after[name]))] for name in after}
    counts = max(told.values(), key=max, default=[])
    return max(cpus, key=lambda cpu: (counts[cpu] if cpu < len(counts) else 0, cpu))


def cpus_apart(folder):
    """CPUs of the measured server and of everything else. The server has the one that the disk interrupts: on the other, load and partner
    would keep it waiting for its syncs."""
    cpus = os.sched_getaffinity(0)
    if len(cpus) < 2:
        raise Failure("two CPUs are needed, one of them for the measured server alone")
    measured = interrupted_cpu(folder, sorted(cpus))
    return {measured}, cpus - {measured}


def interrupts():
    """Of each device, how often it has interrupted each CPU."""
    lines = pathlib.Path("/proc/interrupts").read_text().splitlines()
    columns = [int(name[3:]) for name in lines[0].split()]
    found = {}
    for line in lines[1:]:
        name, *words = line.split()
        if name[:-1].isdigit() and len(words) >= len(columns):
            counts = dict(zip(columns, map(int, words)))
            found[name] = [counts.get(cpu, 0) for cpu in range(max(columns) + 1)]
    return found


def sync(area, at):
    """Seconds of one."""
    area[at:at + OCTETS] = os.urandom(OCTETS)
    first = at - at % PAGE
    begun = time.perf_counter()
    area.flush(first, at + OCTETS - first)
    return time.perf_counter() - begun


def told(found):
    return "the disk alone, a sync of 200 octets, 500 a second: " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()) + " ms"
