"""What the benchmarks read out of replies, reports and options, with examples made by hand."""

import socket
import struct
import types
import unittest

from lab import contest, keabench
from lab.growthbench import cases
from lab.leasebench import EVENTS, SYNCS
from lab.overloadbench import SLOT, dropped, recovered
from lab.startbench import CLIENT_ID, RELAY_MSG, is_reply, option, solicit

PART = """***Statistics for: {}***
sent packets: {}
received packets: {}
drops: {}
avg delay: 1.5 ms
"""


def steady(begin, seconds, rate, wait):
    """Replies to clients that come evenly and all wait as long."""
    return [(begin + number / rate, begin + number / rate + wait) for number in range(int(seconds * rate))]


class RecoveryTest(unittest.TestCase):

    def test_at_once(self):
        self.assertEqual(0, recovered(steady(100, 10, 40, 0.002), 100, 40, 0.002))

    def test_slow_for_a_second(self):
        pairs = steady(100, 1, 40, 0.4) + steady(101, 10, 40, 0.002)
        self.assertEqual(4 * SLOT, recovered(pairs, 100, 40, 0.002))

    def test_nobody_served_for_two_seconds(self):
        self.assertEqual(8 * SLOT, recovered(steady(102, 10, 40, 0.002), 100, 40, 0.002))

    def test_one_good_slot_alone_is_none(self):
        self.assertIsNone(recovered(steady(101, SLOT, 40, 0.002), 100, 40, 0.002))


class ReportTest(unittest.TestCase):

    def test_losses_of_each_kind(self):
        text = PART.format("SOLICIT-ADVERTISE", 100, 40, 60) + PART.format("REQUEST-REPLY", 40, 38, 2)
        found = dropped(text)
        self.assertEqual(["solicit", "request"], list(found))
        self.assertAlmostEqual(60, found["solicit"]["drop_percent"])
        self.assertAlmostEqual(5, found["request"]["drop_percent"])

    def test_numbers_of_a_turn(self):
        best = {"exchanges": 6000, "offered": 2010, "drop_percent": 0.5, "server_cpu_seconds": 3.0, "server_rss_mib": 100.0,
                "steal_percent": 1.0, "others_cpu_seconds": 0.5, "seconds": 5.0, SYNCS: 1500.0, EVENTS: 6000.0}
        delays = {"reply": {"mean": 1.0, "p50": 0.5, "p99": 9.0}, "wire_reply": {"mean": 0.9, "p50": 0.4, "p99": 8.0}, "advertise": {"mean": 0.4}, "drop_percent": 0.0, "steal_percent": 2.0,
                  "others_cpu_seconds": 2.0, "seconds": 5.0}
        found = contest.numbers(best, delays, 3)
        self.assertEqual((2000, 0.5, 500, 4, 2.0, 0.4), tuple(
            found[key] for key in ("rate", "cpu_ms", "syncs_per_second", "leases_per_sync", "steal_percent", "others_cpus")))
        self.assertIsNone(found["partner_leases_per_sync"])


class SolicitTest(unittest.TestCase):

    def test_it_says_who_and_where(self):
        sent = solicit(7, "2001:db8:1::1")
        self.assertEqual(socket.inet_pton(socket.AF_INET6, "2001:db8:1::1"), sent[2:18])
        code, length = struct.unpack("!HH", sent[34:38])
        self.assertEqual((RELAY_MSG, len(sent) - 38), (code, length))
        self.assertEqual(CLIENT_ID, struct.unpack("!H", sent[42:44])[0])

    def test_a_reply_among_other_options(self):
        head = bytes([13, 0]) + bytes(32)
        self.assertTrue(is_reply(head + option(18, b"eth0") + option(RELAY_MSG, bytes([7, 0, 0, 1]))))
        self.assertFalse(is_reply(head + option(RELAY_MSG, bytes([2, 0, 0, 1]))))
        self.assertFalse(is_reply(b""))


class OptionsTest(unittest.TestCase):

    def test_who_takes_part(self):
        def names(**options):
            return [one.name for one in keabench.contestants(types.SimpleNamespace(**options))]
        self.assertEqual(["kea-mt", "kea-st", "outrigger"], names(alone=True, pair=False, tls="on,off"))
        self.assertEqual(["kea-pair", "outrigger-pair-tls"], names(alone=False, pair=True, tls="on"))
        self.assertEqual(["kea-pair", "outrigger-pair-tls", "outrigger-pair"], names(alone=False, pair=True, tls="off, on"))

    def test_cases_of_growth(self):
        found = cases(types.SimpleNamespace(leases="", pools="10", relationships="20", full="99", pool_size=1000))
        self.assertEqual([(1000, 10, 0), (1000, 20, 20), (990, 1, 0)], [(one.leases, one.pools, one.relationships) for one in found])


if __name__ == "__main__":
    unittest.main()
