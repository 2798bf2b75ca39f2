"""What failover costs: the same server with a healthy partner and without one, in turns; and a blank replacement's return.

Server, partner and load share this machine: a server with a partner has half the CPU, which on two cores is part of what is seen.
`--apart` gives the measured server a CPU of its own, with a partner and without, and keeps the partner's disk in memory: nearer to
two machines.
"""

import dataclasses
import json
import os
import pathlib
import shutil
import tempfile
import time

from . import disksync, machine, network
from .leasebench import LINK, LeaseBench, percentiles
from .paircheck import differences
from .results import about, save, say
from .servers.outrigger import epoch
from .servers.pair import PairServer, Seat, Terms, both_normal, told
from .shell import ROOT, Failure, Process, wait_until

TERMS = Terms(mclt=30, keepalive=5, startup=3)
HEALTHY = dataclasses.replace(TERMS, mclt=3600)  # a first lease lasts so long: none ends while it is measured, with a partner or without
LINK = dataclasses.replace(LINK, delegated_bits=48)
RELAYED = dataclasses.replace(LINK, relayed=True)  # the partner has no interface on the clients' link


class Seats:
    """Two servers, each in a namespace of its own, with a wire between them; only alpha hears the clients."""

    def __init__(self, namespaces, alpha_box, folder, terms=TERMS, heap="", alpha_link=LINK, cpus=(set(), set())):
        self.cpus = cpus
        beta_box = namespaces.add("partner")
        network.veth(alpha_box, "wire", beta_box, "wire")
        for box, last in ((alpha_box, "a"), (beta_box, "b")):
            network.run("ip", "-n", box, "addr", "add", f"2001:db8:fe::{last}/64", "dev", "wire", "nodad")
        interfaces = () if alpha_link.relayed else (LINK.name,)
        unicast = f"[{LINK.router}]:547" if alpha_link.relayed else ""
        self.alpha = self.server(alpha_box, folder, "alpha", "primary", "a", "b", terms, heap, interfaces, unicast)
        self.beta = self.server(beta_box, folder, "beta", "secondary", "b", "a", terms, heap, (), "[::1]:547")
        if cpus[1]:
            self.beta.state = pathlib.Path(tempfile.mkdtemp(prefix="outrigger-bench-", dir="/dev/shm"))
        self.alpha.configure([alpha_link])
        self.beta.configure([RELAYED])

    @staticmethod
    def server(box, folder, name, role, own, other, terms, heap, interfaces, unicast):
        seat = Seat(name=name, role=role, listen=f"[2001:db8:fe::{own}]:647", partner=f"[2001:db8:fe::{other}]:647",
                    interfaces=interfaces, unicast=unicast)
        server = PairServer(box, folder / name, seat, terms)
        server.heap = heap
        return server

    def start(self, seconds=120):
        """Both from an empty disk to NORMAL."""
        for server, cpus in zip((self.alpha, self.beta), self.cpus):
            server.empty()
            with machine.on_cpus(cpus):
                server.launch()
        both_normal((self.alpha, self.beta), seconds)

    def stop(self):
        for server in (self.alpha, self.beta):
            if server.process:
                server.stop()

    def remove(self):
        """Stops both; what the partner had in memory is gone."""
        self.stop()
        if self.cpus[1]:
            shutil.rmtree(self.beta.state, ignore_errors=True)


class HealthyBench(LeaseBench):
    """The lease bench against a server with (`pair`) or without (`alone`) a partner; both have pools of the same kinds."""

    def __init__(self, name, turn, options):
        super().__init__("outrigger", options)
        self.label = name
        self.folder = self.folder.with_name(f"{name}-{os.getpid()}-{turn}")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.namespaces = network.Namespaces(f"{name}-")
        self.seats = None
        self.cpus = disksync.cpus_apart(self.folder) if options.apart else (set(), set())  # empty: no matter which

    def __enter__(self):
        super().__enter__()
        if self.label == "pair":
            self.seats = Seats(self.namespaces, self.server.namespace, self.folder, HEALTHY, cpus=self.cpus)
            self.server = self.seats.alpha
        return self

    def __exit__(self, *_):
        if self.seats:
            self.seats.remove()
        super().__exit__()

    def say(self, text):
        print(f"{self.label:6} {text}", flush=True)

    def fresh(self):
        if self.seats:
            self.seats.stop()
            self.seats.start()
            self.pid = self.server.pid()
        else:
            warmup, self.options.warmup = self.options.warmup, 0
            with machine.on_cpus(self.cpus[0]):
                super().fresh()
            self.options.warmup = warmup
        self.load(self.options.warmup_rate, self.options.warmup)
        self.caught_up()

    def load(self, rate, seconds, more=()):
        with machine.on_cpus(self.cpus[1]):
            return super().load(rate, seconds, more)

    def tap(self):
        with machine.on_cpus(self.cpus[1]):
            return super().tap()

    def caught_up(self):
        """Seconds until the partner has been told everything (0 for one that has none)."""
        begun = time.monotonic()
        if self.seats:
            both_normal((self.seats.alpha, self.seats.beta), 300)
        return time.monotonic() - begun

    def measured(self):
        """Delays at the fixed rate, with load average and steal."""
        delays = self.delays(self.options.delay_rate)
        self.caught_up()
        result = {"server": self.label, "delays": delays, "load_average": os.getloadavg()[0]}
        self.say(f"{self.options.delay_rate}/s: Reply delay {spread(delays['reply'])} ms, on the wire {spread(delays['wire_reply'])} ms, "
                 f"{delays['drop_percent']:.2f} % dropped, load {os.getloadavg()[0]:.1f}, steal {delays['steal_percent']:.1f} %")
        return result

    def run(self):
        """Delays at the fixed rate on a fresh server, then the highest rate."""
        self.fresh()
        result = self.measured()
        if self.options.search:
            rate = self.search()
            best = self.load(rate, self.options.seconds)
            result.update(best=best, owed_at_end=self.server.relationship()["owed"] if self.seats else 0, caught_up_seconds=self.caught_up())
            self.say(f"{best['exchanges'] / self.options.seconds:.0f} new leases/s over {self.options.seconds} s, {best['drop_percent']:.2f} % "
                     f"dropped, {1000 * best['server_cpu_seconds'] / max(best['exchanges'], 1):.3f} ms CPU each, owed at its end "
                     f"{result['owed_at_end']}, told {result['caught_up_seconds']:.1f} s later; load {os.getloadavg()[0]:.1f}, "
                     f"steal {best['steal_percent']:.1f} %")
        return result


class ResyncBench:
    """A partner dies with its disk; a blank one takes its seat while the survivor serves."""

    label = "resync"
    say = staticmethod(say)
    noticed = "COMMUNICATIONS-INTERRUPTED"
    caught_up = ("RECOVER-WAIT", "RECOVER-DONE", "NORMAL")
    whole = "NORMAL"

    def __init__(self, options):
        self.options = options
        self.folder = ROOT / "build" / "bench" / f"{self.label}-{os.getpid()}"
        self.folder.mkdir(parents=True)
        self.namespaces = network.Namespaces()
        self.ledger = self.folder / "ledger.ndjson"

    def __enter__(self):
        box, self.clients = self.namespaces.add("server"), self.namespaces.add("load")
        network.veth(box, LINK.name, self.clients, "eth0")
        network.run("ip", "-n", box, "addr", "add", f"{LINK.router}/64", "dev", LINK.name, "nodad")
        network.run("ip", "-n", self.clients, "addr", "add", f"{LINK.router}99/64", "dev", "eth0", "nodad")
        # A first lease lasts the MCLT: each client must be back before that.
        self.terms = dataclasses.replace(TERMS, mclt=max(30, int(1.6 * self.options.leases / self.options.rate)))
        self.seats = self.make_seats(box)
        return self

    def make_seats(self, box):
        return Seats(self.namespaces, box, self.folder, terms=self.terms, heap=self.options.heap, alpha_link=RELAYED)

    def __exit__(self, *_):
        self.seats.stop()
        self.namespaces.remove_all()

    def words(self, *more):
        return ["ip", "netns", "exec", self.clients, ROOT / "scripts" / "outrigger", "client", "--relay", "--server", f"[{LINK.router}]:547",
                "--link-address", LINK.router, *map(str, more)]

    def fill(self):
        """Starts both and gives them the leases."""
        options, alpha, beta = self.options, self.seats.alpha, self.seats.beta
        self.seats.start()
        for _ in range(6):  # the second time for the long lifetime, then whatever a full queue dropped
            said = network.run(*self.words("--rapid-commit", "--clients", options.leases, "--rate", options.rate), timeout=3600)
            held = sum(epoch(row["expires"]) > time.time() + 3600 for row in alpha.rows() if row["status"] == "ACTIVE")
            self.say(f"{held} leases of long lifetime; {said.splitlines()[0] if said else ''}")
            if held >= options.leases:
                break
        else:
            raise Failure(f"{held} leases of long lifetime, {options.leases} wanted")
        both_normal((alpha, beta), 900)
        self.say(f"{alpha.active()} leases at alpha, {beta.active()} at beta, nothing owed")

    def unlike(self):
        """Where the two databases are not equal."""
        return differences(self.seats.alpha.rows(), self.seats.beta.rows(), time.time())

    def run(self):
        options, alpha, beta = self.options, self.seats.alpha, self.seats.beta
        self.fill()
        load = Process(self.words("--first-client", 50_000_000, "--clients", 20_000_000, "--rate", options.serve_rate, "--duration", "24h",
                                  "--ledger", self.ledger), self.folder / "serve.log")
        time.sleep(20)  # both JVMs know this load
        marks = {"healthy": time.time()}
        time.sleep(options.seconds)
        marks["noticing"] = time.time()
        beta.kill()
        wait_until(lambda: told(alpha), lambda: alpha.failover_state() == self.noticed, 30)
        alpha.partner_down()
        beta.empty()
        marks["alone"] = time.time()
        time.sleep(options.seconds)
        marks["resync"] = time.time()
        meter = machine.Meter(alpha.pid())
        beta.launch()
        wait_until(beta.process.tail, beta.failover_state, 120, every=0.1)
        self.say(f"the blank one answers {time.time() - marks['resync']:.1f} s after its launcher's call")
        wait_until(lambda: f"beta has all updates; {told(beta)}", lambda: beta.failover_state() in self.caught_up,
                   options.within, every=0.1)
        marks["waiting"] = time.time()
        machine_then = meter.read()
        self.say(f"all updates at the blank one {marks['waiting'] - marks['resync']:.1f} s after its launcher's call")
        wait_until(lambda: f"both {self.whole}; {told(alpha)}; {told(beta)}",
                   lambda: alpha.failover_state() == beta.failover_state() == self.whole, options.within)
        marks["normal"] = time.time()
        time.sleep(options.seconds)
        load.end(40)
        both_normal((alpha, beta), options.within)
        return self.report(marks, machine_then, self.unlike())

    def report(self, marks, meter, unlike):
        names = list(marks)
        ends = dict(zip(names, [*list(marks.values())[1:], float("inf")]))
        delays = {name: [] for name in names}
        for line in self.ledger.read_text().splitlines():
            row = json.loads(line)
            if row["message"] == "REPLY" and row["to"] == "REQUEST":
                asked = epoch(row["asked"])
                for name in names:
                    if marks[name] <= asked < ends[name]:
                        delays[name].append(1000 * (epoch(row["time"]) - asked))
        found = {name: percentiles(values) for name, values in delays.items()}
        for name in names:
            seconds = (ends[name] if ends[name] < float("inf") else marks[name] + self.options.seconds) - marks[name]
            self.say(f"{name:8} {len(delays[name])} Replies to REQUEST ({len(delays[name]) / max(seconds, 0.001):.0f}/s), ms: {spread(found[name])}")
        resident = {server.name: machine.memory_mib(server.pid())[1] for server in (self.seats.alpha, self.seats.beta)}
        self.say(f"NORMAL {marks['normal'] - marks['resync']:.1f} s after the launch (MCLT {self.terms.mclt} s); resident at most "
                 + ", ".join(f"{name} {mib:.0f} MiB" for name, mib in resident.items())
                 + f"; steal {meter['steal_percent']:.1f} %; databases differ in {len(unlike)} leases")
        result = {**about(self.options), "leases": self.options.leases,
                  "marks": marks, "delays": found, "resident_mib": resident, "meter": meter, "differences": unlike[:10]}
        self.say(f"written to {save(self.label, result)}")
        if unlike:
            raise Failure(f"the databases are not equal: {unlike[0]}")
        return result


def spread(delays):
    return " ".join(f"{name} {value:.2f}" for name, value in delays.items())
