"""What is shown with real clients. Every scenario returns one line of facts, or raises Failure."""

import time

from . import clients, load
from .shell import Failure, LeftOut, wait_until
from .topology import Link

LINKS = [
    Link("fast", 1, relayed=False),
    Link("slow", 2, relayed=False, t1=30, t2=40, preferred=60, valid=120),
    Link("dup", 3, relayed=False, addresses=4),
    Link("other", 4, relayed=False),
    Link("late", 5, relayed=False, late=True),
    Link("load", 6, relayed=False, t1=1000, t2=2000, preferred=3000, valid=4000, addresses=0x100000),
    Link("rfast", 0x11, relayed=True),
    Link("rslow", 0x12, relayed=True, t1=30, t2=40, preferred=60, valid=120),
    Link("rdup", 0x13, relayed=True, addresses=4),
    Link("rother", 0x14, relayed=True),
    Link("rload", 0x16, relayed=True, t1=1000, t2=2000, preferred=3000, valid=4000, addresses=0x100000),
]


class Bench:
    """What a scenario gets: its server, its host and a folder."""

    def __init__(self, server, topology, host, folder):
        self.server = server
        self.topology = topology
        self.host = host
        self.folder = folder

    def active(self, resource):
        row = self.server.lease(resource)
        return row if row and row.status == "ACTIVE" else None

    def bound(self, client, seconds=20):
        """Waits until the client holds an address of its link that the server has as ACTIVE."""
        def held():
            return next((address for address in client.addresses()
                         if self.host.link.holds(address) and self.active(address)), None)
        return wait_until(lambda: f"{client.name} holds an address of link {self.host.link.name} "
                          f"(it has {list(client.addresses())})", held, seconds)

    def delegated(self, client, address, seconds=20):
        """Waits until the client holds the prefix that the server has for the holder of `address`."""
        owner = self.server.lease(address).client

        def held():
            return next((row.resource for row in self.server.leases()
                         if row.client == owner and "/" in row.resource and row.status == "ACTIVE"
                         and self.host.link.holds(row.resource) and client.prefix_seen(row.resource)), None)
        return wait_until(f"{client.name} holds a delegated prefix", held, seconds)

    def extended(self, client, resources, message, seconds):
        """Waits for a message of this type after which server and client both have longer lifetimes."""
        counted = self.host.filter.count(message)
        expires = {resource: self.server.lease(resource).expires for resource in resources}
        begun = time.monotonic()
        address = resources[0]

        def later():
            rows = {resource: self.active(resource) for resource in resources}
            return all(row and row.expires > expires[resource] for resource, row in rows.items())
        wait_until(f"{message} arrives", lambda: self.host.filter.count(message) > counted, seconds)
        wait_until(f"the server's leases {resources} are extended by {message}", later, 5)
        wait_until(f"{client.name} extends {address} after {message}",
                   lambda: client.addresses().get(address, 0) >= self.host.link.valid - 3, 5)
        return time.monotonic() - begun

    def released(self, client, resources, seconds=10):
        """Waits for RELEASE, for free leases in the database and for the client to let go of the address."""
        client.release()
        wait_until("RELEASE arrives", lambda: self.host.filter.count("RELEASE") > 0, seconds)
        for resource in resources:
            wait_until(f"{resource} is free in the server's database", lambda: not self.active(resource), 5)
        wait_until(f"{client.name} removes {resources[0]}", lambda: resources[0] not in client.addresses(), 5)


def cycle(make):
    """Lease, renew, rebind when Renews are not heard, release: for one kind of client."""
    def scenario(bench):
        client = make(bench.host, bench.folder)
        link = bench.host.link
        client.start()
        address = bench.bound(client)
        prefix = bench.delegated(client, address)
        resources = [address, prefix]
        renewed = bench.extended(client, resources, "RENEW", link.t1 + 10)
        bench.host.filter.drop("RENEW")
        rebound = bench.extended(client, resources, "REBIND", link.t2 + 15)
        bench.host.filter.pass_all()
        bench.released(client, resources)
        if bench.host.filter.count("DECLINE"):
            raise Failure(f"{client.name} declined something")
        return f"{address} and {prefix}; renewed after {renewed:.0f} s, rebound after {rebound:.0f} s, released"
    scenario.__doc__ = f"{make.name}: lease an address and a prefix, renew, rebind, release"
    return scenario


def confirm(bench):
    """dhclient: CONFIRM after a restart keeps its address; on another link it gets another one"""
    client = clients.Dhclient(bench.host, bench.folder, prefix=False)
    client.start()
    address = bench.bound(client)
    client.kill()
    client.start()
    wait_until("CONFIRM arrives", lambda: bench.host.filter.count("CONFIRM") > 0, 15)
    bench.extended(client, [address], "RENEW", bench.host.link.t1 + 15)
    if "message status code Success" not in client.text():
        raise Failure("dhclient's log does not tell of a Reply to its CONFIRM")
    client.kill()
    counted = bench.host.filter.count("CONFIRM")
    bench.host.move("rother" if bench.host.link.relayed else "other")
    client.start()
    wait_until("CONFIRM arrives on the other link", lambda: bench.host.filter.count("CONFIRM") > counted, 15)
    other = bench.bound(client)
    if "NotOnLink" not in client.text():
        raise Failure("dhclient's log does not tell of NotOnLink")
    client.kill()
    return f"{address} confirmed; moved to link {bench.host.link.name}: {other}"


def decline(bench):
    """dhclient: an address that another host has is declined and ABANDONED; the next free one is taken"""
    squatter = bench.topology.host(f"{bench.host.name}-squatter", bench.host.link.name, bench.host.number + 128)
    taken = bench.host.link.pool
    for address in taken:
        squatter.address("add", address)
    bench.host.detect_duplicates()
    client = clients.Dhclient(bench.host, bench.folder, prefix=False)
    client.start()
    wait_until("DECLINE arrives", lambda: bench.host.filter.count("DECLINE") > 0, 25)

    def abandoned():
        return [row.resource for row in bench.server.leases()
                if row.resource in taken and row.status == "ABANDONED"]
    first = wait_until("the declined address is ABANDONED", abandoned, 5)
    for address in taken:
        if address not in first:
            squatter.address("del", address)
    address = bench.bound(client, 40)
    gone = abandoned()
    if address in gone:
        raise Failure(f"the declined {address} was given out again")
    client.kill()
    return f"declined {', '.join(gone)} (ABANDONED), then got {address}"


def interface(bench):
    """dhclient: the server's interface appears after its start, goes away and comes back"""
    if not bench.server.interface_hotplug:
        raise LeftOut("this server does not follow interfaces")
    link = bench.host.link.name
    bench.topology.attach(link)
    client = clients.Dhclient(bench.host, bench.folder, prefix=False)
    client.start()
    address = bench.bound(client, 40)
    bench.topology.detach(link)
    past = bench.host.link.valid - bench.host.link.t1 - 2
    wait_until("dhclient is past T1", lambda: 0 < client.addresses().get(address, 0) < past, 30)
    bench.topology.attach(link)
    took = bench.extended(client, [address], "RENEW", 40)
    client.kill()
    return f"{address} on an interface that came later; served again {took:.0f} s after it was made anew"


def restart(bench):
    """dhclient: SIGKILL of the server between lease and renewal; it knows the lease when it is back"""
    client = clients.Dhclient(bench.host, bench.folder, prefix=True)
    client.start()
    address = bench.bound(client)
    prefix = bench.delegated(client, address)
    bench.server.kill()
    begun = time.monotonic()
    bench.server.start()
    back = time.monotonic() - begun
    for resource in (address, prefix):
        if not bench.active(resource):
            raise Failure(f"{resource} is not in the database after SIGKILL and restart")
    took = bench.extended(client, [address, prefix], "RENEW", 40)
    client.kill()
    return f"server back after {back:.1f} s with {address} and {prefix}; renewed {took:.0f} s later"


def perfdhcp(bench):
    """perfdhcp: 100 new leases a second for 5 s, at most 1 % unanswered (it never sends again)"""
    result = load.perfdhcp(bench.host.namespace, "eth0", rate=100, seconds=5, log=bench.folder / "perfdhcp.log",
                            more=("-W", "1000000"))
    facts = f"{result['exchanges']} exchanges at {result['sent_rate']:.0f}/s, {result['dropped']} dropped"
    if result["exchanges"] < 450 or result["drop_percent"] > 1:
        raise Failure(facts)
    return facts


def catalogue():
    """All scenarios: name -> (function, link)."""
    kinds = {"dhclient": ("fast", cycle(clients.Dhclient)), "dhcpcd": ("fast", cycle(clients.Dhcpcd)),
             "dibbler": ("fast", cycle(clients.Dibbler)), "dhcp6c": ("slow", cycle(clients.Dhcp6c)),
             "decline": ("dup", decline), "confirm": ("fast", confirm), "load": ("load", perfdhcp)}
    scenarios = {}
    for name, (link, function) in kinds.items():
        scenarios[name] = (function, link)
        scenarios[f"{name}-relayed"] = (function, f"r{link}")
    scenarios["interface"] = (interface, "late")
    scenarios["restart"] = (restart, "fast")
    return scenarios


# These disturb the others or are disturbed by them: they run one by one when those are done.
ALONE = ("load", "load-relayed", "restart")
