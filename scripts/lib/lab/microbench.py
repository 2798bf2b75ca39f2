"""JMH benchmarks of single parts: codec, rules of a pool, the journal's store, the failover state machine."""

import json
import os
import statistics
import subprocess

from . import machine
from .figures import table
from .results import about, path
from .shell import ROOT, Failure

JAVA = ("-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED")  # a server's collector
FULL = ("-f", "2", "-wi", "5", "-w", "1s", "-i", "5", "-r", "1s")
QUICK = ("-f", "1", "-wi", "2", "-w", "500ms", "-i", "3", "-r", "500ms")
START = """
set -euo pipefail
. scripts/lib/find-jdk
. scripts/lib/tests-classpath
classpath=$(tests_classpath)
options=({options})
[ "$(jdk_major "$JAVA_HOME")" -ge 24 ] && options+=(--sun-misc-unsafe-memory-access=allow) # JMH's own
exec "$JAVA_HOME/bin/java" -cp "$classpath" "${{options[@]}}" org.openjdk.jmh.Main "$@"
"""


def add(commands, formatter):
    """The command's options."""
    parser = commands.add_parser("micro", help="codec, rules of a pool, journal and state machine with JMH", formatter_class=formatter,
                                 description=__doc__ + """
Each benchmark runs in JVMs of its own (2, each 5 s of warm-up and 5 s measured): about 10 minutes for all of them. Needs no root.""")
    parser.add_argument("pattern", nargs="*", default=["Benchmark"],
                        help="regular expressions; what contains one of them is run: Codec, Journal.*write, renewal")
    parser.add_argument("--quick", action="store_true", help="one JVM each, 1 s of warm-up and 1.5 s measured: about 3 minutes, rough figures")
    parser.add_argument("--list", action="store_true", help="say what there is, and run nothing")


def measure(options):
    target, result = path("micro"), about(options)
    log = target.with_suffix(".log")
    if options.list:
        jmh(["-lp", *options.pattern], log, "")
        log.unlink()
        return 0
    raw = target.with_suffix(".jmh.json")
    busy = machine.Meter()
    jmh([*(QUICK if options.quick else FULL), "-foe", "true", "-prof", "gc", "-rf", "json", "-rff", raw, *options.pattern], log,
        ("# Run progress", "# Benchmark:", "# Parameters:"))
    found = json.loads(raw.read_text()) if raw.exists() else []
    raw.unlink(missing_ok=True)
    if not found:
        raise Failure(f"no benchmark matches {' '.join(options.pattern)} (--list)")
    result.update(steal_percent=busy.read()["steal_percent"], load_average=os.getloadavg()[0], jmh=found)
    target.write_text(json.dumps(result, indent=1))
    print("\n" + table(["benchmark", "an operation", "of the runs", "octets allocated"], map(row, found)) + "\n")
    print(f"Java {found[0]['jdkVersion']}, {' '.join(JAVA)}; steal {result['steal_percent']:.1f} %, load {result['load_average']:.1f}; "
          f"written to {target.relative_to(ROOT)}")
    return 0


def jmh(words, log, told):
    """Runs JMH; what it prints goes to the log, and of it to the reader what begins with one of `told`."""
    command = ["bash", "-c", START.format(options=" ".join(JAVA)), "bench", *map(str, words)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as child, log.open("w") as out:
        for line in child.stdout:
            out.write(line)
            if line.startswith(told):
                print(line.removeprefix("# "), end="", flush=True)
    if child.returncode:
        raise Failure(f"JMH ended with exit code {child.returncode}; {log.relative_to(ROOT)} ends:\n{''.join(log.read_text().splitlines(True)[-15:])}")


def row(one):
    """Name with parameters, median with unit, lowest to highest iteration, octets allocated an operation."""
    name = ".".join(one["benchmark"].split(".")[-2:]).replace("Benchmark.", " ")
    parameters = ", ".join(f"{key} {value}" for key, value in (one.get("params") or {}).items())
    runs = [value for fork in one["primaryMetric"]["rawData"] for value in fork]
    unit = one["primaryMetric"]["scoreUnit"].split("/")[0]
    allocated = next((metric["score"] for key, metric in one.get("secondaryMetrics", {}).items() if key.endswith("gc.alloc.rate.norm")), None)
    return [f"{name} ({parameters})" if parameters else name, f"{number(statistics.median(runs))} {unit}",
            f"{number(min(runs))} to {number(max(runs))}", None if allocated is None else f"{allocated:,.0f}"]


def number(value):
    """Three digits that count, or the whole part."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
