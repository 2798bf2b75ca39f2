"""A share of a CPU for a process and all its threads, by the kernel's cgroups, of either version."""

import contextlib
import pathlib

from .shell import LeftOut

PERIOD = 10_000  # microseconds: short, so that nothing waits for long
ROOTS = (  # where groups are made, and what says that the CPU is shared out there
    (pathlib.Path("/sys/fs/cgroup/cpu"), "cpu.cfs_quota_us"), (pathlib.Path("/sys/fs/cgroup"), "cgroup.controllers"))


@contextlib.contextmanager
def share(pid, percent):
    """While it lasts the process has `percent` of one CPU; LeftOut where this machine has no such cgroups."""
    group = make(f"outrigger-bench-{pid}")
    try:
        limit(group, pid, percent)
        yield
    finally:
        with contextlib.suppress(OSError):
            (group.parent / "cgroup.procs").write_text(str(pid))
        with contextlib.suppress(OSError):
            group.rmdir()


def limit(group, pid, percent):
    try:
        for name, value in settings(percent, (group / "cpu.max").exists()):
            (group / name).write_text(value)
        (group / "cgroup.procs").write_text(str(pid))
    except OSError as error:
        raise LeftOut(f"no share of a CPU can be set: {error}") from error


def make(name):
    """A new group that can limit the CPU."""
    for root, sign in ROOTS:
        if (root / sign).exists():
            with contextlib.suppress(OSError):
                if sign == "cgroup.controllers":
                    (root / "cgroup.subtree_control").write_text("+cpu")
                (root / name).mkdir()
                return root / name
    raise LeftOut("no cgroups that share out the CPU")


def settings(percent, second_version):
    """Files and what is written into them."""
    quota = max(1000, PERIOD * percent // 100)
    if second_version:
        return [("cpu.max", f"{quota} {PERIOD}")]
    return [("cpu.cfs_period_us", str(PERIOD)), ("cpu.cfs_quota_us", str(quota))]
