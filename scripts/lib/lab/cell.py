"""A network namespace for this whole process, with addresses of its own on loopback; nothing is left of it afterwards."""

import os
import shutil
import subprocess
import sys

from .shell import LeftOut, run

MARK = "OUTRIGGER_CELL"
PREFIX = "fd00:8156::"


def enter(more=()):
    """Runs this program again inside such a namespace, with `more` at the end of its arguments; returns inside it.

    LeftOut says why it cannot.
    """
    if os.environ.get(MARK) == "1":
        run("ip", "link", "set", "lo", "up")
        return
    for program in ("ip", "unshare"):
        if not shutil.which(program):
            raise LeftOut(f"no `{program}` command")
    words = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*words, "true"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        raise LeftOut("this user may not make network namespaces: run it as root")
    os.environ[MARK] = "1"
    os.execvp(words[0], [*words, sys.executable, *sys.argv, *more])


def address(last):
    """Adds an address to loopback and returns it."""
    made = f"{PREFIX}{last}"
    run("ip", "addr", "add", f"{made}/128", "dev", "lo", "nodad")
    return made
