"""New leases a second: the highest rate with few drops, then a longer run at that rate, then delays at fixed rates."""

import os
import shutil

from . import load, machine, network, results, servers, synctrace, tap
from .shell import ROOT, Failure
from .topology import Link

LINK = Link("load", 1, relayed=False, t1=40000, t2=60000, preferred=80000, valid=100000, addresses=1 << 24)
SYNCS = "outrigger_journal_syncs_total"
EVENTS = "outrigger_journal_events_written_total"


class LeaseBench:
    """One server in one namespace and perfdhcp in another, joined by one veth pair."""

    counted = (SYNCS, EVENTS)

    def __init__(self, name, options):
        self.name = name
        self.options = options
        self.folder = ROOT / "build" / "bench" / f"{name}-{os.getpid()}"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.namespaces = network.Namespaces()
        self.runs = 0

    def __enter__(self):
        inner, outer = self.namespaces.add("server"), self.namespaces.add("load")
        network.veth(inner, LINK.name, outer, "eth0")
        network.run("ip", "-n", inner, "addr", "add", f"{LINK.router}/64", "dev", LINK.name, "nodad")
        self.client = outer
        self.server = servers.driver(self.name)(inner, self.folder / "server")
        self.server.folder.mkdir()
        self.server.configure([LINK])
        return self

    def __exit__(self, *_):
        if self.server.process:
            self.server.stop()
        self.namespaces.remove_all()

    def say(self, text):
        print(f"{self.name:10} {text}", flush=True)

    def fresh(self):
        """A server with empty state, warmed up; its warm-up leases stay in the database."""
        if self.server.process:
            self.server.stop()
        self.server.empty()
        self.server.start()
        self.pid = self.server.pid()
        if self.options.warmup:
            self.load(self.options.warmup_rate, self.options.warmup)
            self.say(f"warmed up {self.options.warmup} s at {self.options.warmup_rate}/s")

    def load(self, rate, seconds, more=()):
        """One perfdhcp run with the server's and the machine's numbers beside it."""
        self.settle()
        self.runs += 1
        before = self.counters()
        meter = self.meter()
        result = load.perfdhcp(self.client, "eth0", rate, seconds, self.folder / f"perfdhcp-{self.runs}.log",
                               ("-W", "1000000", "-s", str(self.options.seed + self.runs), *more))
        result.update(meter.read())
        result["others_cpu_seconds"] = (result.pop("machine_busy_seconds") - result["server_cpu_seconds"]
                                        - result["perfdhcp_cpu_seconds"])
        after = self.counters()
        for key in self.counted:
            if key in after:
                result[key] = after[key] - before.get(key, 0)
        if not self.server.process.running():
            raise Failure(f"{self.name} ended under load; its log ends:\n{self.server.process.tail()}")
        return result

    def settle(self):
        """What was asked before is done with."""
        machine.quiet(self.pid)

    def meter(self):
        return machine.Meter(self.pid)

    def counters(self):
        try:
            return self.server.counters()
        except (OSError, ValueError, KeyError):
            return {}

    def good(self, result):
        """At most the allowed drops, and perfdhcp did offer the rate."""
        return result["drop_percent"] <= self.options.drops and result["sent_rate"] >= 0.95 * result["offered"]

    def search(self):
        """The highest rate that passes in short runs: doubled until it fails, then halved in between."""
        low, high, rate = 0, None, self.options.start
        for _ in range(self.options.steps):
            result = self.load(rate, self.options.step_seconds)
            passed = self.good(result)
            self.say(f"  {rate}/s offered for {self.options.step_seconds} s: {result['drop_percent']:.2f} % dropped"
                     f" {'' if passed else '(too many, or not reached)'}")
            if passed:
                low = rate
            else:
                high = rate
            if high and high - low <= 0.04 * high:
                break
            rate = min(rate * 2, self.options.most) if high is None else (low + high) // 2
            if low == self.options.most:
                break
        if not low:
            raise Failure(f"{self.name}: no rate from {self.options.start}/s down had few enough drops")
        return low

    def measure(self, rate):
        """The long run on a fresh server; a rate that does not hold for so long is lowered, and the tries are kept."""
        tries = []
        for _ in range(5):
            self.fresh()
            result = self.load(rate, self.options.seconds)
            tries.append(result)
            if self.good(result):
                break
            self.say(f"  {rate}/s for {self.options.seconds} s: {result['drop_percent']:.2f} % dropped, lowering")
            rate = int(rate * 0.93)
        return tries

    def delays(self, rate):
        """Percentiles in milliseconds at a fixed rate: from perfdhcp's own time stamps, and from those of the kernel on the wire."""
        wire = self.tap()
        result = self.load(rate, self.options.delay_seconds, ("-x", "t"))
        on_wire = wire.close()
        text = (self.folder / f"perfdhcp-{self.runs}.log").read_text()
        found = {"offered": rate, "drop_percent": result["drop_percent"], "steal_percent": result["steal_percent"],
                 "others_cpu_seconds": result["others_cpu_seconds"], "seconds": result["seconds"]}
        for title, key in load.TITLES:
            found[key] = percentiles(load.delays(text, title))
            found[f"wire_{key}"] = percentiles(on_wire[key])
        return found

    def tap(self):
        return tap.Tap(self.client, "eth0", self.folder)

    def strace(self, rate, seconds=5):
        """Syncs and Replies of a short run as seen from outside; slows the server down, so nothing else is measured meanwhile."""
        self.settle()
        self.runs += 1
        found = synctrace.trace(self.traced(), self.client, rate, seconds, self.folder, self.options.seed + self.runs)
        self.say(synctrace.told(found))
        return found

    def traced(self):
        return [self.server]

    def run(self):
        """Everything for one server; the result is also written to a file."""
        about = results.about(self.options)
        rate = self.options.rate
        if not rate:
            self.fresh()
            rate = self.search()
        tries = self.measure(rate)
        best = tries[-1]
        delays = [self.delays(fixed) for fixed in (self.options.delay_rate, int(best["offered"] * 0.8))]
        result = {
            **about, "server": self.name, "jvm": self.server.jvm(),
            "passed": self.good(best), "best": best, "tries": tries, "delays": delays,
            "strace": self.strace(min(self.options.delay_rate, best["offered"])),
        }
        self.report(result)
        self.say(f"written to {results.save(f'lease-{self.name}', result)}; logs in {self.folder.relative_to(ROOT)}")
        return result

    def report(self, result):
        best = result["best"]
        exchanges = max(best["exchanges"], 1)
        self.say(f"{best['exchanges'] / self.options.seconds:.0f} new leases/s over {self.options.seconds} s "
                 f"({best['offered']}/s offered), {best['drop_percent']:.2f} % dropped"
                 + ("" if result["passed"] else ": TOO MANY DROPS at every rate tried"))
        self.say(f"server CPU {1000 * best['server_cpu_seconds'] / exchanges:.3f} ms an exchange, "
                 f"perfdhcp {1000 * best['perfdhcp_cpu_seconds'] / exchanges:.3f} ms, "
                 f"resident {best['server_rss_mib']:.0f} MiB, steal {best['steal_percent']:.1f} %, "
                 f"others {100 * best['others_cpu_seconds'] / best['seconds']:.0f} % of a CPU")
        if best.get(SYNCS):
            self.say(f"{best[SYNCS] / best['seconds']:.0f} fsyncs/s, {best.get(EVENTS, 0) / best[SYNCS]:.2f} leases an fsync")
        else:
            self.say("fsyncs: the server tells none" if SYNCS not in best else "fsyncs: NONE counted")
        for delay in result["delays"]:
            for key in ("advertise", "reply", "wire_advertise", "wire_reply"):
                spread = " ".join(f"{name} {value:.2f}" for name, value in delay[key].items())
                self.say(f"delay at {delay['offered']}/s, {key}: {spread} ms")


def percentiles(values):
    """Mean and percentiles of a list of milliseconds."""
    if not values:
        return {}
    values = sorted(values)
    found = {"mean": sum(values) / len(values)}
    for share in (50, 90, 99, 99.9):
        found[f"p{share:g}"] = values[min(len(values) - 1, int(len(values) * share / 100))]
    found["max"] = values[-1]
    return found
