"""Kea and Outrigger in turns (A B C, A B C, ...), stand-alone and as pairs: medians, ratios turn by turn, JSON and a chart."""

import json
import re
import time

from . import contest, disksync, keadelays, keafailures
from .chart import chart
from .figures import median, medians, ratios, table
from .results import FOLDER, about, commit, path
from .shell import ROOT, run

MEASURES = {  # number -> how it is called; those with a chart of their own first
    "rate": "new leases/s, at most 1 % dropped", "cpu_ms": "server CPU an exchange, ms", "reply_mean": "Reply delay, mean, ms",
    "reply_p50": "Reply delay, median, ms", "reply_p99": "Reply delay, p99, ms", "rss_mib": "resident memory, MiB",
    "wire_mean": "on the wire, mean, ms", "wire_p50": "on the wire, median, ms", "wire_p99": "on the wire, p99, ms",
    "drop_percent": "dropped, %", "delay_drop_percent": "dropped while delays were measured, %",
    "syncs_per_second": "fsyncs/s", "leases_per_sync": "leases a sync", "partner_leases_per_sync": "leases a sync, partner",
    "others_cpus": "CPUs used by others", "steal_percent": "steal, %", "load_average": "load average"}
CHARTED = 6
COMPARED = [*list(MEASURES)[:CHARTED], "wire_mean", "wire_p99"]
TRACED = {"syncs": "syncs by strace", "syncs_counted": "by the server", "replies": "Replies", "replies_before_sync": "of them before a sync"}
FAILURES = {"takeover": "SIGKILL of the active server to the first new client served", "resync": "blank partner's launch to all leases there",
            "restart": "launch to readiness with many leases"}
RATIOS = (  # of whom, to whom
    ("outrigger", "kea-mt"), ("outrigger", "kea-st"), ("outrigger-pair", "kea-pair"), ("outrigger-pair-tls", "kea-pair"),
    ("outrigger-pair-tls", "outrigger-pair"), ("outrigger-pair", "outrigger"))


def add(commands, formatter):
    """The command's options."""
    parser = commands.add_parser("kea", help="Kea and Outrigger in turns, alone and as pairs", formatter_class=formatter, description=__doc__ + """
With neither --alone nor --pair nor --delays nor a failure: --alone --pair, some 35 minutes on a quiet machine. CPU and memory of a pair are of both its servers;
everything runs on this one machine, both servers of a pair hear the clients. Outrigger syncs each lease before it answers; Kea's
memfile never syncs.""")
    parser.add_argument("--alone", action="store_true", help="Kea with 2 threads, Kea single-threaded, Outrigger (about 13 minutes)")
    parser.add_argument("--pair", action="store_true", help="Kea hot-standby with HA and MT, Outrigger's pair (about 22 minutes)")
    parser.add_argument("--tls", default="on,off", help="of Outrigger's pair: on, off or both")
    parser.add_argument("--delays", action="store_true",
                        help="both pairs run (Outrigger's with TLS unless it is off), and are asked in turns of --delay-seconds (about 9 minutes)")
    parser.add_argument("--takeover", action="store_true", help="SIGKILL of the active server to the first new client served (about 3 minutes)")
    parser.add_argument("--resync", action="store_true", help="a blank partner is refilled while new clients come (about 6 minutes)")
    parser.add_argument("--restart", action="store_true", help="start with many leases on disk (about 8 minutes)")
    parser.add_argument("--repeat", type=int, default=3, help="turns of each; starts of each with --restart")
    parser.add_argument("--warmup", type=int, default=60, help="seconds of load before Outrigger is measured: a JVM compiles what is used")
    parser.add_argument("--warmup-rate", type=int, default=3000, help="exchanges a second of that warm-up")
    parser.add_argument("--kea-warmup", type=int, default=3, help="seconds of load (500/s) before Kea is measured")
    parser.add_argument("--drops", type=float, default=1.0, help="percent of exchanges that may be lost")
    parser.add_argument("--most", type=int, default=30000, help="highest rate offered (perfdhcp itself may end before)")
    parser.add_argument("--steps", type=int, default=6, help="most runs of the first turn's search; later ones begin at its result and have two less")
    parser.add_argument("--step-seconds", type=int, default=3, help="length of a run of the search")
    parser.add_argument("--delay-rate", type=int, default=500, help="exchanges a second while delays are measured")
    parser.add_argument("--delay-warmup", type=int, default=60, help="seconds of that rate before, for Outrigger")
    parser.add_argument("--delay-seconds", type=int, default=5, help="for how long")
    parser.add_argument("--trace-seconds", type=int, default=3, help="length of the phase in which strace counts syncs; 0: none")
    parser.add_argument("--trace-rate", type=int, default=200, help="exchanges a second meanwhile (strace slows a server down)")
    parser.add_argument("--seed", type=int, default=1, help="seed of perfdhcp's choice of clients")
    keadelays.add_options(parser)
    keafailures.add_options(parser)


def measure(options):
    """What was asked for."""
    if not (options.alone or options.pair or options.delays or options.takeover or options.resync or options.restart):
        options.alone = options.pair = True
    begun = time.monotonic()
    result = {**about(options), "versions": versions()}
    target = path("kea")
    chosen = contestants(options)
    if chosen:
        result["disk_alone"] = disk = disksync.delays(FOLDER)
        print(disksync.told(disk), flush=True)
        result["turns"] = turns(options, chosen)
        report(result, options, target.with_suffix(".svg"))
    if options.delays:
        result["delays"] = keadelays.delays(options)
    chosen_failures = [name for name in FAILURES if getattr(options, name)]
    for name in chosen_failures:
        result[name] = getattr(keafailures, name)(options)
    if chosen_failures:
        print("\n" + table(["seconds: median (each)", "Kea", "Outrigger"],
                           [[FAILURES[name], *map(seconds_text, result[name].values())] for name in chosen_failures]) + "\n")
    result["seconds"] = time.monotonic() - begun
    target.write_text(json.dumps(result, indent=1))
    print(f"{result['seconds'] / 60:.1f} minutes; written to {target.relative_to(ROOT)}"
          + (f" and {target.with_suffix('.svg').name}" if chosen else ""))
    return 0


def contestants(options):
    chosen = list(contest.ALONE) if options.alone else []
    tls = {"on": True, "off": False}
    return chosen + [one for one in (contest.PAIR if options.pair else ())
                     if one.kea or one.tls in [tls[word.strip()] for word in options.tls.split(",")]]


def turns(options, chosen):
    """name -> the result of each turn."""
    found = {one.name: [] for one in chosen}
    for turn in range(options.repeat):
        print(f"turn {turn + 1} of {options.repeat}", flush=True)
        for one in chosen:
            earlier = [run["numbers"]["offered"] for run in found[one.name]]
            begun = time.monotonic()
            with contest.Contest(one, turn, options) as bench:
                result = bench.run(earlier[0] if earlier else None)
                found[one.name].append(result)
                now = result["numbers"]
                bench.say(f"{now['rate']:.0f}/s, {now['cpu_ms']:.3f} ms CPU each; at {options.delay_rate}/s Reply mean {now['reply_mean']:.2f}, "
                          f"p99 {now['reply_p99']:.2f} ms; others {now['others_cpus']:.1f} CPUs, steal {now['steal_percent']:.1f} %, "
                          f"load {now['load_average']:.1f}; took {time.monotonic() - begun:.0f} s")
    return found


def report(result, options, picture):
    """Medians and ratios: printed, kept in the result, drawn."""
    numbers = {name: [run["numbers"] for run in runs] for name, runs in result["turns"].items()}
    result["medians"] = {name: medians(runs) for name, runs in numbers.items()}
    names = list(numbers)
    print(f"\nMedians of {options.repeat} turns; delays at {options.delay_rate}/s; Outrigger warmed up {options.warmup} s\n")
    print(table(["", *names], [[title, *(result["medians"][name].get(key) for name in names)] for key, title in MEASURES.items()]))
    print("\nSyncs and Replies while strace looked, all turns (nothing above is of that phase)\n")
    print(table(["", *TRACED.values()], [[name, *(total([run["strace"] for run in runs if "strace" in run], key) for key in TRACED)]
                                         for name, runs in result["turns"].items()]))
    result["ratios"] = {f"{one} / {other}": ratios(numbers[one], numbers[other])
                        for one, other in RATIOS if one in numbers and other in numbers}
    print("\nRatios, turn by turn: median (each)\n")
    print(table(["", *(MEASURES[key] for key in COMPARED)],
                [[pair, *(ratio_text(found[key]) for key in COMPARED)] for pair, found in result["ratios"].items()]))
    print()
    panels = [(MEASURES[key], {name: [run.get(key) for run in runs] for name, runs in numbers.items()}) for key in COMPARED[:CHARTED]]
    notes = [f"{result['when']}: {result['machine']['cpus']} CPUs for servers and load; {'; '.join(result['versions'].values())}",
             f"Bars: medians of {options.repeat} turns; ticks: each. Delays at {options.delay_rate}/s. A pair's CPU and memory are of both servers.",
             "Outrigger syncs every lease before it answers, Kea's memfile never syncs."]
    picture.write_text(chart("Kea and Outrigger", panels, notes))


def total(traces, key):
    """The sum over the turns; None where a server does not tell it."""
    values = [trace[key] for trace in traces]
    return f"{sum(values):.0f}" if values and None not in values else None


def seconds_text(found):
    """Of Kea or of Outrigger: one number or several, alone or in a record."""
    each = found["seconds"] if isinstance(found, dict) else found
    each = each if isinstance(each, list) else [each]
    return f"{median(each):.2f} ({', '.join(f'{one:.2f}' for one in each)})"


def ratio_text(found):
    if found["median"] is None:
        return "-"
    return f"{found['median']:.2f} ({', '.join('-' if one is None else f'{one:.2f}' for one in found['each'])})"


def versions():
    java = re.search(r"\"([\d.+_]+)\"", run("bash", "-c", f'. "{ROOT}/scripts/lib/find-jdk" >/dev/null; "$JAVA_HOME/bin/java" -version', check=False))
    outrigger = run(ROOT / "scripts" / "outrigger", "--version", check=False, timeout=900).strip().splitlines()
    return {"kea": "Kea " + run("kea-dhcp6", "-v", check=False).strip(), "outrigger": f"{outrigger[-1] if outrigger else 'Outrigger'} ({commit()})",
            "java": f"Java {java.group(1) if java else '?'}"}

