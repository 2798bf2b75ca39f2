"""The lab's network with two servers: both on every link, both behind the relay, and a wire of their own between them."""

from . import network
from .filters import Filter
from .topology import RELAY_ADDRESS, UPLINK, Host, Topology

WIRE = "wire"
NAMES = ("alpha", "beta")
UPLINKS = {"alpha": "2001:db8:ff::a", "beta": "2001:db8:ff::b"}
WIRES = {"alpha": "2001:db8:fe::a", "beta": "2001:db8:fe::b"}


class PairTopology(Topology):
    """Every interface of a server is a port of a bridge, so that it can go down without a sign to the other end."""

    def build(self):
        self.switch = self.namespaces.add("switch")
        self.boxes = {name: self.namespaces.add(name) for name in NAMES}
        self.relay = self.namespaces.add("relay")
        for bridge in (UPLINK, WIRE):
            network.bridge(self.switch, bridge)
        self._join(self.relay, UPLINK, UPLINK, "r-up", RELAY_ADDRESS)
        for link in self.links.values():
            network.bridge(self.switch, link.name)
            if link.relayed:
                self._join(self.relay, link.name, link.name, f"r-{link.name}", link.router)
        for name, box in self.boxes.items():
            self._join(box, UPLINK, UPLINK, port(name, UPLINK), UPLINKS[name])
            self._join(box, WIRE, WIRE, port(name, WIRE), WIRES[name])
            for link in self.direct():
                own = link.router if name == "alpha" else f"{link.router[:-1]}2"
                self._join(box, link.name, link.name, port(name, link.name), own)

    def direct(self):
        return [link for link in self.links.values() if not link.relayed]

    def ports(self, name):
        """All ports of one server."""
        return [port(name, bridge) for bridge in (UPLINK, WIRE, *(link.name for link in self.direct()))]

    def turn(self, ports, up):
        """Takes ports of the switch down, or up again: the server at the other end is not told."""
        for one in ports:
            network.run("ip", "-n", self.switch, "link", "set", "dev", one, *(("master", bridge_of(one)) if up else ("nomaster",)))

    def partition(self, up=False):
        """Cuts the servers' own wire without a sign (up: makes it whole again)."""
        self.turn([port("alpha", WIRE)], up)

    def host(self, name, link, number):
        return PairHost(self, name, self.links[link], number)

    def settle_hop(self, link):
        """The namespaces that hear a client of this link first."""
        return [self.relay] if link.relayed else list(self.boxes.values())


class PairHost(Host):
    """A client's machine whose messages two servers may hear."""

    def __init__(self, topology, name, link, number):
        topology.server = topology.boxes["alpha"]  # where the one filter of a Host would sit
        super().__init__(topology, name, link, number)
        hops = topology.settle_hop(link)
        more = [Filter(hop, self.port, network.link_local(self.mac)) for hop in hops[1:]]
        self.filter = Filters([self.filter, *more])

    def blind(self, server, on=True):
        """From now on this server does not hear this client (direct links only)."""
        network.inside(self.topology.boxes[server], "ip6tables", "-w", "10", "-I" if on else "-D", "INPUT",
                       "-s", network.link_local(self.mac), "-p", "udp", "--dport", "547", "-j", "DROP")


class Filters:
    """Several as one: what any of them has heard."""

    def __init__(self, each):
        self.each = each

    def count(self, name):
        return max(one.count(name) for one in self.each)

    def drop(self, *names):
        for one in self.each:
            one.drop(*names)

    def pass_all(self):
        for one in self.each:
            one.pass_all()


def port(name, bridge):
    """The switch's port for a server's interface."""
    return f"{name[0]}-{bridge}"


def bridge_of(port_name):
    return port_name.split("-", 1)[1]
