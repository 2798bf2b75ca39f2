"""What is shown with two servers and real clients. The clients live through all scenarios and must keep what they have."""

import math
import statistics
import time

from . import clients, leadtime
from .paircheck import Bounds, PairLedger, differences
from .pairtopology import UPLINKS
from .servers.outrigger import epoch
from .servers.pair import Terms, both_in_touch, both_normal, told
from .shell import ROOT, Failure, Process, wait_until
from .topology import Link

TERMS = Terms(mclt=30, keepalive=3, startup=2, reconnect=1)
LINKS = [  # few prefixes: a free one of a proportional pool is a row too, and the databases are listed over and over
    Link("fast", 1, relayed=False, t1=10, t2=16, preferred=60, valid=90, delegated_bits=46),
    Link("rfast", 0x11, relayed=True, t1=10, t2=16, preferred=60, valid=90, delegated_bits=46),
    Link("rload", 0x16, relayed=True, t1=30, t2=48, preferred=60, valid=120, addresses=0x100000, delegated_bits=46),
    leadtime.LINK,
]
KINDS = {"dhclient": clients.Dhclient, "dhcpcd": clients.Dhcpcd, "dibbler": clients.Dibbler}
NOTICED = TERMS.keepalive + 10  # seconds until a silent partner is missed, on a busy machine
RECOVERED = TERMS.mclt + 60
NEWCOMERS = 100  # new clients a second while a takeover is measured


class Member:
    """One real client and what it got first."""

    def __init__(self, name, client, host):
        self.name = name
        self.client = client
        self.host = host
        self.address = self.prefix = None

    def resources(self):
        return [self.address, self.prefix]


class PairBench:
    """The pair, its network and the family of clients."""

    def __init__(self, servers, topology, folder, takeovers):
        self.takeovers = takeovers
        self.servers = servers  # name -> PairServer
        self.alpha, self.beta = servers["alpha"], servers["beta"]
        self.topology = topology
        self.folder = folder
        self.family = []
        self.numbers = iter(range(1, 200))

    def newcomer(self, kind, link, name=None):
        """A client on a machine of its own."""
        name = name or f"{kind}-{link}-{len(self.family)}"
        host = self.topology.host(name, link, next(self.numbers))
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        return Member(name, KINDS[kind](host, self.folder / name), host)

    def found(self):
        """Founds the family: every kind of client, directly and relayed; all bound, both servers know."""
        self.family = [self.newcomer(kind, link) for kind in KINDS for link in ("fast", "rfast")]
        for member in self.family:
            member.client.start()
        for member in self.family:
            self.bound(member)
        self.normal()

    def bound(self, member, server=None, seconds=40):
        """Waits until a client has address and prefix and a server has both for it."""
        server = server or self.beta

        def address():
            return next((own for own in member.client.addresses()
                         if member.host.link.holds(own) and active(server, own)), None)
        member.address = wait_until(lambda: f"{member.name} holds an address of {member.host.link.name}", address, seconds)
        owner = server.lease(member.address).client

        def prefix():
            return next((row.resource for row in server.leases() if row.client == owner and "/" in row.resource
                         and row.status == "ACTIVE" and member.client.prefix_seen(row.resource)), None)
        member.prefix = wait_until(lambda: f"{member.name} holds a prefix", prefix, seconds)

    def kept(self, server, seconds=60):
        """Waits until `server` has renewed or rebound each of the family, or heard that its partner has, and fails if one has lost what it had.

        Longer their leases need not be: a server whose partner does not answer grants the MCLT, which may be less than was left.
        """
        begun = time.monotonic()
        rows = {row["resource"]: row for row in server.rows()}
        lacking = [f"{member.name}'s {resource}" for member in self.family for resource in member.resources()
                   if resource not in rows or rows[resource]["status"] != "ACTIVE"]
        if lacking:
            raise Failure(f"{server.name} does not know {', '.join(lacking)} as ACTIVE")
        for member in self.family:
            self.extended(member, server, rows, begun + seconds - time.monotonic())
        return time.monotonic() - begun

    def extended(self, member, server, before, seconds):
        def heard():
            if member.address not in member.client.addresses():
                raise Failure(f"{member.name} has lost {member.address}; it has {list(member.client.addresses())}")
            rows = {row["resource"]: row for row in server.rows() if row["resource"] in member.resources()}
            return all((row := rows.get(resource)) and row["status"] == "ACTIVE" and row["client"] == before[resource]["client"]
                       # what the partner tells is told by the end alone
                       and (math.inf > epoch(row["clientLastTransaction"]) != epoch(before[resource]["clientLastTransaction"])
                            or abs(epoch(row["expires"]) - epoch(before[resource]["expires"])) > 1) for resource in member.resources())
        wait_until(lambda: f"{server.name} extends {member.address} and {member.prefix} of {member.name}", heard, max(seconds, 1))

    def normal(self, seconds=RECOVERED):
        """Waits for NORMAL on both with nothing owed, and for equal databases."""
        begun = time.monotonic()
        both_normal(self.servers.values(), seconds)
        took = time.monotonic() - begun

        def equal():
            return not differences(self.alpha.rows(), self.beta.rows(), time.time())
        wait_until(lambda: "the databases are equal: " + "; ".join(
            differences(self.alpha.rows(), self.beta.rows(), time.time())[:5]), equal, 60, every=1.0)
        return took

    def reaches(self, server, state, seconds):
        begun = time.monotonic()
        wait_until(lambda: f"{server.name} reaches {state}; {told(server)}", lambda: server.failover_state() == state, seconds, every=0.05)
        return time.monotonic() - begun


def active(server, resource):
    row = server.lease(resource)
    return row if row and row.status == "ACTIVE" else None


def kill(bench):
    """SIGKILL of the primary: every client renews or rebinds at the secondary with the same address and prefix"""
    bench.alpha.kill()
    noticed = bench.reaches(bench.beta, "COMMUNICATIONS-INTERRUPTED", NOTICED)
    took = bench.kept(bench.beta)
    bench.alpha.start()
    back = bench.normal()
    return f"noticed after {noticed:.1f} s, {len(bench.family)} clients kept all within {took:.0f} s; NORMAL {back:.0f} s after the restart"


def silent(bench):
    """All cables of the primary fall silent: noticed by keepalive, clients kept; whole again: NORMAL"""
    bench.topology.turn(bench.topology.ports("alpha"), up=False)
    try:
        noticed = bench.reaches(bench.beta, "COMMUNICATIONS-INTERRUPTED", NOTICED)
        took = bench.kept(bench.beta)
    finally:
        bench.topology.turn(bench.topology.ports("alpha"), up=True)
    back = bench.normal()
    return f"noticed after {noticed:.1f} s (keepalive {TERMS.keepalive} s), all kept within {took:.0f} s; NORMAL {back:.0f} s after"


def partition(bench):
    """Only the servers' wire is cut: both serve all clients, new ones too; healed: NORMAL, equal databases"""
    bench.topology.partition()
    try:
        for server in bench.servers.values():
            bench.reaches(server, "COMMUNICATIONS-INTERRUPTED", NOTICED)
        new = [bench.newcomer("dhclient", link, f"partition-{link}") for link in ("fast", "rfast")]
        for member in new:
            member.client.start()
        for member in new:
            wait_until(f"{member.name} holds an address", lambda: any(map(member.host.link.holds, member.client.addresses())), 30)
        time.sleep(LINKS[0].t2 + 4)  # every client has renewed or rebound at one of them
        for member in bench.family:
            if member.address not in member.client.addresses():
                raise Failure(f"{member.name} has lost {member.address}")
    finally:
        bench.topology.partition(up=True)
    back = bench.normal()
    for member in new:
        bench.bound(member, bench.alpha)
        bench.bound(member, bench.beta)
        member.client.kill()
    return f"{len(new)} new clients meanwhile, in both databases; NORMAL {back:.0f} s after the wire was whole"


def one_sided(bench):
    """Clients that only one server hears: the primary's in NORMAL; the secondary's in a partition, renewed by it in NORMAL too"""
    first = bench.newcomer("dhclient", "fast", "only-alpha")
    first.host.blind("beta")
    first.client.start()
    # In NORMAL the secondary answers only what carries its own server-id (RFC 8156 section 8.8): it wins a client in a partition.
    second = bench.newcomer("dhclient", "fast", "only-beta")
    second.host.blind("alpha")
    for knowing in bench.servers.values():
        bench.bound(first, knowing)
    bench.topology.partition()
    try:
        bench.reaches(bench.beta, "COMMUNICATIONS-INTERRUPTED", NOTICED)
        second.client.start()
        bench.bound(second, bench.beta)
    finally:
        bench.topology.partition(up=True)
    bench.normal()
    bench.bound(second, bench.alpha)
    bench.extended(second, bench.beta, {row["resource"]: row for row in bench.beta.rows()}, 30)
    for member in (first, second):
        member.client.kill()
    bench.normal()
    return f"{first.address} by alpha, {second.address} by beta, renewed by it in NORMAL; in both databases"


def both(bench):
    """SIGKILL of both at once: both come back by themselves, and the clients keep all"""
    for server in bench.servers.values():
        server.kill()
    for server in bench.servers.values():
        server.launch()
    back = bench.normal()
    took = bench.kept(bench.beta)
    return f"NORMAL {back:.0f} s after both were started; all kept within {took:.0f} s"


def mclt_wait(bench):
    """partner-down said of a dead primary: its return waits the MCLT in RECOVER-WAIT, the clients keep all"""
    bench.alpha.kill()
    died = time.time()
    bench.reaches(bench.beta, "COMMUNICATIONS-INTERRUPTED", NOTICED)
    bench.beta.partner_down()
    bench.reaches(bench.beta, "PARTNER-DOWN", 10)
    took = bench.kept(bench.beta)
    bench.alpha.launch()
    bench.reaches(bench.alpha, "NORMAL", RECOVERED)
    waited = time.time() - died
    if waited < TERMS.mclt - 1:
        raise Failure(f"NORMAL {waited:.1f} s after its death: the MCLT is {TERMS.mclt} s")
    bench.normal()
    return f"all kept in PARTNER-DOWN within {took:.0f} s; NORMAL {waited:.0f} s after the death (MCLT {TERMS.mclt} s)"


def blank(bench):
    """The secondary dies with its disk; a blank one takes its seat, learns all and waits the MCLT"""
    bench.beta.kill()
    bench.reaches(bench.alpha, "COMMUNICATIONS-INTERRUPTED", NOTICED)
    bench.alpha.partner_down()
    bench.reaches(bench.alpha, "PARTNER-DOWN", 10)
    bench.beta.empty()
    begun = time.monotonic()
    bench.beta.launch()
    bench.normal()
    took = time.monotonic() - begun
    bench.kept(bench.beta)
    return f"NORMAL with equal databases {took:.0f} s after the blank start (MCLT {TERMS.mclt} s)"


def auto_partner_down(bench):
    """auto-partner-down = 10s: the primary dies, the secondary goes to PARTNER-DOWN by itself"""
    waiting = 10
    plain_terms = bench.alpha.terms
    try:
        again(bench, Terms(mclt=30, keepalive=3, startup=2, reconnect=1, auto_partner_down=waiting))
        bench.alpha.kill()
        took = bench.reaches(bench.beta, "PARTNER-DOWN", waiting + NOTICED + 10)
        if took < waiting - 1:
            raise Failure(f"PARTNER-DOWN after {took:.1f} s already")
        bench.kept(bench.beta)
        bench.alpha.launch()
        bench.normal()
    finally:
        again(bench, plain_terms)
    return f"PARTNER-DOWN {took:.1f} s after the death"


def again(bench, terms):
    """Both servers anew, with other terms."""
    for server in bench.servers.values():
        if server.process.running():
            server.stop()
        server.terms = terms
        server.configure(LINKS)
        server.launch()
    bench.normal()


def takeover(bench):
    """Kill of the primary while 100 new clients a second come: how long until the next one has its Reply, several times"""
    times, longest = takeovers(bench)
    median = statistics.median(times)
    facts = (f"kill to Reply: median {1000 * median:.0f} ms, most {1000 * max(times):.0f} ms of {len(times)}; "
             f"longest wait of any client around it {max(longest):.2f} s")
    if median >= 1:
        raise Failure(facts)
    return facts


def takeovers(bench, link=LINKS[2], patience=30, more=()):
    """Seconds from each kill to the first Reply that a client who asked after it has, and the longest wait of any client."""
    path = bench.folder / "newcomers.ndjson"
    ledger = Stream(path)
    targets = [word for name in bench.servers for word in ("--server", f"[{UPLINKS[name]}]:547")]
    fleet = Process(["ip", "netns", "exec", bench.topology.relay, ROOT / "scripts" / "outrigger", "client", "--relay", *targets,
                     "--link-address", link.router, "--clients", 1_000_000, "--rate", NEWCOMERS, "--duration", "24h",
                     "--ledger", path, *more], bench.folder / "newcomers.log")
    times, longest = [], []
    try:
        for _ in range(bench.takeovers):
            wait_until(lambda: f"new clients are served; {fleet.tail()}", lambda: len(ledger.since(time.time() - 2)) > NEWCOMERS, 60)
            killed = time.time()
            bench.alpha.kill()
            first = wait_until("a new client is served", lambda: min(
                (got for asked, got in ledger.since(killed) if asked >= killed), default=None), patience, every=0.02)
            times.append(first - killed)
            time.sleep(5)  # the window in which the worst is looked for
            longest.append(max(got - asked for asked, got in ledger.since(killed) if asked >= killed - 1))
            bench.alpha.start()
            both_in_touch(bench.servers.values(), RECOVERED)
    finally:
        fleet.end(40)
    return times, longest


class Stream:
    """Replies to new clients as (asked, got), from a ledger that grows."""

    def __init__(self, path):
        self.ledger = PairLedger(path, Bounds(desired=LINKS[2].valid, t1=LINKS[2].t1, mclt=TERMS.mclt))
        self.pairs = []
        self.ledger.add_line = self._add

    def _add(self, line):
        if line["message"] == "REPLY" and line.get("to") == "REQUEST":
            self.pairs.append((epoch(line["asked"]), epoch(line["time"])))

    def since(self, moment):
        """Those whose Reply came after a moment."""
        self.ledger.read()
        return [pair for pair in reversed(self.pairs[-20 * NEWCOMERS:]) if pair[1] >= moment]


# In this order: each leaves the pair in NORMAL, those that wait the MCLT come last.
CATALOGUE = {"kill": kill, "silent": silent, "partition": partition, "one-sided": one_sided, "both": both,
             "takeover": takeover, "lead-time": leadtime.lead_time, "mclt-wait": mclt_wait, "blank": blank,
             "auto-partner-down": auto_partner_down}
