"""What the first hop (server or relay) receives from one client: counted by message type, and dropped on demand.

The packets are counted by ip6tables where they arrive, so neither the client's nor the server's word is needed.
"""

import re

from .network import inside

TYPES = {
    "SOLICIT": 1, "REQUEST": 3, "CONFIRM": 4, "RENEW": 5, "REBIND": 6, "RELEASE": 8, "DECLINE": 9,
    "INFORMATION-REQUEST": 11,
}


def message_is(number):
    """Matches a UDP packet to the server port whose first payload byte is this message type (IPv6 header 40, UDP 8)."""
    return ["-p", "udp", "--dport", "547", "-m", "u32", "--u32", f"48>>24={number}"]


class Filter:
    """Counters and drops for one client, told apart by its link-local address, in one namespace."""

    def __init__(self, namespace, client, address):
        self.namespace = namespace
        self.chain = f"c-{client}"
        self.dropped = set()
        self._tables("-N", self.chain)
        for number in TYPES.values():
            self._tables("-A", self.chain, *message_is(number))
        self._tables("-A", "INPUT", "-s", address, "-j", self.chain)

    def count(self, name):
        """How many messages of this type have arrived (dropped ones too)."""
        listing = self._tables("-L", self.chain, "-v", "-x", "-n")
        pattern = re.compile(rf"^\s*(\d+)\s+\d+\s.*u32 .*0x30>>0x18=0x{TYPES[name]:x}\"?\s*$")
        for line in listing.splitlines():
            if "DROP" in line:
                continue
            found = pattern.match(line)
            if found:
                return int(found.group(1))
        return 0

    def drop(self, *names):
        """From now on these messages vanish without a sound (after being counted)."""
        for name in names:
            self._tables("-A", self.chain, *message_is(TYPES[name]), "-j", "DROP")
            self.dropped.add(name)

    def pass_all(self):
        """Nothing is dropped any more."""
        for name in sorted(self.dropped):
            self._tables("-D", self.chain, *message_is(TYPES[name]), "-j", "DROP")
        self.dropped.clear()

    def _tables(self, *words):
        return inside(self.namespace, "ip6tables", "-w", "10", *words)
