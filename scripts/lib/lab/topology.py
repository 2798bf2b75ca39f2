"""The lab's network: a server, a switch of bridges, a relay, and a namespace for every client.

    client eth0 --- bridge "fast" --- "fast" server "uplink" --- "uplink" relay "rfast" --- bridge "rfast" --- eth0 client
"""

import ipaddress
from dataclasses import dataclass

from . import network
from .filters import Filter
from .shell import wait_until


@dataclass(frozen=True)
class Link:
    """One link with an address pool and a prefix pool; lifetimes in seconds."""

    name: str
    number: int
    relayed: bool
    t1: int = 5
    t2: int = 8
    preferred: int = 30
    valid: int = 60
    addresses: int = 0x1000
    late: bool = False
    delegated_bits: int = 40  # length of the block whose /56 are delegated

    @property
    def prefix(self):
        return f"2001:db8:{self.number:x}::/64"

    @property
    def first(self):
        return f"2001:db8:{self.number:x}::1:0"

    @property
    def last(self):
        return str(ipaddress.IPv6Address(self.first) + self.addresses - 1)

    @property
    def pool(self):
        """All addresses of the pool (for small ones)."""
        return [str(ipaddress.IPv6Address(self.first) + offset) for offset in range(self.addresses)]

    @property
    def router(self):
        """The address of the server or relay on this link."""
        return f"2001:db8:{self.number:x}::1"

    @property
    def delegated(self):
        return f"2001:db8:{0x8000 + self.number * 0x100:x}::/{self.delegated_bits}"

    def holds(self, resource):
        """Whether an address or prefix came from this link's pools."""
        host = ipaddress.ip_network(resource, strict=False)
        return any(host.subnet_of(ipaddress.ip_network(net)) for net in (self.prefix, self.delegated))


UPLINK = "uplink"
SERVER_ADDRESS = "2001:db8:ff::1"
RELAY_ADDRESS = "2001:db8:ff::2"


class Topology:
    """Makes the namespaces and wires for some links; removes all of them again."""

    def __init__(self, links, label=""):
        self.links = {link.name: link for link in links}
        self.namespaces = network.Namespaces(label)
        self.relayed = any(link.relayed for link in links)

    def build(self):
        self.switch = self.namespaces.add("switch")
        self.server = self.namespaces.add("server")
        self.relay = self.namespaces.add("relay") if self.relayed else None
        if self.relayed:
            network.bridge(self.switch, UPLINK)
            self._join(self.server, UPLINK, UPLINK, "s-up", SERVER_ADDRESS)
            self._join(self.relay, UPLINK, UPLINK, "r-up", RELAY_ADDRESS)
        for link in self.links.values():
            network.bridge(self.switch, link.name)
            if not link.late:
                self.attach(link.name)

    def attach(self, name):
        """Makes the server's (or the relay's) interface on a link."""
        link = self.links[name]
        owner = self.relay if link.relayed else self.server
        self._join(owner, name, name, f"s-{name}", link.router)

    def detach(self, name):
        """Deletes the server's (or the relay's) interface on a link."""
        owner = self.relay if self.links[name].relayed else self.server
        network.run("ip", "-n", owner, "link", "del", "dev", name)

    def _join(self, namespace, interface, bridge, port, address):
        network.veth(namespace, interface, self.switch, port)
        network.run("ip", "-n", namespace, "addr", "add", f"{address}/64", "dev", interface, "nodad")
        network.plug(self.switch, port, bridge)

    def host(self, name, link, number):
        """A namespace with `eth0` on a link and an empty `lan0` behind it."""
        return Host(self, name, self.links[link], number)

    def remove(self):
        self.namespaces.remove_all()


class Host:
    """A client's machine."""

    def __init__(self, topology, name, link, number):
        self.topology = topology
        self.name = name
        self.link = link
        self.number = number
        self.mac = f"02:00:00:00:{number >> 8:02x}:{number & 255:02x}"
        self.namespace = topology.namespaces.add(name)
        self.port = f"p{number}"
        network.veth(self.namespace, "eth0", topology.switch, self.port, left_mac=self.mac)
        network.veth(self.namespace, "lan0", self.namespace, "lan1")  # lan0 with a carrier
        network.plug(topology.switch, self.port, link.name)
        hop = topology.relay if link.relayed else topology.server
        self.filter = Filter(hop, self.port, network.link_local(self.mac))

    def move(self, link):
        """Pulls the cable and puts it into another link."""
        network.plug(self.topology.switch, self.port, link)
        self.link = self.topology.links[link]

    def addresses(self):
        """Global addresses of eth0 -> seconds of valid lifetime left."""
        return network.addresses(self.namespace, "eth0")

    def delegated(self):
        """Global addresses of lan0, which clients make from a delegated prefix."""
        return network.addresses(self.namespace, "lan0")

    def address(self, verb, address):
        """Adds an address to eth0 or deletes it (verb add or del)."""
        network.run("ip", "-n", self.namespace, "addr", verb, f"{address}/64", "dev", "eth0")

    def detect_duplicates(self):
        """Turns duplicate address detection on and waits for the link-local address to pass it."""
        network.setting(self.namespace, "eth0", "accept_dad", 1)
        network.run("ip", "-n", self.namespace, "link", "set", "eth0", "down")
        network.run("ip", "-n", self.namespace, "link", "set", "eth0", "up")
        wait_until("link-local address stays tentative", lambda: "tentative" not in self._local(), 10)

    def _local(self):
        return network.run("ip", "-n", self.namespace, "-6", "addr", "show", "dev", "eth0", "scope", "link") or "tentative"
