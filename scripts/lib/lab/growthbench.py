"""What grows with what: rate, delays, memory and start time with more leases, pools and relationships, and with an almost full pool."""

import ipaddress
import os
import socket
import time
from dataclasses import asdict, dataclass

from . import contest, machine
from .figures import table
from .results import about, save
from .servers.outrigger import DRIVER, free_port
from .shell import ROOT, Failure, run, wait_until

LINK = contest.LINK
HUB_PORT, SITE_PORT, SITES = 647, 6471, 4
OUTRIGGER = contest.ALONE[-1]
COLUMNS = {"rate": "new leases/s", "cpu_ms": "CPU, ms", "reply_mean": "Reply mean, ms", "reply_p99": "p99, ms", "leases": "leases in the end",
           "live_heap_mib": "live heap, MiB", "rss_mib": "resident, MiB", "start_seconds": "start, s", "steal_percent": "steal, %",
           "load_average": "load"}


@dataclass(frozen=True)
class Case:
    """`full`: percent of a small pool that is leased, where every lease is released again while measured."""

    name: str
    leases: int = 1000
    pools: int = 1
    relationships: int = 0
    full: int = 0
    addresses: int = LINK.addresses


def add(commands, formatter):
    parser = commands.add_parser("growth", help="rate, delay, memory, start with more leases, pools, relationships", formatter_class=formatter,
                                 description=__doc__ + "\nThe whole takes about 20 minutes, a third of it for the 1,000,000 leases.")
    numbers = {"leases": ("1000,100000,1000000", "in the database"), "pools": ("1,10,200", "that share the addresses of one link"),
               "relationships": ("1,20", f"of one hub, each with a pool; their partners are {SITES} processes on the same machine"),
               "full": ("1,99", "percent of a small pool, whose new leases are released at the same rate;"
                        " faster and faster from half of --first on until too many are lost")}
    for name, (default, what) in numbers.items():
        parser.add_argument(f"--{name}", default=default, help=f"{what}; comma-separated, empty: none")
    parser.add_argument("--pool-size", type=int, default=400_000, help="addresses of the small pool of --full")
    parser.add_argument("--fill-rate", type=int, default=5000, help="at which the leases are made, a second")
    parser.add_argument("--warmup", type=int, default=15, help="seconds of load before anything is measured")
    parser.add_argument("--warmup-rate", type=int, default=1500, help="exchanges a second of the warm-up")
    parser.add_argument("--drops", type=float, default=1.0, help="percent of exchanges that may be lost")
    parser.add_argument("--first", type=int, default=6000, help="rate at which each search begins")
    parser.add_argument("--most", type=int, default=30000, help="highest rate offered")
    parser.add_argument("--steps", type=int, default=6, help="most runs of a search")
    parser.add_argument("--step-seconds", type=int, default=4, help="length of each")
    parser.add_argument("--delay-rate", type=int, default=500, help="exchanges a second while delays are measured")
    parser.add_argument("--delay-seconds", type=int, default=6, help="for how long")
    parser.add_argument("--heap", default="1g", help="the server's -Xmx")
    parser.add_argument("--seed", type=int, default=1, help="seed of perfdhcp's choice of clients")


def cases(options):
    """Every case that was asked for."""
    def each(text):
        return [int(word) for word in text.split(",") if word.strip()]
    return ([Case(f"{count:,} leases", leases=count) for count in each(options.leases)]
            + [Case(counted(count, "pool"), pools=count) for count in each(options.pools)]
            + [Case(counted(count, "relationship"), relationships=count, pools=count) for count in each(options.relationships)]
            + [Case(f"pool {percent} % full", leases=options.pool_size * percent // 100, full=percent, addresses=options.pool_size)
               for percent in each(options.full)])


def counted(count, what):
    return f"{count} {what}{'' if count == 1 else 's'}"


def measure(options):
    found, results, failed = about(options), [], 0
    for turn, case in enumerate(cases(options)):
        try:
            with GrowthBench(case, turn, options) as bench:
                results.append(bench.run())
        except Failure as failure:  # the other cases are worth their time all the same
            print(f"{case.name}: {failure}", flush=True)
            failed += 1
    print(table(["", *COLUMNS.values()], [[one["case"]["name"], *(one["numbers"].get(key) for key in COLUMNS)] for one in results]))
    print(f"written to {save('growth', {**found, 'cases': results})}")
    return 1 if failed else 0


class GrownServer(DRIVER):
    """The hub or one of its sites; relationships and pools by number."""

    def __init__(self, namespace, folder, name, case, numbers, heap):
        super().__init__(namespace, folder)
        self.name, self.case, self.numbers, self.heap = name, case, numbers, heap
        self.log = self.folder / f"{name}.log"

    def grow(self, listen, failover_port=0, role="primary", partners=None):
        """Writes the configuration; partners: number -> the failover port of whom shares it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.admin_port = 8647 if role == "primary" else failover_port + 1000  # all in one namespace
        relationships = "".join(f"""
    {{ name = r{number}, role = {role}, partner = "[::1]:{partners[number]}", mclt = 1h, keepalive = 5s, startup-time = 2s, tls = off }}"""
                                for number in self.numbers)
        failover = f"failover {{ listen = [\"[::1]:{failover_port}\"], relationships = [{relationships}\n  ] }}" if self.numbers else ""
        where = f"interface = {LINK.name}" if role == "primary" else f'relay-link-addresses = ["{LINK.prefix}"]'
        self.file = self.folder / f"{self.name}.conf"
        self.file.write_text(f"""outrigger {{
  server {{ name = {self.name}, state-dir = "{self.state}", listen {{ {listen} }}, admin {{ address = "[::1]:{self.admin_port}" }} }}
  {failover}
  links = [{{
    name = {LINK.name}, {where}, prefixes = ["{LINK.prefix}"]
    lifetimes {{ preferred = {LINK.preferred}s, valid = {LINK.valid}s, t1 = {LINK.t1}s, t2 = {LINK.t2}s }}
    pools = [{"".join(self.pool(number) for number in (self.numbers or range(1, self.case.pools + 1)))}
    ]
  }}]
}}
""")
        run(ROOT / "scripts" / "outrigger", "check-config", self.file, timeout=900)

    def pool(self, number):
        size = self.case.addresses // self.case.pools
        first = int(ipaddress.IPv6Address(LINK.first)) + (number - 1) * size
        shared = f", relationship = r{number}, allocation = independent" if self.numbers else ""
        return f"""
      {{ name = p{number}, kind = address, range = "{ipaddress.IPv6Address(first)} - {ipaddress.IPv6Address(first + size - 1)}"{shared} }}"""

    def normal(self):
        """Whether all its relationships are well and nothing is owed."""
        try:
            found = self.status()["relationships"]
        except (OSError, ValueError):
            return False
        return len(found) == len(self.numbers) and all(one["state"] == "NORMAL" and not one["owed"] for one in found)


class GrowthBench(contest.Contest):
    """One case: fill, warm up, delays, highest rate, memory, a start with what is there then."""

    def __init__(self, case, turn, options):
        super().__init__(OUTRIGGER, turn, options)
        self.case = case
        self.filled = False
        self.folder = self.folder.rename(self.folder.with_name(f"growth-{turn}-{os.getpid()}"))
        self.name = case.name

    def make(self):
        count = self.case.relationships
        numbers = list(range(1, count + 1))
        site_of = {number: number % min(SITES, max(count, 1)) for number in numbers}
        box = self.arena.boxes["alpha"]
        hub = GrownServer(box, self.folder / "hub", "hub", self.case, numbers, self.options.heap)
        hub.grow(f"interfaces = [{LINK.name}]", HUB_PORT, partners={number: SITE_PORT + site_of[number] for number in numbers})
        sites = []
        for place in sorted(set(site_of.values())):
            own = [number for number in numbers if site_of[number] == place]
            site = GrownServer(box, self.folder / f"site{place}", f"site{place}", self.case, own, "512m")
            site.grow(f'unicast = ["[::1]:{free_port(socket.SOCK_DGRAM)}"]', SITE_PORT + place, "secondary", {number: HUB_PORT for number in own})
            sites.append(site)
        return [hub, *sites]

    def healthy(self):
        return all(server.normal() for server in self.servers)

    def whole(self):
        return True

    def settled(self, seconds):
        wait_until("the relationships are well and nothing is owed", self.healthy, seconds)

    def load(self, rate, seconds, more=()):
        releases = ("-F", str(rate)) if self.case.full and self.filled else ()
        return super().load(rate, seconds, (*more, *releases))

    def meter(self):
        return machine.Meter(self.pids[0])  # the partners stand for other machines

    def leased(self):
        return self.server.active()

    def fill(self):
        for _ in range(10):
            lacking = self.case.leases - self.leased()
            if lacking <= 0.002 * self.case.leases:
                return
            self.load(min(self.options.fill_rate, max(lacking, 100)), max(1, lacking // self.options.fill_rate))
        raise Failure(f"{self.name}: {self.leased()} leases only")

    def run(self):
        options = self.options
        self.fresh()
        self.fill()
        self.filled = True
        delays = self.delays(options.delay_rate)
        best = self.climb() if self.case.full else self.search_from(options.first, 1.4, options.steps)
        found, jvm = contest.numbers(best, delays, options.step_seconds), self.server.jvm()
        found.update(leases=self.leased(), live_heap_mib=machine.live_heap_mib(self.pids[0]), start_seconds=self.restarted())
        self.say(", ".join(f"{title} {found[key]:.2f}" for key, title in COLUMNS.items()))
        return {"case": asdict(self.case), "numbers": found, "best": best, "delays": delays, "jvm": jvm}

    def climb(self):
        """The last good run of faster and faster ones: after one that is too fast too few are released, and the pool is no longer what it was."""
        best, rate = None, self.options.first // 2
        while rate <= self.options.most:
            result = self.attempt(rate)
            free = self.case.addresses - self.leased()
            self.say(f"  {rate}/s: {result['drop_percent']:.2f} % dropped; {free} addresses free afterwards")
            if not self.good(result):
                break
            best, rate = result, int(rate * 1.2)
        if not best:
            raise Failure(f"{self.name}: {rate}/s is too fast to begin with")
        return best

    def warmup(self):
        """A small pool has room for what the fill leaves free, no more."""
        seconds = self.options.warmup
        return (min(self.options.warmup_rate, max(self.case.leases // seconds, 1)) if self.case.full else self.options.warmup_rate), seconds

    def restarted(self):
        """Seconds from the launcher's call to readiness, after a clean stop."""
        self.server.stop()
        begun = time.monotonic()
        self.server.start()
        return time.monotonic() - begun
