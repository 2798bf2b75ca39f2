"""Processes and waiting: every process is ended by its own process group, every wait is a condition with a deadline."""

import contextlib
import os
import pathlib
import signal
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]


stopping = threading.Event()  # set when the run is being given up: every wait ends at once


class Failure(Exception):
    """A scenario's expectation was not met; the text says which one."""


class LeftOut(Exception):
    """This machine cannot run it; the text says why."""


def run(*command, check=True, stdin=None, timeout=120):
    """Runs a command to its end and returns its output; fails with the command and what it printed, or, late, with all that it started ended."""
    words = [str(word) for word in command]
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
    try:
        output, _ = child.communicate(stdin, timeout)
    except BaseException as error:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if isinstance(error, subprocess.TimeoutExpired):
            raise Failure(f"{' '.join(words)}: not done within {timeout:g} s") from None
        raise
    if check and child.returncode != 0:
        raise Failure(f"{' '.join(words)}: exit {child.returncode}: {output.strip()[-600:]}")
    return output


def wait_until(what, condition, seconds, every=0.2):
    """Polls until condition() is true and returns that value; fails with `what` (text or function) at the deadline."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if stopping.is_set():
            raise Failure("interrupted")
        if time.monotonic() > deadline:
            text = what() if callable(what) else what
            raise Failure(f"not within {seconds:g} s: {text}")
        time.sleep(every)


def alive(pid):
    """Whether a process of this id exists."""
    try:
        os.kill(pid, 0)
        return True
    except ProcessLookupError:
        return False
    except PermissionError:
        return True


class Process:
    """A child in a process group of its own, its output in a log file."""

    started = []
    lock = threading.Lock()

    def __init__(self, command, log, env=None):
        self.log = pathlib.Path(log)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as out:
            self.child = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                start_new_session=True, env=env)
        self.pid = self.child.pid
        with Process.lock:
            Process.started.append(self)

    def running(self):
        return self.child.poll() is None

    def send(self, number):
        """Signals the process alone."""
        if self.running():
            os.kill(self.pid, number)

    def kill_group(self, number=signal.SIGKILL):
        """Signals the process and all its children."""
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            pass

    def wait(self, seconds):
        """Whether the process ended within so many seconds."""
        try:
            self.child.wait(seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def end(self, seconds=5.0):
        """SIGTERM, then SIGKILL to the group; True if the first was enough."""
        self.send(signal.SIGTERM)
        clean = self.wait(seconds)
        self.kill_group()
        self.child.wait()
        with Process.lock:
            if self in Process.started:
                Process.started.remove(self)
        return clean

    def tail(self, lines=5):
        """The last lines of the log, for messages."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    @classmethod
    def end_all(cls):
        """Ends at once whatever is still running."""
        with cls.lock:
            remaining, cls.started = cls.started, []
        for process in remaining:
            process.kill_group()
            process.child.wait()


def end_on_signals():
    """Turns the signals that end a program into an ordinary exit, so that `finally` removes what was made."""
    def leave(number, _frame):
        stopping.set()
        for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(other, signal.SIG_IGN)
        raise SystemExit(128 + number)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
