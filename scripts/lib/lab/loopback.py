"""Outrigger on the machine's own loopback, without root: relayed links only, on a port of this run."""

import json
import os
import shutil
import socket
import subprocess

from .servers.outrigger import DRIVER, free_port
from .shell import ROOT, Failure, Process
from .topology import Link

# Few enough addresses that clients who release make room for others.
LINKS = [
    Link("one", 0x21, relayed=True, t1=1000, t2=1600, preferred=2000, valid=4000, addresses=2048),
    Link("two", 0x22, relayed=True, t1=1000, t2=1600, preferred=2000, valid=4000, addresses=2048),
]


class Loopback:
    """A server in an empty folder under build/, and the client command that talks to it."""

    def __init__(self, name):
        self.folder = ROOT / "build" / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.port = free_port(socket.SOCK_DGRAM)
        self.server = DRIVER(None, self.folder / "server")
        self.server.configure(LINKS, uplink=(None, "::1", self.port))

    def client_words(self, *more):
        """`scripts/outrigger client` against this server, as a relay on every link, asking for address and prefix."""
        links = [word for link in LINKS for word in ("--link-address", link.router)]
        return [str(ROOT / "scripts" / "outrigger"), "client", "--relay", "--server", f"[::1]:{self.port}", *links,
                "--ia", "na,pd", *map(str, more)]

    def client(self, log, *more):
        """The client in the background."""
        return Process(self.client_words(*more), self.folder / log)

    def client_report(self, *more, seconds=900):
        """Runs the client to its end; its report."""
        done = subprocess.run(self.client_words(*more, "--json"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=seconds, env=os.environ)
        try:
            return json.loads(done.stdout)
        except ValueError as error:
            raise Failure(f"client: exit {done.returncode}: {(done.stdout + done.stderr)[-500:]}") from error
