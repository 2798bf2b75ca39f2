"""Reply delays of Kea's pair and of Outrigger's, in turns of some seconds: both run all the while, and one is asked while the other has
nothing to do. What a shared machine does to delays lasts for minutes and meets both alike so."""

from contextlib import ExitStack

from . import contest
from .figures import median, ratios, table

NUMBERS = ("mean", "p50", "p90", "p99")
PARTS = {"reply": "Reply delay, {}, ms", "wire_reply": "on the wire, {}, ms"}
CALM_STEAL_PERCENT = 1.0  # what more takes away decides a p99


def add_options(parser):
    parser.add_argument("--rounds", type=int, default=12, help="delays: turns of each, of --delay-seconds, in which the hypervisor leaves us "
                        "alone; up to twice as many are tried")


def delays(options):
    """The numbers of each round and the ratios, round by round; printed, too."""
    chosen = [one for one in contest.PAIR if one.kea or one.tls == (options.tls != "off")]
    found = {one.name: [] for one in chosen}
    with ExitStack() as stack:
        benches = [stack.enter_context(contest.Contest(one, "delays", options)) for one in chosen]
        for bench in benches:
            bench.fresh()
            bench.warm_at_delay_rate()
        for number in range(2 * options.rounds):
            if len(calm(found)) == options.rounds:
                break
            # Whoever is second may gain or lose by what the first one left behind: each is so half of the time.
            for bench in benches if number % 2 == 0 else reversed(benches):
                found[bench.name].append(one_round(bench, number, options))
    return {"rounds": found, **report(found)}


def one_round(bench, number, options):
    measured = bench.delays(options.delay_rate)
    reply = measured["reply"]
    bench.say(f"round {number + 1}: Reply mean {reply['mean']:.3f}, p50 {reply['p50']:.3f}, p99 {reply['p99']:.2f} ms, "
              f"{measured['drop_percent']:.2f} % dropped, steal {measured['steal_percent']:.1f} %")
    return measured


def flat(measured):
    """One number a key, as ratios and medians want it."""
    return {f"{part}_{name}": measured[part].get(name) for part in PARTS for name in NUMBERS}


def calm(found):
    """The numbers of the rounds in which nobody had his time taken."""
    return [number for number, both in enumerate(zip(*found.values())) if all(run["steal_percent"] <= CALM_STEAL_PERCENT for run in both)]


def report(found):
    """Medians and ratios of all rounds and of the calm ones."""
    kea, outrigger = found
    result = {"calm_rounds": calm(found)}
    for title, key, numbers in (("all rounds", "all_rounds", range(len(found[kea]))), ("calm rounds", "calm_rounds_numbers", result["calm_rounds"])):
        runs = {name: [flat(each[number]) for number in numbers] for name, each in found.items()}
        if not runs[kea]:
            continue
        ratio = ratios(runs[outrigger], runs[kea])
        result[key] = ratio
        print(f"\nMedians of {len(runs[kea])} rounds ({title}); the ratio is the median of each round's (lowest, highest)\n")
        print(table(["", kea, outrigger, "ratio"],
                    [[PARTS[part].format(name), *(median([run[f"{part}_{name}"] for run in runs[who]]) for who in found),
                      ratio_text(ratio[f"{part}_{name}"])] for part in PARTS for name in NUMBERS]))
    print(f"\nIn calm rounds the hypervisor took at most {CALM_STEAL_PERCENT:g} % from either.\n")
    return result


def ratio_text(found):
    each = [one for one in found["each"] if one is not None]
    return f"{found['median']:.2f} ({min(each):.2f}, {max(each):.2f})" if each else "-"
