"""Outrigger itself, over its command line and its admin HTTP interface."""

import datetime
import http.client
import json
import math
import os
import re
import socket

from .. import machine
from ..network import connect
from ..shell import ROOT, run
from .base import LeaseRow, Server


def free_port(kind=socket.SOCK_STREAM):
    """A port of ::1 that nobody uses now."""
    with socket.socket(socket.AF_INET6, kind) as probe:
        probe.bind(("::1", 0))
        return probe.getsockname()[1]


def epoch(text):
    """Seconds since 1970 of an ISO-8601 UTC time with any number of digits; infinity for none."""
    found = re.match(r"^(\d+-\d+-\d+T\d+:\d+:\d+)(\.\d+)?Z$", text or "")
    if not found:
        return math.inf
    whole = datetime.datetime.fromisoformat(found.group(1)).replace(tzinfo=datetime.timezone.utc)
    return whole.timestamp() + float(found.group(2) or 0)


class Outrigger(Server):
    name = "outrigger"
    admin_port = 8647
    heap = None  # the JVM's -Xmx, such as 1g; None: its default

    def configure(self, links, uplink=None):
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.namespace:  # the machine's own loopback: others may be using the usual port
            self.admin_port = free_port()
        interfaces = ", ".join(link.name for link in links if not link.relayed)
        unicast = f'"[{uplink[1]}]:{uplink[2] if len(uplink) > 2 else 547}"' if uplink else ""
        self.file = self.folder / "outrigger.conf"
        self.file.write_text(f"""outrigger {{
  server {{
    name = lab
    state-dir = "{self.state}"
    listen {{ interfaces = [{interfaces}], unicast = [{unicast}] }}
    admin {{ address = "[::1]:{self.admin_port}" }}
  }}
  links = [
{"".join(self._link(link) for link in links)}  ]
}}
""")
        run(ROOT / "scripts" / "outrigger", "check-config", self.file, timeout=900)

    @staticmethod
    def _link(link):
        where = f'relay-link-addresses = ["{link.prefix}"]' if link.relayed else f"interface = {link.name}"
        return f"""    {{
      name = {link.name}
      {where}
      prefixes = ["{link.prefix}"]
      lifetimes {{ preferred = {link.preferred}s, valid = {link.valid}s, t1 = {link.t1}s, t2 = {link.t2}s }}
      rapid-commit = on
      pools = [
        {{ name = {link.name}-na, kind = address, range = "{link.first} - {link.last}" }}
        {{ name = {link.name}-pd, kind = prefix, prefix = "{link.delegated}", delegated-length = 56 }}
      ]
    }}
"""

    def environment(self):
        return {**os.environ, "OUTRIGGER_JAVA_OPTS": f"-Xmx{self.heap}"} if self.heap else None

    def command(self):
        return [str(ROOT / "scripts" / "outrigger"), "serve", "--config", str(self.file)]

    def get(self, path, seconds=60):
        """GET from the admin interface, inside the server's namespace; raises OSError if there is no answer so long."""
        connection = http.client.HTTPConnection("::1", self.admin_port)
        connection.sock = connect(self.namespace, "::1", self.admin_port)
        connection.sock.settimeout(seconds)
        try:
            connection.request("GET", path, headers={"Connection": "close"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def status(self, seconds=60):
        """What GET /api/status says; raises OSError if it says nothing."""
        status, body = self.get("/api/status", seconds)
        if status != 200:
            raise OSError(f"GET /api/status: {status} {body[:200]}")
        return json.loads(body)

    def jvm(self):
        return machine.jvm(self.pid())

    def active(self):
        """How many leases it holds, over all pools."""
        return sum(pool["active"] for pool in self.status()["pools"])

    def ready(self):
        return self.get("/readyz")[0] == 200

    def leases(self):
        status, body = self.get("/api/leases?limit=10000000")
        if status != 200:
            raise OSError(f"GET /api/leases: {status} {body[:200]}")
        return [self._row(json.loads(line)) for line in body.splitlines() if line.strip()]

    @staticmethod
    def _row(row):
        return LeaseRow(
            resource=row["resource"], client=(row.get("client") or "").replace(":", "").lower(),
            iaid=int(row.get("iaid") or 0), status=row["status"], expires=epoch(row.get("expires")))

    def counters(self):
        """Every metric without its labels, summed."""
        _, body = self.get("/metrics")
        sums = {}
        for line in body.splitlines():
            found = re.match(r"^([a-zA-Z_:][\w:]*)(\{[^}]*\})?\s+(\S+)", line)
            if found:
                sums[found.group(1)] = sums.get(found.group(1), 0.0) + float(found.group(3))
        return sums


DRIVER = Outrigger
