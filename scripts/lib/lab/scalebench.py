"""Many leases in one pool: what they cost in memory and on disk, how long a restart takes, and what renewals leave behind.

On loopback and without root; the load is `outrigger client` on the same machine, so rates here are not the server's limit.
"""

import json
import os
import shutil
import socket
import subprocess
import time

from . import machine
from .leasebench import EVENTS, SYNCS
from .results import about, save, say
from .servers.outrigger import DRIVER, free_port
from .shell import ROOT, Failure, wait_until
from .topology import Link

LINK = Link("scale", 1, relayed=True, t1=40000, t2=60000, preferred=80000, valid=100000, addresses=1 << 24)
CAUGHT_UP_SECONDS = 40  # two looks of the journal's housekeeping and some


class ScaleBench:
    """One server, one pool, empty state at the beginning."""

    say = staticmethod(say)

    def __init__(self, name, options):
        self.options = options
        self.folder = ROOT / "build" / "bench" / f"{name}-{os.getpid()}"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.name = name
        self.port = free_port(socket.SOCK_DGRAM)
        self.server = DRIVER(None, self.folder / "server")
        self.server.heap = options.heap
        self.server.configure([LINK], uplink=(None, "::1", self.port))
        self.result = about(options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server.process:
            self.server.stop()
        if not self.options.keep_state:
            shutil.rmtree(self.server.state, ignore_errors=True)

    def start(self):
        """Starts the server; seconds from the launcher's call to readiness."""
        begun = time.monotonic()
        self.server.launch()
        wait_until(lambda: f"the server serves; its log ends:\n{self.server.process.tail()}",
                   self.server._ready_or_dead, 120, every=0.02)
        return time.monotonic() - begun

    def journal_mib(self):
        """The sum of the journal's files, in MiB."""
        total = 0
        for file in (self.server.state / "journal").iterdir():
            try:
                total += file.stat().st_size
            except FileNotFoundError:  # merged away just now
                pass
        return total / (1 << 20)

    def words(self, *more):
        return [str(ROOT / "scripts" / "outrigger"), "client", "--relay", "--server", f"[::1]:{self.port}",
                "--link-address", LINK.router, "--ia", "na", "--json", *map(str, more)]

    def load(self, name, *more, watch=None):
        """One client run beside the server; its report with the server's and the machine's numbers."""
        before, meter = self.server.counters(), machine.Meter(self.server.pid())
        report = self.folder / f"{name}.json"
        with open(report, "wb") as out, open(self.folder / f"{name}.log", "wb") as errors:
            child = subprocess.Popen(self.words(*more), stdin=subprocess.DEVNULL, stdout=out, stderr=errors, start_new_session=True)
            while True:
                try:
                    child.wait(1)
                    break
                except subprocess.TimeoutExpired:
                    if watch:
                        watch()
        if child.returncode != 0:
            raise Failure(f"client: exit {child.returncode}: {(self.folder / f'{name}.log').read_text()[-500:]}")
        result = {"client": json.loads(report.read_text()), **meter.read()}
        after = self.server.counters()
        for key in (SYNCS, EVENTS):
            result[key] = after.get(key, 0) - before.get(key, 0)
        return result

    def fill(self, leases):
        result = self.load("fill", "--rapid-commit", "--clients", leases, "--rate", self.options.rate)
        for _ in range(5):  # those that a full queue dropped
            if self.server.active() >= leases:
                break
            self.load("fill-rest", "--rapid-commit", "--clients", leases, "--rate", self.options.rate)
        self.say(f"{self.server.active()} leases; {result['client']['completedPerSecond']:.0f}/s, "
                 f"{result[EVENTS] / max(result[SYNCS], 1):.1f} leases an fsync, steal {result['steal_percent']:.1f} %")
        return result

    def write(self):
        self.say(f"written to {save(self.name, self.result)}; logs in {self.folder.relative_to(ROOT)}")
        return self.result


class RestartBench(ScaleBench):
    """Memory and disk of many leases, and restarts with them, clean and after SIGKILL."""

    def run(self):
        options = self.options
        self.start()
        empty = machine.live_heap_mib(self.server.pid())
        self.say(f"empty server: live heap {empty:.1f} MiB")
        self.result["fill"] = self.fill(options.leases)
        held = self.server.active()
        live = machine.live_heap_mib(self.server.pid())
        resident, highest = machine.memory_mib(self.server.pid())
        self.say(f"{held} leases: live heap {live:.1f} MiB, {(live - empty) * (1 << 20) / held:.0f} octets a lease; "
                 f"resident {resident:.0f} MiB, at most {highest:.0f} MiB, -Xmx{options.heap}")
        filled = self.journal_mib()
        self.say(f"journal {filled:.1f} MiB, {filled * (1 << 20) / held:.0f} octets a lease")
        self.result.update(leases=held, empty_heap_mib=empty, live_heap_mib=live, resident_mib=resident,
                           journal_mib=filled, restarts=[])
        for how in ["clean"] * options.restarts + ["SIGKILL"] * options.restarts:
            self.restart(how, held)
        self.result["journal_mib_at_end"] = self.journal_mib()
        self.say(f"journal at the end {self.journal_mib():.1f} MiB")
        return self.write()

    def restart(self, how, held):
        if how == "clean":
            self.server.stop()
        else:
            self.load("dirty", "--rapid-commit", "--clients", 5000, "--rate", self.options.rate)  # something in the log
            self.server.kill()
        meter = machine.processors()
        seconds = self.start()
        _, stolen, total = (now - then for now, then in zip(machine.processors(), meter))
        cpu = machine.cpu_seconds(self.server.pid())  # tells more than the clock where others use the machine
        found = self.server.active()
        heap = machine.live_heap_mib(self.server.pid())
        self.say(f"restart ({how}): {seconds:.2f} s from the launcher's call to /readyz 200, {found} leases, "
                 f"{cpu:.1f} s CPU, live heap {heap:.1f} MiB, steal {100 * stolen / max(total, 0.001):.1f} %")
        self.result["restarts"].append({"how": how, "seconds": seconds, "cpu_seconds": cpu, "load": os.getloadavg()[0], "leases": found, "live_heap_mib": heap})
        if found < held:
            raise Failure(f"{held} leases before the restart, {found} after it")


class RenewalBench(ScaleBench):
    """Renewals over and over of the same leases: what the journal's folder takes meanwhile and afterwards."""

    def run(self):
        options = self.options
        self.start()
        self.result["fill"] = self.fill(options.leases)
        needed = self.settled_mib()
        self.say(f"the leases need {needed:.1f} MiB ({needed * (1 << 20) / options.leases:.0f} octets each)")
        self.result.update(needed_mib=needed, samples=[])
        events, highest = 0, 0.0
        while events < options.renewals:
            part = self.load("renewals", "--rapid-commit", "--renew", "now", "--clients", options.leases, "--rate", options.rate,
                             "--exchanges", int(min(options.leases * 5, (options.renewals - events) // 2 + 1)), watch=self.sample)
            events += part[EVENTS]
            highest = max(self.result["samples"], default=0.0)
            self.result.setdefault("parts", []).append(part)
            replies = part["client"]["delaysMillis"]
            self.say(f"{events:.0f} renewals, {part[EVENTS] / part['seconds']:.0f}/s, drops {part['client']['dropPercent']:.2f} %, "
                     f"{part[EVENTS] / max(part[SYNCS], 1):.1f} an fsync; journal now {self.journal_mib():.1f} MiB, highest "
                     f"{highest:.1f} MiB = {highest / needed:.2f} times the need; longest wait of a client "
                     f"{max((summary.get('max', 0) for summary in replies.values()), default=0):.0f} ms, "
                     f"steal {part['steal_percent']:.1f} %")
        self.result.update(renewals=events, highest_mib=highest, at_end_mib=self.journal_mib())
        time.sleep(CAUGHT_UP_SECONDS)
        self.result["idle_mib"] = self.journal_mib()
        self.say(f"idle for {CAUGHT_UP_SECONDS} s: {self.result['idle_mib']:.1f} MiB, {self.result['idle_mib'] / needed:.2f} times the need")
        self.result["passed"] = highest < options.bound * needed
        if not self.result["passed"]:
            self.say(f"the journal took {highest / needed:.2f} times the need: more than {options.bound:g}")
        return self.write()

    def sample(self):
        self.result["samples"].append(self.journal_mib())

    def settled_mib(self):
        """What the leases need: the size once nothing changes any more, after a clean restart that sorts all of it."""
        self.server.stop()
        self.start()
        time.sleep(CAUGHT_UP_SECONDS)
        return self.journal_mib()
