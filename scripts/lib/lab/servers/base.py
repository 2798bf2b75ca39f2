"""The interface of a server driver."""

import pathlib
import shutil
import signal
from dataclasses import dataclass

from ..shell import Failure, Process, wait_until


@dataclass(frozen=True)
class LeaseRow:
    """One lease of the server's database; status ACTIVE, ABANDONED or whatever else means free; expires in epoch seconds."""

    resource: str
    client: str
    iaid: int
    status: str
    expires: float


class Server:
    """A server process with a state folder of its own, in a namespace (or in none: loopback)."""

    name = "?"
    interface_hotplug = True
    start_seconds = 120

    def __init__(self, namespace, folder):
        self.namespace = namespace
        self.folder = pathlib.Path(folder)
        self.state = self.folder / "state"
        self.log = self.folder / f"{self.name}.log"
        self.process = None

    def configure(self, links, uplink=None):
        """Writes the configuration for links (topology.Link); uplink (interface, address) is where relays send to."""
        raise NotImplementedError

    def command(self):
        raise NotImplementedError

    def ready(self):
        """Whether clients are served now."""
        raise NotImplementedError

    def leases(self):
        """The lease database as a list of LeaseRow."""
        raise NotImplementedError

    def counters(self):
        """Numbers of the running server for benchmarks: name -> value; what a server does not tell is missing."""
        return {}

    def jvm(self):
        """How its JVM was told to run and what that made of it (machine.jvm); None for a server without one."""
        return None

    def empty(self):
        """Forgets all state; the server must be stopped."""
        shutil.rmtree(self.state, ignore_errors=True)
        self.state.mkdir(parents=True)

    def launch(self):
        """Starts the process and waits for nothing."""
        self.state.mkdir(parents=True, exist_ok=True)
        prefix = ["ip", "netns", "exec", self.namespace] if self.namespace else []
        self.process = Process(prefix + self.command(), self.log, env=self.environment())

    def start(self):
        """Starts the server and waits until it serves."""
        self.launch()
        wait_until(lambda: f"{self.name} does not serve; its log ends:\n{self.process.tail()}",
                   self._ready_or_dead, self.start_seconds)

    def environment(self):
        return None

    def _ready_or_dead(self):
        if not self.process.running():
            raise Failure(f"{self.name} ended at its start; its log ends:\n{self.process.tail()}")
        try:
            return self.ready()
        except OSError:
            return False

    def stop(self):
        """SIGTERM; True if it ended by itself."""
        return self.process.end(15) if self.process else True

    def kill(self):
        """SIGKILL to the server and whatever started it."""
        self.process.kill_group(signal.SIGKILL)
        self.process.wait(10)

    def pid(self):
        """The process that does the work (for CPU time and memory): the last one in the chain of launchers."""
        pid = self.process.pid
        while children := pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            pid = int(children[0])
        return pid

    def lease(self, resource):
        """The row of one address or prefix, or None."""
        return next((row for row in self.leases() if row.resource == resource), None)
