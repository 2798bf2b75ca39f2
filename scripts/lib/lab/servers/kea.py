"""Kea's DHCPv6 server, the stand-in and the yardstick: memfile, one line a lease, never synced."""

import csv
import ipaddress
import json
import os
import socket

from .base import LeaseRow, Server

STATES = {"0": "ACTIVE", "1": "ABANDONED", "2": "EXPIRED"}


class Kea(Server):
    name = "kea"
    interface_hotplug = False
    threads = 2  # that handle packets; 0: a single-threaded server

    def configure(self, links, uplink=None):
        self.state.mkdir(parents=True, exist_ok=True)
        links = [link for link in links if not link.late]  # it refuses interfaces that do not exist yet
        interfaces = [link.name for link in links if not link.relayed]
        if uplink:
            interfaces.append(f"{uplink[0]}/{uplink[1]}")
        config = {"Dhcp6": {
            "interfaces-config": {"interfaces": interfaces},
            "server-id": {"type": "EN", "enterprise-id": 32473, "identifier": "6c6162", "persist": False},
            "control-socket": {"socket-type": "unix", "socket-name": str(self._socket())},
            "lease-database": {"type": "memfile", "persist": True, "name": str(self._file()), "lfc-interval": 0},
            "expired-leases-processing": {"reclaim-timer-wait-time": 2},
            "decline-probation-period": 3600,
            "multi-threading": {"enable-multi-threading": True, "thread-pool-size": self.threads} if self.threads
                               else {"enable-multi-threading": False},
            "loggers": [{"name": "kea-dhcp6", "severity": "WARN", "output_options": [{"output": "stdout"}]}],
            "subnet6": [self._subnet(link) for link in links],
        }}
        self.file = self.folder / "kea.json"
        self.file.write_text(json.dumps(config, indent=1))

    @staticmethod
    def _subnet(link):
        subnet = {
            "id": link.number, "subnet": link.prefix, "rapid-commit": True,
            "renew-timer": link.t1, "rebind-timer": link.t2,
            "preferred-lifetime": link.preferred, "valid-lifetime": link.valid,
            "pools": [{"pool": f"{link.first} - {link.last}"}],
            "pd-pools": [{"prefix": link.delegated.split("/")[0], "prefix-len": link.delegated_bits, "delegated-len": 56}],
        }
        if not link.relayed:
            subnet["interface"] = link.name
        return subnet

    def _socket(self):
        return self.state / "kea.sock"

    def _file(self):
        return self.state / "leases.csv"

    def environment(self):
        return {**os.environ, "KEA_PIDFILE_DIR": str(self.state), "KEA_LOCKFILE_DIR": str(self.state)}

    def command(self):
        return ["kea-dhcp6", "-c", str(self.file)]

    def _ask(self, command):
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(3)
            channel.connect(str(self._socket()))
            channel.sendall(json.dumps({"command": command}).encode())
            parts = []
            while part := channel.recv(65536):
                parts.append(part)
        return json.loads(b"".join(parts))

    def ready(self):
        return self._ask("status-get").get("result") == 0

    def leases(self):
        newest = {}
        if self._file().exists():
            with open(self._file(), newline="", encoding="utf-8") as rows:
                for row in csv.DictReader(rows):
                    newest[(row["address"], row["prefix_len"])] = row
        return [self._row(row) for row in newest.values() if row["valid_lifetime"] not in ("0", None)]

    @staticmethod
    def _row(row):
        address = str(ipaddress.IPv6Address(row["address"]))
        prefix = row["lease_type"] == "2"
        return LeaseRow(
            resource=f"{address}/{row['prefix_len']}" if prefix else address, client=row["duid"].replace(":", ""),
            iaid=int(row["iaid"]), status=STATES.get(row["state"], "FREE"), expires=float(row["expire"]))

    def counters(self):
        statistics = self._ask("statistic-get-all")["arguments"]
        return {"replies": statistics["pkt6-reply-sent"][0][0], "received": statistics["pkt6-received"][0][0]}


DRIVER = Kea
