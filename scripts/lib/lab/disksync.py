"""What the disk alone takes for a sync: as small and as often as the journal's, as LevelDB does it, through a memory map."""

import mmap
import os
import pathlib
import time

from .leasebench import percentiles

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


def sync(area, at):
    """Seconds of one."""
    area[at:at + OCTETS] = os.urandom(OCTETS)
    first = at - at % PAGE
    begun = time.perf_counter()
    area.flush(first, at + OCTETS - first)
    return time.perf_counter() - begun


def told(found):
    return "the disk alone, a sync of 200 octets, 500 a second: " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()) + " ms"
