"""One server of a Kea pair: hot-standby with multi-threading, each peer with an HTTP listener of its own."""

import ipaddress
import json
import pathlib
import time

from ..shell import Failure
from .kea import Kea

HOOKS = pathlib.Path("/usr/lib")
PORT = 8080
ROLES = {"primary": "primary", "secondary": "standby"}


class KeaPair(Kea):
    """Takes the Seat of a failover pair; `tight` timers notice a death in seconds, else the hook's defaults hold: a minute."""

    def __init__(self, namespace, folder, seat, tight=True):
        super().__init__(namespace, folder)
        self.name = seat.name
        self.seat = seat
        self.tight = tight
        self.uplink = None  # (interface, address) that relays send to
        self.log = self.folder / f"{seat.name}.log"

    def configure(self, links, uplink=None):
        self.state.mkdir(parents=True, exist_ok=True)
        super().configure(links, uplink or self.uplink)
        config = json.loads(self.file.read_text())
        config["Dhcp6"]["server-id"]["identifier"] = self.name.encode().hex()
        config["Dhcp6"]["hooks-libraries"] = [
            {"library": hook("libdhcp_lease_cmds.so")},
            {"library": hook("libdhcp_ha.so"), "parameters": {"high-availability": [self.terms()]}}]
        self.file.write_text(json.dumps(config, indent=1))

    def terms(self):
        """The relationship as the hook wants it, the same on both but for the name."""
        seat, other = self.seat, {"primary": "secondary", "secondary": "primary"}[self.seat.role]
        names = {"primary": "first", "secondary": "second"}
        peers = [{"name": names[role], "url": url(endpoint), "role": ROLES[role]}
                 for role, endpoint in ((seat.role, seat.listen), (other, seat.partner))]
        timers = {"max-response-delay": 3000, "max-ack-delay": 1000, "max-unacked-clients": 0}
        return {
            "this-server-name": names[seat.role], "mode": "hot-standby", "peers": peers,
            "heartbeat-delay": 1000,  # its states follow heartbeats: with the default of 10 s a pair takes half a minute to begin
            "multi-threading": {"enable-multi-threading": True, "http-dedicated-listener": True,
                                "http-listener-threads": self.threads, "http-client-threads": self.threads},
            **(timers if self.tight else {})}

    def state_name(self):
        """The HA state: hot-standby, syncing, partner-down, ...; empty if nobody answers."""
        try:
            said = self._ask("status-get")["arguments"]["high-availability"][0]["ha-servers"]["local"]
        except (OSError, ValueError, KeyError, IndexError):
            return ""
        return said["state"]

    def failover_state(self):
        return self.state_name().upper()

    def settled(self):
        return self.state_name() == "hot-standby"

    def in_touch(self, _lag):
        """Kea answers once its partner has the lease, and owes nothing while it is in HOT-STANDBY."""
        return self.settled()

    def partner_down(self):
        """It needs no operator's word."""

    def relationship(self):
        """What `told` prints of a server."""
        return {"state": self.failover_state()}

    def ready(self):
        return bool(self.state_name())


def url(endpoint):
    """The hook's URL for a failover endpoint [address]:port."""
    return f"http://{endpoint.rsplit(':', 1)[0]}:{PORT}/"


def hook(name):
    found = next(HOOKS.glob(f"*/kea/hooks/{name}"), None)
    if not found:
        raise Failure(f"Kea's packages brought no {name}")
    return str(found)


def write_leases(file, link, count, seconds):
    """A memfile database of `count` active leases, from the first address of the link's pool on."""
    first, expire = int(ipaddress.IPv6Address(link.first)), int(time.time()) + seconds
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "w", encoding="ascii") as out:
        out.write("address,duid,valid_lifetime,expire,subnet_id,pref_lifetime,lease_type,iaid,prefix_len,fqdn_fwd,fqdn_rev,"
                  "hostname,hwaddr,state,user_context,hwtype,hwaddr_source\n")
        for number in range(count):
            mac = ":".join(f"{octet:02x}" for octet in (0x020000000000 + number).to_bytes(6, "big"))
            out.write(f"{ipaddress.IPv6Address(first + number)},00:03:00:01:{mac},{seconds},{expire},{link.number},{seconds},0,1,128,"
                      f"0,0,,{mac},0,,1,2\n")
