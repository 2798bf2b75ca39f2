"""One run of the lab with two servers: network, servers, relay, capture of the wire, and the chosen scenarios in order."""

import shutil
import time
import traceback

from . import captures, network, pairscenarios
from .pairtopology import UPLINKS, WIRE, WIRES, PairTopology
from .servers.pair import PairServer, Seat
from .shell import Failure, LeftOut, Process, wait_until
from .topology import UPLINK

FAILOVER_PORT = 647


class PairLab:
    """The clients are the same through all scenarios: what they hold at the beginning they must hold at the end."""

    def __init__(self, chosen, folder, takeovers):
        self.takeovers = takeovers
        self.folder = folder.resolve()
        self.chosen = {name: function for name, function in pairscenarios.CATALOGUE.items() if not chosen or name in chosen}
        network.remove_stale()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.topology = PairTopology(pairscenarios.LINKS)

    def prepare(self):
        self.topology.build()
        boxes = self.topology.boxes
        self.capture = Process(["ip", "netns", "exec", boxes["beta"], "tcpdump", "-i", WIRE, "-U", "-Z", "root", "-s", "0", "-w",
                                self.folder / "wire.pcap", f"tcp port {FAILOVER_PORT}"], self.folder / "tcpdump.log")
        Process(["ip", "netns", "exec", self.topology.relay, "tcpdump", "-i", "any", "-U", "-Z", "root", "-w",
                 self.folder / "relay.pcap", "udp port 546 or udp port 547"], self.folder / "tcpdump-relay.log")
        wait_until("tcpdump listens on the wire", lambda: "listening on" in self.capture.tail(), 20)
        servers = {name: self.server(name, role, other) for name, role, other in
                   (("alpha", "primary", "beta"), ("beta", "secondary", "alpha"))}
        for server in servers.values():
            server.configure(pairscenarios.LINKS)
        for server in servers.values():
            server.launch()
        self.bench = pairscenarios.PairBench(servers, self.topology, self.folder, self.takeovers)
        self.bench.normal()
        lower = [word for link in pairscenarios.LINKS if link.relayed for word in ("-l", link.name)]
        upper = [word for name in servers for word in ("-u", f"{UPLINKS[name]}%{UPLINK}")]
        Process(["ip", "netns", "exec", self.topology.relay, "dhcrelay", "-6", "-d", "-I", "--no-pid", *lower, *upper],
                self.folder / "dhcrelay.log")

    def server(self, name, role, other):
        direct = tuple(link.name for link in pairscenarios.LINKS if not link.relayed)
        seat = Seat(name=name, role=role, listen=f"[{WIRES[name]}]:{FAILOVER_PORT}", partner=f"[{WIRES[other]}]:{FAILOVER_PORT}",
                    unicast=f"[{UPLINKS[name]}]:547", interfaces=direct)
        return PairServer(self.topology.boxes[name], self.folder / name, seat, pairscenarios.TERMS)

    def run(self):
        """The verdicts; a scenario that fails is mended, so that the next one begins in NORMAL."""
        results = [self.verdict("family", lambda bench: bench.found() or f"{len(bench.family)} clients bound, both servers know")]
        if results != ["PASS"]:
            return results
        for name, function in self.chosen.items():
            results.append(self.verdict(name, function))
            if results[-1] == "FAIL" and not self.mended():
                print("the pair does not come back to NORMAL: the other scenarios are not run", flush=True)
                results += ["FAIL"] * (len(self.chosen) + 1 - len(results))
                break
        for server in self.bench.servers.values():
            server.stop()
        self.capture.end()
        results.append(self.verdict("capture", self.judged))
        return results

    def judged(self, _bench):
        """Every message and option on the servers' wire has a name and none is malformed"""
        if not shutil.which("tshark"):
            raise LeftOut("no tshark")
        messages, options = captures.judge(self.folder / "wire.pcap", FAILOVER_PORT)
        lacking = {"CONNECT", "CONNECTREPLY", "STATE", "BNDUPD", "BNDREPLY", "CONTACT"} - set(messages)
        if lacking:
            raise Failure(f"the capture lacks {', '.join(sorted(lacking))}")
        return captures.facts(messages, options)

    def verdict(self, name, function):
        begun = time.monotonic()
        try:
            verdict, facts = "PASS", function(self.bench)
        except LeftOut as reason:
            verdict, facts = "LEFT OUT", str(reason)
        except Failure as failure:
            verdict, facts = "FAIL", f"{failure} (logs: {self.folder})"
        except OSError as error:
            verdict, facts = "FAIL", f"a server does not answer: {error!r} (logs: {self.folder})"
        except Exception:  # a bug of the lab: this scenario's failure, the others go on
            verdict, facts = "FAIL", traceback.format_exc()
        print(f"{verdict} {name} ({time.monotonic() - begun:.0f} s): {facts}", flush=True)
        return verdict

    def mended(self):
        """Everything up and whole again after a failure."""
        try:
            for name, server in self.bench.servers.items():
                self.topology.turn(self.topology.ports(name), up=True)
                if not server.process.running():
                    server.launch()
            self.bench.normal()
            return True
        except (Failure, OSError) as error:
            print(f"after the failure: {error}", flush=True)
            return False

    def remove(self):
        Process.end_all()
        self.topology.remove()
