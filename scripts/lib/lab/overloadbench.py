"""Offered twice what it can do: useful throughput, who is served first, memory, and how soon all is well afterwards.

The server has a part of one CPU and the load all others, so that the load, which has a limit of its own, can offer twice the best,
and that what the kernel does for the load is not counted as the server's. Meanwhile a few new clients a second come through a relay;
from their Replies the recovery is read.
"""

import os
import statistics
import time

from . import contest, disksync, load, machine, quota
from .figures import median, table
from .pairscenarios import Stream
from .pairtopology import UPLINKS
from .results import FOLDER, about, save
from .shell import ROOT, LeftOut, Process, wait_until
from .topology import RELAY_ADDRESS

SLOT = 0.25  # seconds
PRACTICE_SECONDS = 8
KINDS = (("SOLICIT-ADVERTISE", "solicit"), ("REQUEST-REPLY", "request"), ("RENEW-REPLY", "renew"))


def add(commands, formatter):
    parser = commands.add_parser("overload", help="offered twice the capacity", formatter_class=formatter,
                                 description=__doc__ + "\nTakes about 4 minutes.")
    parser.add_argument("--times", type=float, default=2.0, help="of the best rate that are offered")
    parser.add_argument("--seconds", type=int, default=15, help="of overload")
    parser.add_argument("--share", type=int, default=15, help="percent of a CPU that the server has once it is warmed up")
    parser.add_argument("--probes", type=int, default=40, help="new clients a second that come through a relay all the time")
    parser.add_argument("--warmup", type=int, default=45, help="seconds of load before anything is measured")
    parser.add_argument("--warmup-rate", type=int, default=3000, help="exchanges a second of the warm-up")
    parser.add_argument("--practice", type=int, default=4, help="overloads before anything is measured: their code is to be compiled too")
    parser.add_argument("--first", type=int, default=2000, help="rate at which the search for the best begins")
    parser.add_argument("--most", type=int, default=12000, help="highest rate offered while the best is looked for")
    parser.add_argument("--step-seconds", type=int, default=4, help="length of each")
    parser.add_argument("--seed", type=int, default=1, help="seed of perfdhcp's choice of clients")
    parser.add_argument("--useful", type=float, default=85.0, help="percent of the best that must be completed")
    parser.add_argument("--recovery", type=float, default=2.0, help="seconds within which all must be well again")


def measure(options):
    try:
        own, others = disksync.cpus_apart(FOLDER)
        with machine.on_cpus(others), OverloadBench(contest.ALONE[-1], 0, options) as bench:
            bench.pin(own)
            return 0 if bench.run()["passed"] else 1
    except LeftOut as reason:
        print(f"bench: left out: {reason}")
        return 1


def recovered(pairs, ended, rate, usual, slots=20):
    """Seconds from `ended` to the beginning of the first slot from which on clients are served as usual; None: never seen.

    pairs: (asked, got) of Replies in epoch seconds; usual: the median wait before. Served as usual: at least two thirds of the
    clients that come have a Reply, half of them within three times the usual wait or 10 ms.
    """
    well = []
    for slot in range(slots):
        begin = ended + slot * SLOT
        waits = [got - asked for asked, got in pairs if begin <= asked < begin + SLOT]
        well.append(len(waits) >= 2 / 3 * rate * SLOT and statistics.median(waits) <= max(3 * usual, 0.01))
    first = next((slot for slot in range(slots - 1) if all(well[slot:slot + 2])), None)
    return None if first is None else first * SLOT


def dropped(text):
    """Percent lost of each kind of exchange in a perfdhcp report."""
    found = {}
    for title, name in KINDS:
        if f"Statistics for: {title}" in text:
            part = load.parse_part(text, title)
            found[name] = {**part, "drop_percent": 100 * (1 - part["received"] / max(part["sent"], 1))}
    return found


class OverloadBench(contest.Contest):
    """Outrigger alone, with a part of one CPU."""

    def pin(self, cpus):
        """It runs on these alone; to be called before it is launched."""
        command = self.server.command
        self.server.command = lambda: ["taskset", "-c", ",".join(map(str, sorted(cpus))), *command()]

    def run(self):
        told = about(self.options)
        self.fresh()
        ledger = self.folder / "probes.ndjson"
        probes = Process(["ip", "netns", "exec", self.arena.relay, ROOT / "scripts" / "outrigger", "client", "--relay", "--server",
                          f"[{UPLINKS['alpha']}]:547", "--local", f"[{RELAY_ADDRESS}]:547", "--link-address", contest.LINK.router,
                          "--first-client", 50_000_000, "--clients", 1_000_000, "--rate", self.options.probes, "--duration", "24h",
                          "--ledger", ledger], self.folder / "probes.log")
        try:
            practice = self.practice()
            with quota.share(self.pids[0], self.options.share):
                return self.overloaded({**told, "practice": practice}, probes, Stream(ledger))
        finally:
            probes.end(40)

    def best(self):
        """The run with the most exchanges, of rates that rise by a fifth, up to where every third exchange is lost."""
        found, rate = [], self.options.first
        while rate <= self.options.most and (not found or found[-1]["drop_percent"] < 33):
            made = self.load(int(rate), self.options.step_seconds)
            found.append(made)
            self.say(f"  {rate:.0f}/s: {made['exchanges'] / self.options.step_seconds:.0f}/s completed, {made['drop_percent']:.2f} % dropped")
            rate *= 1.2
        return max(found, key=lambda made: made["exchanges"])

    def practice(self):
        """Exchanges a second of each overload that does not count."""
        found = []
        for turn in range(self.options.practice):
            with quota.share(self.pids[0], self.options.share):
                found.append(self.practise(f"78{turn}"))
            self.practise(f"79{turn}")  # with a whole CPU the compilers come to their end
        self.say(f"overloads of {PRACTICE_SECONDS} s for practice: {', '.join(f'{rate:.0f}' for rate in found)}/s completed")
        return found

    def practise(self, seed):
        rate = self.options.most
        made = load.perfdhcp(self.client, "eth0", rate, PRACTICE_SECONDS, self.folder / "practice.log",
                             ("-W", "0", "-s", seed, "-f", str(rate // 10)))
        return made["exchanges"] / PRACTICE_SECONDS

    def overloaded(self, told, probes, stream):
        options = self.options
        best = self.best()
        best_rate = best["exchanges"] / options.step_seconds
        wait_until(lambda: f"new clients are served; {probes.tail()}", lambda: len(stream.since(time.time() - 2)) > options.probes, 60)
        time.sleep(4)
        usual = statistics.median(got - asked for asked, got in stream.since(time.time() - 3))
        overload, ended = self.overload(int(options.times * best_rate))
        time.sleep(20 * SLOT + 1)
        probes.end(40)
        stream.since(0)
        during = [got - asked for asked, got in stream.pairs if ended - options.seconds <= asked < ended]
        took = recovered(stream.pairs, ended, options.probes, usual)
        renewed = overload["kinds"].get("renew", {}).get("received", 0)
        useful = 100 * (overload["exchanges"] + renewed) / options.seconds / best_rate
        result = {**told, "jvm": self.server.jvm(), "best_rate": best_rate, "best": best,
                  "overload": overload, "useful_percent": useful, "usual_ms": 1000 * usual, "recovery_seconds": took,
                  "probe_wait_ms": 1000 * median(during) if during else None, "load_average": os.getloadavg()[0],
                  "passed": useful >= options.useful and took is not None and took <= options.recovery}
        self.report_overload(result)
        self.say(f"written to {save('overload', result)}")
        return result

    def overload(self, rate):
        """The run at too high a rate, a tenth of it Renews besides; when it ended."""
        log = self.folder / "overload.log"
        before, meter, resident = self.counters(), self.meter(), machine.memory_mib(self.pids[0])
        result = load.perfdhcp(self.client, "eth0", rate, self.options.seconds, log, ("-W", "0", "-s", "77", "-f", str(rate // 10)))
        ended = time.time()
        result.update(meter.read(), rss_before_mib=resident[0], kinds=dropped(log.read_text()))
        after = self.counters()
        result["discarded"] = after.get("outrigger_discarded_total", 0) - before.get("outrigger_discarded_total", 0)
        return result, ended

    def report_overload(self, result):
        """One row a figure, with what is asked of it."""
        options, overload, took = self.options, result["overload"], result["recovery_seconds"]
        rows = [[f"best on {options.share} % of a CPU, exchanges/s", result["best_rate"], None],
                ["wanted of perfdhcp, exchanges/s", overload["offered"], None],
                ["offered, exchanges/s", overload["sent_rate"], None],
                ["completed, exchanges/s", overload["exchanges"] / options.seconds, None],
                ["completed and renewed, % of the best", result["useful_percent"], f"at least {options.useful:g}"],
                *([f"lost {kind}s, %", found["drop_percent"], f"of {found['sent']:,.0f}"] for kind, found in overload["kinds"].items()),
                ["answers lost in the load's own socket", overload["load_overflows"], None],
                ["discarded by the server", overload["discarded"], None],
                ["Reply delay, mean, ms", overload["reply_avg"], None], ["Reply delay, most, ms", overload["reply_max"], None],
                ["wait of a new client before, median, ms", result["usual_ms"], None],
                ["wait of a new client meanwhile, median, ms", result["probe_wait_ms"], None],
                ["resident memory before, MiB", overload["rss_before_mib"], None],
                ["resident memory after, MiB", overload["server_rss_mib"], None],
                ["the server's share of its CPU, %", 100 * overload["server_cpu_seconds"] / overload["seconds"], f"{options.share} unless others use it"],
                ["steal, %", overload["steal_percent"], None], ["load average", result["load_average"], None],
                ["recovery, s", f"more than {20 * SLOT:g}" if took is None else took, f"at most {options.recovery:g}"]]
        print("\n" + table([f"{options.times:g} times the best for {options.seconds} s", "", "asked"], rows) + "\n")
        self.say("all that is asked" if result["passed"] else "NOT all that is asked")
