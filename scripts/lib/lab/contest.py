"""One turn of one contestant, Kea or Outrigger, alone or as a pair: the same network, pools and load for all of them."""

import itertools
import os
import re
import shutil
from dataclasses import dataclass

from . import machine, network, pairbench
from .figures import Search
from .leasebench import EVENTS, SYNCS, LeaseBench
from .pairtopology import UPLINKS, WIRES, PairTopology
from .servers import driver
from .servers.keapair import KeaPair
from .servers.pair import PairServer, Seat, Terms, told
from .shell import ROOT, Failure, run, wait_until
from .topology import UPLINK

LINK = pairbench.LINK
TERMS = Terms(mclt=3600, keepalive=5, startup=2)
PARTNER = "partner_"
SETTLED_SECONDS = 60
DISTURBED = 0.5  # CPUs used by others: a failure then says little


@dataclass(frozen=True)
class Contestant:
    """What takes part; `first` is the rate at which its first search begins."""

    name: str
    kea: bool
    pair: bool
    first: int
    threads: int = 2
    tls: bool = False


ALONE = (Contestant("kea-mt", True, False, 8000), Contestant("kea-st", True, False, 8000, threads=0),
         Contestant("outrigger", False, False, 10000))
PAIR = (Contestant("kea-pair", True, True, 1500), Contestant("outrigger-pair-tls", False, True, 9000, tls=True),
        Contestant("outrigger-pair", False, True, 9000))


class Arena(PairTopology):
    """Both servers' boxes on the clients' link, and a namespace for the load there."""

    def build(self):
        super().build()
        self.load = self.namespaces.add("load")
        network.veth(self.load, "eth0", self.switch, "p-load")
        network.plug(self.switch, "p-load", LINK.name)


def make_servers(contestant, boxes, folder, links=(LINK,), terms=TERMS, tight=False):
    """The contestant's servers, configured, not started: the one that clients are served by first."""
    if not contestant.pair:
        server = driver("kea" if contestant.kea else "outrigger")(boxes["alpha"], folder / "alpha")
        servers = [server]
        if contestant.kea:
            server.threads = contestant.threads
    else:
        servers = []
        for name, role, other in (("alpha", "primary", "beta"), ("beta", "secondary", "alpha")):
            seat = Seat(name=name, role=role, listen=f"[{WIRES[name]}]:647", partner=f"[{WIRES[other]}]:647",
                        unicast=f"[{UPLINKS[name]}]:547", interfaces=tuple(link.name for link in links if not link.relayed))
            servers.append(KeaPair(boxes[name], folder / name, seat, tight) if contestant.kea
                           else PairServer(boxes[name], folder / name, seat, terms))
        if contestant.tls:
            encrypt(*servers, folder / "tls")
    for server, name in zip(servers, ("alpha", "beta")):
        server.folder.mkdir(parents=True, exist_ok=True)
        server.configure(list(links), uplink=(UPLINK, UPLINKS[name]))
    return servers


def encrypt(alpha, beta, folder):
    """Keys and certificates of both, each with the other's fingerprint."""
    folder.mkdir(parents=True, exist_ok=True)
    said = {server: run(ROOT / "scripts" / "outrigger", "keygen", "--name", server.name, "--directory", folder) for server in (alpha, beta)}
    for server, partner in ((alpha, beta), (beta, alpha)):
        mark = re.search(r"partner-fingerprint = (\S+)", said[partner]).group(1)
        server.tls = (f'{{ certificate = "{folder}/{server.name}.pem", key = "{folder}/{server.name}.key", '
                      f'partner-fingerprint = "{mark}" }}')


class Contest(LeaseBench):
    """Fresh state, warm-up, delays at a fixed rate, then the highest rate; CPU and memory are of both servers of a pair."""

    counted = (SYNCS, EVENTS, PARTNER + SYNCS, PARTNER + EVENTS)

    def __init__(self, contestant, turn, options):
        super().__init__(f"{contestant.name}-{turn}", options)
        self.name = contestant.name
        self.contestant = contestant
        self.arena = Arena([LINK], f"{contestant.name}-")  # two contests may run at once
        self.servers = []

    def __enter__(self):
        try:
            self.arena.build()
            self.client = self.arena.load
            self.servers = self.make()
        except BaseException:
            self.arena.remove()
            raise
        self.server = self.servers[0]
        return self

    def make(self):
        return make_servers(self.contestant, self.arena.boxes, self.folder)

    def __exit__(self, *_):
        try:
            for server in self.servers:
                if server.process:
                    server.stop()
                shutil.rmtree(server.state, ignore_errors=True)
        finally:
            self.arena.remove()  # ends whoever could not be stopped, too

    def say(self, text):
        print(f"{self.name:18} {text}", flush=True)

    def fresh(self):
        for server in self.servers:
            server.empty()
            server.launch()
        for server in self.servers:
            wait_until(lambda: f"{server.name} does not serve; its log ends:\n{server.process.tail()}", server._ready_or_dead, server.start_seconds)
        self.settled(SETTLED_SECONDS)
        self.pids = [server.pid() for server in self.servers]
        rate, seconds = self.warmup()
        self.load(rate, seconds)
        self.say(f"warmed up {seconds} s at {rate}/s")

    def warmup(self):
        """Nothing of Kea gets faster by use; a second or two shows that all is well."""
        options = self.options
        return (500, options.kea_warmup) if self.contestant.kea else (options.warmup_rate, options.warmup)

    def warm_at_delay_rate(self):
        """What a JVM compiles depends on the rate, too."""
        if self.options.delay_warmup and not self.contestant.kea:
            self.load(self.options.delay_rate, self.options.delay_warmup)

    def settled(self, seconds):
        """A pair is healthy, and its partner has been told everything."""
        if self.contestant.pair:
            wait_until(lambda: f"the pair is healthy; {'; '.join(map(told, self.servers))}", self.healthy, seconds)

    def healthy(self):
        return not self.contestant.pair or all(server.settled() for server in self.servers)

    def settle(self):
        self.settled(SETTLED_SECONDS)
        for pid in self.pids:
            machine.quiet(pid, 5)

    def meter(self):
        return machine.Meter(*self.pids)

    def traced(self):
        return self.servers

    def counters(self):
        found = super().counters()
        for partner in self.servers[1:]:
            try:
                found.update({PARTNER + key: value for key, value in partner.counters().items()})
            except (OSError, ValueError, KeyError):
                pass
        return found

    def search_from(self, first, factor, steps):
        """The best run that passed, after `steps` or more, until one has passed and one has not: a first guess may be far off. A pair must not have
        fallen apart in it, for alone a server is faster."""
        search, best = Search(first, self.options.most, factor), None
        self.load(first, self.options.step_seconds)  # does not count: nobody has met such a rate before
        for step in itertools.count():
            rate = search.next()
            if rate is None or best and search.high and step >= steps:
                break
            result = self.attempt(rate)
            whole = self.whole()
            passed = self.good(result) and whole
            search.tell(rate, passed)
            if passed and (not best or result["exchanges"] > best["exchanges"]):
                best = result
            self.say(f"  {rate}/s: {result['drop_percent']:.2f} % dropped{'' if passed else ', too many' if whole else ', the pair fell apart'}")
        if not best:
            raise Failure(f"{self.name}: no rate down to {search.high}/s had few enough drops")
        return best

    def attempt(self, rate):
        """A run of the search; once more where it failed while others used the machine."""
        result = self.load(rate, self.options.step_seconds)
        if not self.good(result) and others(result) > DISTURBED and self.whole():
            self.say(f"  {rate}/s: {result['drop_percent']:.2f} % dropped, but others used {others(result):.1f} CPUs: once more")
            result = self.load(rate, self.options.step_seconds)
        return result

    def whole(self):
        """Whether the pair is still one right after a load: it may owe its partner news, but none has left its state."""
        return all(server.failover_state() in ("NORMAL", "HOT-STANDBY") for server in self.servers) if self.contestant.pair else True

    def run(self, first=None):
        """The numbers of this turn; `first` is the best rate of an earlier turn, from which fewer steps are needed."""
        options = self.options
        self.fresh()
        self.warm_at_delay_rate()
        delays = self.delays(options.delay_rate)
        best = self.search_from(first or self.contestant.first, *((1.12, options.steps - 2) if first else (1.4, options.steps)))
        found = {"numbers": numbers(best, delays, options.step_seconds), "best": best, "delays": delays, "jvm": self.server.jvm()}
        if options.trace_seconds:
            found["strace"] = self.strace(options.trace_rate, options.trace_seconds)
        return found


def others(result):
    """CPUs that neither the servers nor the load used (the kernel's part of the network is among them)."""
    return result["others_cpu_seconds"] / result["seconds"]


def numbers(best, delays, seconds):
    """What is compared, one number each; `seconds` of load were offered in the best run."""
    exchanges = max(best["exchanges"], 1)
    return {
        "rate": best["exchanges"] / seconds,
        "offered": best["offered"], "drop_percent": best["drop_percent"],
        "cpu_ms": 1000 * best["server_cpu_seconds"] / exchanges,
        "reply_mean": delays["reply"].get("mean"), "reply_p50": delays["reply"].get("p50"), "reply_p99": delays["reply"].get("p99"),
        **{f"wire_{name}": delays["wire_reply"].get(name) for name in ("mean", "p50", "p99")},
        "advertise_mean": delays["advertise"].get("mean"), "delay_drop_percent": delays["drop_percent"],
        "syncs_per_second": best[SYNCS] / seconds if SYNCS in best else None,
        "leases_per_sync": best[EVENTS] / best[SYNCS] if best.get(SYNCS) else None,
        "partner_leases_per_sync": best[PARTNER + EVENTS] / best[PARTNER + SYNCS] if best.get(PARTNER + SYNCS) else None,
        "rss_mib": best["server_rss_mib"], "steal_percent": max(best["steal_percent"], delays["steal_percent"]),
        "others_cpus": max(others(best), others(delays)),
        "load_average": os.getloadavg()[0],
    }
