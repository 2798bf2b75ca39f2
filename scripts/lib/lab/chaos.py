"""The pair, its troubles and the judgement at the end, for scripts/chaos."""

import math
import random
import shutil
import signal
import time

from . import cell
from .paircheck import Bounds, PairLedger, differences
from .servers.pair import PairServer, Seat, Terms, both_normal, told
from .shell import ROOT, Failure, Process, wait_until
from .topology import Link
from .wire import Lane, Wire

PORT = 8156  # of failover; the namespace is ours, so nobody else has it
DHCP = 5470
TERMS = Terms(startup=5)  # a blank primary that hears nobody for so long serves alone, on a busy machine too
LINKS = [  # few enough resources that clients who release make room for others
    Link("one", 0x21, relayed=True, t1=20, t2=32, preferred=60, valid=90, addresses=2048, delegated_bits=44),
    Link("two", 0x22, relayed=True, t1=20, t2=32, preferred=60, valid=90, addresses=2048, delegated_bits=44),
]
# How often each kind of trouble comes, relative to the others.
ACTIONS = {"kill": 4, "kill-both": 1, "stop": 2, "cut": 3, "long-cut": 0.5, "hold": 2, "hold-one-way": 2, "lose": 2, "lose-one-way": 2,
           "delay": 2, "blank": 1, "partner-down": 1}


class Chaos:
    """One run of a pair."""

    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.folder = ROOT / "build" / "chaos"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        alpha, beta, alpha_seen, beta_seen = (cell.address(last) for last in ("a", "b", "aa", "bb"))
        self.alpha = self.server("alpha", "primary", alpha, beta_seen, 8647)
        self.beta = self.server("beta", "secondary", beta, alpha_seen, 8648)
        self.servers = [self.alpha, self.beta]
        # Each knows the proxy's address in the place of its partner's, and sees it as the source of what comes.
        self.wire = Wire(Lane("alpha", (beta_seen, PORT), (beta, PORT), alpha_seen),
                         Lane("beta", (alpha_seen, PORT), (alpha, PORT), beta_seen))
        self.ledger = PairLedger(self.folder / "ledger.ndjson",
                                 Bounds(desired=LINKS[0].valid, t1=LINKS[0].t1, mclt=TERMS.mclt))
        self.fleets = {}
        self.found = []
        self.done = {}
        self.down = {}  # server that was told so -> its place in the ledger's list
        self.begun = time.monotonic()

    def server(self, name, role, own, partner, admin):
        server = PairServer(None, self.folder / name, Seat(
            name=name, role=role, listen=f"[{own}]:{PORT}", partner=f"[{partner}]:{PORT}", unicast=f"[{own}]:{DHCP}",
            admin_port=admin), TERMS)
        server.configure(LINKS)
        return server

    def say(self, text):
        print(f"{time.monotonic() - self.begun:6.1f} s  {text}", flush=True)

    def run(self):
        self.wire.start()
        for server in self.servers:
            server.launch()
        self.wait_ready(self.servers)
        both_normal(self.servers, 120)
        self.say("both NORMAL")
        self.ensure_load()
        wait_until("clients see Replies", self.any_reply, 60)
        until = time.monotonic() + 60 * self.options.minutes
        while time.monotonic() < until:
            self.trouble()
            self.calm(self.random.uniform(0.5, 8.0))
        self.peace()
        self.judge()
        for server in self.servers:
            if not server.stop():
                self.found.append(f"{server.name} did not stop within 15 s of SIGTERM")
        for text in self.found[:30]:
            print(f"VIOLATION: {text}", flush=True)
        print(f"chaos: {sum(self.done.values())} troubles ({', '.join(f'{name} {count}' for name, count in sorted(self.done.items()))}), "
              f"{self.ledger.replies} Replies from {len(self.ledger.servers)} servers, {len(self.ledger.newest)} resources, "
              f"{len(self.found)} violations, seed {self.options.seed}")
        return 1 if self.found else 0

    def any_reply(self):
        self.ledger.read()
        return self.ledger.replies > 0

    def ensure_load(self):
        """Fleets live through everything: one renews at once and always, one keeps its leases by T1, one comes and goes."""
        staying, rate = self.options.clients, self.options.rate
        for name, words in (
                ("staying", ("--clients", staying, "--renew", "now", "--rate", rate / 4)),
                ("keeping", ("--clients", staying, "--first-client", 1_000_000, "--keep", "--rate", rate / 4)),
                ("coming", ("--clients", 5 * staying, "--first-client", 10_000_000, "--release", "--rate", rate / 2))):
            fleet = self.fleets.get(name)
            if fleet and fleet.running():
                continue
            self.fleets[name] = Process(self.client_words(*words), self.folder / f"{name}.log")

    def client_words(self, *more):
        targets = [word for server in self.servers for word in ("--server", server.seat.unicast)]
        links = [word for link in LINKS for word in ("--link-address", link.router)]
        return [ROOT / "scripts" / "outrigger", "client", "--relay", *targets, *links, "--ia", "na,pd", *map(str, more),
                "--duration", "24h", "--timer-scale", 0.5, "--seed", self.options.seed, "--ledger", self.ledger.path]

    def trouble(self):
        names = self.options.actions
        name = self.random.choices(names, [ACTIONS[each] for each in names])[0]
        victim, other = self.random.sample(self.servers, 2)
        seconds = self.random.uniform(0.2, 12.0)
        self.done[name] = self.done.get(name, 0) + 1
        self.say(f"{name} ({victim.name}, {seconds:.1f} s)")
        getattr(self, name.replace("-", "_"))(victim, other, seconds)
        self.look()

    def calm(self, seconds):
        """Time that passes under load; a fleet that ended is started again and said."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.5))
            self.watch_partner_down()
            for name, fleet in self.fleets.items():
                if not fleet.running():
                    self.say(f"fleet {name} ended: {fleet.tail(2)}")
            self.ensure_load()

    def watch_partner_down(self):
        """From when a server leaves PARTNER-DOWN its lifetimes are cut again; 2 s for Replies under way."""
        for server, place in list(self.down.items()):
            if server.failover_state() not in ("PARTNER-DOWN", ""):
                self.ledger.unbounded[place] = (self.ledger.unbounded[place][0], time.time() + 2)
                del self.down[server]

    def look(self):
        """What shows at any time: dead servers and ledgers that contradict themselves."""
        for server in self.servers:
            if server.process and not server.process.running():
                raise Failure(f"{server.name} ended by itself; its log ends:\n{server.process.tail(15)}")
        self.ledger.read()
        if self.ledger.violations:
            self.found += self.ledger.violations
            self.say(f"{len(self.ledger.violations)} violations: {self.ledger.violations[0]}")
            self.ledger.violations = []

    # The troubles. Each ends with the wire whole and both servers running.

    def kill(self, victim, _other, seconds):
        victim.kill()
        self.calm(seconds)
        self.up(victim)

    def kill_both(self, victim, other, seconds):
        victim.kill()
        other.kill()
        self.calm(seconds / 4)
        first, second = self.random.sample([victim, other], 2)
        first.launch()
        self.calm(seconds / 4)
        second.launch()
        self.wait_alive([first, second])

    def stop(self, victim, _other, seconds):
        victim.process.kill_group(signal.SIGSTOP)
        self.calm(seconds)
        victim.process.kill_group(signal.SIGCONT)

    def cut(self, _victim, _other, seconds):
        self.wire.cut()
        self.calm(seconds)
        self.wire.heal()

    def long_cut(self, _victim, _other, seconds):
        """So long that the partner's knowledge runs out and lifetimes shrink to the lead time."""
        self.wire.cut()
        self.ledger.silences.append((time.time() + 1, math.inf))
        self.calm(TERMS.mclt + LINKS[0].t1 + LINKS[0].valid / 3 + seconds)
        self.ledger.silences[-1] = (self.ledger.silences[-1][0], time.time())
        self.wire.heal()

    def hold(self, _victim, _other, seconds):
        self.wire.hold()
        self.calm(seconds)
        self.wire.heal()

    def hold_one_way(self, victim, _other, seconds):
        self.wire.hold(victim.name)
        self.calm(seconds)
        self.wire.heal()

    def lose(self, _victim, _other, seconds):
        self.wire.lose()
        self.calm(seconds)
        self.wire.heal()

    def lose_one_way(self, victim, _other, seconds):
        self.wire.lose(victim.name)
        self.calm(seconds)
        self.wire.heal()

    def delay(self, _victim, _other, seconds):
        self.wire.delay(self.random.uniform(0.05, 2.0))
        self.calm(seconds)
        self.wire.heal()

    def partner_down(self, victim, other, seconds):
        """A true one: the victim is dead when the operator says so."""
        self.settle()
        victim.kill()
        self.declare_down(other)
        self.calm(seconds)
        self.up(victim)

    def blank(self, victim, other, seconds):
        """The victim dies with its disk; a blank one takes its seat."""
        self.settle()
        victim.kill()
        self.declare_down(other)
        self.calm(seconds)
        victim.empty()
        self.up(victim)

    def settle(self):
        """Only from NORMAL with nothing owed is the word, or the loss of a disk, sure to cost no lease."""
        both_normal(self.servers, self.options.peace, every=0.02)  # the fleets go on: such a moment is short

    def declare_down(self, server):
        place = len(self.ledger.unbounded)
        self.ledger.unbounded.append((time.time(), math.inf))
        wait_until(lambda: f"{server.name} leaves NORMAL; {told(server)}", lambda: server.failover_state() != "NORMAL", 20)
        server.partner_down()
        wait_until(lambda: f"{server.name} is in PARTNER-DOWN; {told(server)}",
                   lambda: server.failover_state() == "PARTNER-DOWN", 10)
        self.down[server] = place

    def up(self, server):
        server.launch()
        self.wait_alive([server])

    def wait_alive(self, servers):
        for server in servers:
            wait_until(lambda: f"{server.name} answers; its log ends:\n{server.process.tail()}",
                       lambda: server.failover_state() or not server.process.running(), 60)

    def wait_ready(self, servers):
        for server in servers:
            wait_until(lambda: f"{server.name} answers; its log ends:\n{server.process.tail()}",
                       lambda: server.failover_state() or server._ready_or_dead(), server.start_seconds)

    def peace(self):
        """Everything heals and, with the fleets still at work, both come back to NORMAL; then the fleets end."""
        self.wire.heal()
        self.say("peace; waiting for NORMAL on both")
        wait_until(lambda: "both in NORMAL; " + "; ".join(f"{one.name}: {told(one)}" for one in self.servers),
                   lambda: all(one.failover_state() == "NORMAL" for one in self.servers), self.options.peace)
        took = time.monotonic()
        for fleet in self.fleets.values():
            fleet.end(40)
        both_normal(self.servers, self.options.peace)
        self.say(f"both NORMAL and nothing owed {time.monotonic() - took:.1f} s after the fleets began to end")

    def judge(self):
        self.look()
        unlike = ["never looked"]
        for _ in range(20):  # what expires between two listings makes a difference that the next look does not see
            now = time.time()
            unlike = differences(self.alpha.rows(), self.beta.rows(), now)
            if not unlike:
                break
            time.sleep(1)
        self.found += [f"the databases are not equal: {text}" for text in unlike]
        for server in self.servers:
            self.found += [f"{server.name}: {text}" for text in self.ledger.check(server.leases(), time.time())]
        if len(self.ledger.servers) < 2:
            self.found.append(f"only {len(self.ledger.servers)} of the two servers ever answered a client")

    def remove(self):
        self.wire.stop()
