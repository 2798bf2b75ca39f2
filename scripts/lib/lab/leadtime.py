"""The example of RFC 8156 section 4.4.1 on two running servers, 120 times as fast: MCLT 30 s for an hour, 36 minutes for three days."""

import json

from .pairtopology import UPLINKS
from .servers.outrigger import epoch
from .shell import ROOT, Failure, Process, wait_until
from .topology import Link

MCLT = 30
DESIRED = 72 * MCLT
LINK = Link("rlead", 0x17, relayed=True, t1=DESIRED // 2, t2=DESIRED * 4 // 5, preferred=DESIRED, valid=DESIRED, delegated_bits=46)
SLACK = 1  # servers count in seconds; what they told the client is rounded down


class Steps:
    """What the client was told and what the secondary was, one after the other."""

    def __init__(self, bench):
        self.bench = bench
        self.path = bench.folder / "lead-time.ndjson"

    def reply(self, number):
        """The client's Reply of that number, from 1: (its time, what it says of the lease)."""
        def seen():
            lines = self.path.read_text().splitlines() if self.path.exists() else []
            told = [line for line in map(json.loads, lines) if line["message"] == "REPLY"]
            return told[number - 1] if len(told) >= number else None
        return wait_until(f"Reply {number}", seen, MCLT + 20)

    def partner_knows(self, resource, until):
        """Waits until the secondary has a lease to the second; what it then says of it."""
        def row():
            return next((row for row in self.bench.beta.rows() if row["resource"] == resource), None)

        def there():
            now = row()
            return now if now and abs(epoch(now["expirationTime"]) - until) <= SLACK else None
        return wait_until(lambda: f"beta knows {resource} until {until:.0f}: {row()}", there, 10)


def lead_time(bench):
    """The example of RFC 8156 section 4.4.1, 120 times as fast: MCLT first, then all that is desired, to the second"""
    steps = Steps(bench)
    client = Process(["ip", "netns", "exec", bench.topology.relay, ROOT / "scripts" / "outrigger", "client", "--relay",
                      "--server", f"[{UPLINKS['alpha']}]:547", "--link-address", LINK.router, "--clients", 1,
                      "--renew", "t1", "--ledger", steps.path], bench.folder / "lead-time.log")
    try:
        first = steps.reply(1)
        expect("the first valid lifetime, the MCLT", first["valid"], MCLT)
        expect("the first T1, half of it", first["t1"], MCLT // 2)
        given = epoch(first["time"])
        steps.partner_knows(first["resource"], given + MCLT // 2 + DESIRED)
        second = steps.reply(2)
        if second["resource"] != first["resource"]:
            raise Failure(f"{second['resource']} instead of {first['resource']}")
        expect("the second valid lifetime, all that is desired", second["valid"], DESIRED)
        renewed = epoch(second["time"])
        expect("seconds between the two", round(renewed - given), MCLT // 2)
        steps.partner_knows(first["resource"], renewed + DESIRED // 2 + DESIRED)
    finally:
        client.end(40)
    return (f"the client: {first['valid']} s, {MCLT // 2} s later {second['valid']} s; the partner: "
            f"{MCLT // 2 + DESIRED} s, then {DESIRED // 2 + DESIRED} s")


def expect(what, is_, should):
    if abs(is_ - should) > SLACK:
        raise Failure(f"{what}: {is_}, not {should}")
