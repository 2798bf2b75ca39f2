"""What happens after a failure, Kea and Outrigger one after the other: takeover, a blank partner's return, a start with many leases."""

import os
import shutil
import statistics
import time
from types import SimpleNamespace

from . import contest, machine, pairscenarios
from .pairbench import LINK, RELAYED, ResyncBench, Seats
from .scalebench import RestartBench
from .servers.keapair import KeaPair, write_leases
from .servers.pair import Seat, both_normal
from .shell import ROOT, wait_until
from .topology import RELAY_ADDRESS

LASTING = 100_000  # seconds: the leases of a generated database
FROM_A_RELAYS_PORT = ("--local", f"[{RELAY_ADDRESS}]:547")  # Kea answers relays there, whatever port they sent from
PATIENCE = 120


def add_options(parser):
    parser.add_argument("--takeovers", type=int, default=5, help="how many kills of each")
    parser.add_argument("--kea-default-timers", action="store_true", help="takeover: Kea's own timers (a minute each) instead of tight ones")
    parser.add_argument("--leases", type=int, default=100_000, help="resync: leases that the blank partner needs")
    parser.add_argument("--fill-rate", type=int, default=2000, help="resync: at which Outrigger is given them, a second")
    parser.add_argument("--serve-rate", type=int, default=200, help="resync: new clients a second meanwhile")
    parser.add_argument("--stretch", type=int, default=10, help="resync: seconds of each stretch that it is compared with")
    parser.add_argument("--restart-leases", type=int, default=1_000_000, help="restart: leases on disk")


def takeover(options):
    """Seconds from SIGKILL of the active server to the first Reply of a client who asked after it."""
    found = {}
    for contestant in contest.PAIR[0], contest.PAIR[-1]:
        folder = ROOT / "build" / "bench" / f"takeover-{contestant.name}-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        arena = contest.Arena([contest.LINK])
        servers = []
        try:
            arena.build()
            servers = contest.make_servers(contestant, arena.boxes, folder, terms=pairscenarios.TERMS, tight=not options.kea_default_timers)
            for server in servers:
                server.launch()
            both_normal(servers, PATIENCE)
            bench = SimpleNamespace(servers={one.name: one for one in servers}, alpha=servers[0], topology=arena, folder=folder,
                                    takeovers=options.takeovers)
            times, _ = pairscenarios.takeovers(bench, contest.LINK, PATIENCE, FROM_A_RELAYS_PORT)
        finally:
            for server in servers:
                if server.process:
                    server.stop()
            arena.remove()
        found[contestant.name] = {"seconds": times, "median": statistics.median(times)}
        print(f"{contestant.name:18} takeover: median {statistics.median(times):.2f} s, {min(times):.2f} to {max(times):.2f} of {len(times)}",
              flush=True)
    return found


class KeaSeats(Seats):
    """The same two boxes with Kea in them."""

    @staticmethod
    def server(box, folder, name, role, own, other, terms, heap, interfaces, unicast):
        seat = Seat(name=name, role=role, listen=f"[2001:db8:fe::{own}]:647", partner=f"[2001:db8:fe::{other}]:647")
        server = KeaPair(box, folder / name, seat)
        server.uplink = (LINK.name, LINK.router) if role == "primary" else ("wire", f"2001:db8:fe::{own}")
        return server


class KeaResync(ResyncBench):
    """Kea's standby dies with its disk; both had the leases from generated files."""

    label = "resync-kea"
    noticed = "PARTNER-DOWN"
    caught_up = ("READY", "HOT-STANDBY")
    whole = "HOT-STANDBY"

    def make_seats(self, box):
        return KeaSeats(self.namespaces, box, self.folder, alpha_link=RELAYED)

    def fill(self):
        servers = self.seats.alpha, self.seats.beta
        for server in servers:
            server.empty()
            write_leases(server._file(), LINK, self.options.leases, LASTING)
            server.launch()
        both_normal(servers, PATIENCE)
        self.say(f"{self.options.leases} leases in both databases")

    def words(self, *more):
        return [*super().words(*more), "--local", f"[{LINK.router}99]:547"]

    def unlike(self):
        mine, theirs = ({row.resource: (row.client, row.status) for row in server.leases()} for server in (self.seats.alpha, self.seats.beta))
        return [f"{resource}: {mine.get(resource)} and {theirs.get(resource)}" for resource in sorted(mine.keys() | theirs.keys())
                if mine.get(resource) != theirs.get(resource)]


def resync(options):
    """Seconds from the blank partner's launch until it has all, and the survivor's delays meanwhile."""
    found = {}
    for name, bench_class in (("kea-pair", KeaResync), ("outrigger-pair", ResyncBench)):
        terms = SimpleNamespace(leases=options.leases, rate=options.fill_rate, serve_rate=options.serve_rate, seconds=options.stretch,
                                within=600, heap="1g")
        with bench_class(terms) as bench:
            result = bench.run()
        marks = result["marks"]
        found[name] = {"seconds": marks["waiting"] - marks["resync"], "delays": result["delays"], "resident_mib": result["resident_mib"]}
        print(f"{name:18} blank partner: all {options.leases} leases {found[name]['seconds']:.1f} s after its launch", flush=True)
    return found


def restart(options):
    """Seconds from the launcher's call to readiness with many leases on disk."""
    found = {"kea-mt": [], "outrigger": []}
    arena = contest.Arena([contest.LINK])
    try:
        arena.build()
        server, = contest.make_servers(contest.ALONE[0], arena.boxes, ROOT / "build" / "bench" / f"restart-kea-{os.getpid()}")
        server.empty()
        server.start_seconds = 600
        write_leases(server._file(), contest.LINK, options.restart_leases, LASTING)
        try:
            for _ in range(options.repeat):
                begun = time.monotonic()
                server.start()
                found["kea-mt"].append(time.monotonic() - begun)
                resident = machine.memory_mib(server.pid())[0]
                server.stop()
                print(f"kea-mt             {options.restart_leases} leases: serves after {found['kea-mt'][-1]:.1f} s, resident {resident:.0f} MiB", flush=True)
        finally:
            server.stop()
            shutil.rmtree(server.state, ignore_errors=True)
    finally:
        arena.remove()
    terms = SimpleNamespace(leases=options.restart_leases, heap="1g", rate=8000, keep_state=False, restarts=options.repeat)
    with RestartBench("restart", terms) as bench:
        found["outrigger"] = [one["seconds"] for one in bench.run()["restarts"] if one["how"] == "clean"]
    return found
