"""One server of a failover pair: Outrigger with a relationship, and what its admin interface says of it."""

import http.client
import json
from dataclasses import dataclass

from ..network import connect
from ..shell import ROOT, Failure, run, wait_until
from .outrigger import Outrigger

RELATIONSHIP = "pair"


@dataclass(frozen=True)
class Terms:
    """What both servers of a relationship agree on; seconds."""

    mclt: int = 30
    keepalive: int = 3
    startup: int = 2
    reconnect: int = 1
    auto_partner_down: int = 0  # 0: off
    start_alone: str = "wait"


@dataclass(frozen=True)
class Seat:
    """Where one of the two sits: own failover endpoint, the partner's as this server sees it, DHCP unicast endpoint."""

    name: str
    role: str
    listen: str
    partner: str
    unicast: str = ""
    interfaces: tuple = ()
    admin_port: int = 8647


class PairServer(Outrigger):
    """A server whose pools all belong to the one relationship: addresses independent, prefixes proportional."""

    def __init__(self, namespace, folder, seat, terms=Terms()):
        super().__init__(namespace, folder)
        self.name = seat.name
        self.seat = seat
        self.terms = terms
        self.tls = "off"  # or a block { certificate, key, partner-fingerprint }
        self.admin_port = seat.admin_port
        self.log = self.folder / f"{seat.name}.log"

    def configure(self, links, uplink=None):
        """Writes the configuration; everything about this server but the links is its seat's."""
        self.folder.mkdir(parents=True, exist_ok=True)
        seat, terms = self.seat, self.terms
        unicast = f'"{seat.unicast}"' if seat.unicast else ""
        automatic = f"{terms.auto_partner_down}s" if terms.auto_partner_down else "off"
        alone = f"start-alone = {terms.start_alone}" if seat.role == "secondary" else ""
        self.file = self.folder / f"{seat.name}.conf"
        self.file.write_text(f"""outrigger {{
  server {{
    name = {seat.name}
    state-dir = "{self.state}"
    listen {{ interfaces = [{", ".join(seat.interfaces)}], unicast = [{unicast}] }}
    admin {{ address = "[::1]:{self.admin_port}" }}
  }}
  failover {{
    listen = ["{seat.listen}"]
    relationships = [{{
      name = {RELATIONSHIP}
      role = {seat.role}
      partner = "{seat.partner}"
      mclt = {terms.mclt}s
      keepalive = {terms.keepalive}s
      startup-time = {terms.startup}s
      reconnect-time = {terms.reconnect}s
      auto-partner-down = {automatic}
      {alone}
      tls = {self.tls}
    }}]
  }}
  links = [
{"".join(self._pair_link(link) for link in links)}  ]
}}
""")
        run(ROOT / "scripts" / "outrigger", "check-config", self.file, timeout=900)

    @staticmethod
    def _pair_link(link):
        where = f'relay-link-addresses = ["{link.prefix}"]' if link.relayed else f"interface = {link.name}"
        return f"""    {{
      name = {link.name}
      {where}
      prefixes = ["{link.prefix}"]
      lifetimes {{ preferred = {link.preferred}s, valid = {link.valid}s, t1 = {link.t1}s, t2 = {link.t2}s }}
      rapid-commit = on
      pools = [
        {{ name = {link.name}-na, kind = address, range = "{link.first} - {link.last}", relationship = {RELATIONSHIP}, allocation = independent }}
        {{ name = {link.name}-pd, kind = prefix, prefix = "{link.delegated}", delegated-length = 56, relationship = {RELATIONSHIP}, allocation = proportional, secondary-share = 50% }}
      ]
    }}
"""

    def relationship(self):
        """The relationship's part of GET /api/status: a dict with state, owed, unacked and so on."""
        found = self.status(seconds=5)  # one that is stopped (SIGSTOP) must not hold up who asks
        return next(one for one in found["relationships"] if one["name"] == RELATIONSHIP)

    def failover_state(self):
        """The failover state as RFC 8156 writes it (NORMAL, PARTNER-DOWN, ...); empty if nobody answers."""
        try:
            return plain(self.relationship()["state"])
        except (OSError, ValueError, StopIteration):
            return ""

    def settled(self):
        """Whether this server is in NORMAL and owes nothing."""
        try:
            now = self.relationship()
        except (OSError, ValueError, StopIteration):
            return False
        return plain(now["state"]) == "NORMAL" and not now["owed"] and not now["unacked"]

    def in_touch(self, lag):
        """Whether this server is in NORMAL and what it owes is younger than `lag` seconds."""
        try:
            now = self.relationship()
        except (OSError, ValueError, StopIteration):
            return False
        return plain(now["state"]) == "NORMAL" and (now["owedAgeSeconds"] or 0) < lag

    def rows(self):
        """The lease database as the admin interface tells it: one dict a lease."""
        status, body = self.get("/api/leases?limit=10000000")
        if status != 200:
            raise OSError(f"GET /api/leases: {status} {body[:200]}")
        return [json.loads(line) for line in body.splitlines() if line.strip()]

    def partner_down(self):
        """The operator's word that the partner is down; fails unless the server takes it."""
        token = (self.state / "admin.token").read_text().strip()
        connection = http.client.HTTPConnection("::1", self.admin_port)
        connection.sock = connect(self.namespace, "::1", self.admin_port)
        try:
            connection.request("POST", f"/api/relationships/{RELATIONSHIP}/partner-down",
                               headers={"Authorization": f"Bearer {token}", "Connection": "close"})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status not in (200, 202):
            raise Failure(f"{self.name}: partner-down answered {answer.status}: {text[:300]}")


def plain(state):
    """A state's name in capitals with hyphens, however it is spelled."""
    return state.upper().replace("_", "-")


def both_in_touch(servers, seconds, lag=2):
    """Waits until all of `servers` are in NORMAL and owe nothing for longer than `lag` seconds: under load something always is."""
    wait_until(lambda: f"both in NORMAL with nothing owed for {lag} s; " + "; ".join(f"{one.name}: {told(one)}" for one in servers),
               lambda: all(one.in_touch(lag) for one in servers), seconds)


def both_normal(servers, seconds, every=0.2):
    """Waits until all of `servers` are in NORMAL and owe nothing."""
    wait_until(lambda: "both in NORMAL with nothing owed; " + "; ".join(f"{one.name}: {told(one)}" for one in servers),
               lambda: all(one.settled() for one in servers), seconds, every=every)


def told(server):
    """What a server says of its relationship, for messages."""
    try:
        now = server.relationship()
        return ", ".join(f"{key} {now.get(key)}" for key in ("state", "partnerState", "communications", "waitingFor", "owed", "owedAgeSeconds", "unacked"))
    except (OSError, ValueError, StopIteration) as error:
        return f"no answer ({error})"
