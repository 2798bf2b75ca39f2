"""python3 -m unittest discover -s scripts/lib -t scripts/lib -p '*_test.py'"""

import json
import math
import pathlib
import tempfile
import unittest

from lab.ledger import Entry, Ledger, entry, overlaps
from lab.load import delays, parse
from lab.servers import LeaseRow
from lab.servers.outrigger import epoch

HELD = Entry(time=100.0, client="aa", iaid=1, resource="2001:db8::1", expiry=150.0)


def row(resource="2001:db8::1", client="aa", iaid=1, status="ACTIVE", expires=150.0):
    return LeaseRow(resource, client, iaid, status, expires)


def ledger(*entries):
    made = Ledger(pathlib.Path("/nonexistent"))
    for one in entries:
        made.add(one)
    return made


class LedgerTest(unittest.TestCase):

    def test_what_is_in_the_database_is_no_violation(self):
        self.assertEqual([], ledger(HELD).check([row(expires=149.0)], now=110))

    def test_a_lost_lease_is_found(self):
        self.assertIn("not in the database", ledger(HELD).check([], now=110)[0])

    def test_a_lease_that_is_free_is_lost(self):
        self.assertIn("not in the database", ledger(HELD).check([row(status="FREE")], now=110)[0])

    def test_another_holder_is_found(self):
        self.assertIn("bb's", ledger(HELD).check([row(client="bb")], now=110)[0])
        self.assertIn("IAID 2", ledger(HELD).check([row(iaid=2)], now=110)[0])

    def test_a_renewal_that_was_lost_is_found(self):
        renewed = Entry(time=140.0, client="aa", iaid=1, resource="2001:db8::1", expiry=190.0)
        self.assertIn("was told until 190", ledger(HELD, renewed).check([row(expires=150.0)], now=141)[0])

    def test_an_expired_lease_is_not_missed(self):
        self.assertEqual([], ledger(HELD).check([], now=151))

    def test_a_lease_taken_away_is_not_missed(self):
        gone = Entry(time=120.0, client="aa", iaid=1, resource="2001:db8::1", expiry=-math.inf)
        self.assertEqual([], ledger(HELD, gone).check([], now=121))

    def test_a_client_that_lost_a_lease_cannot_give_it_up_for_its_holder(self):
        late = Entry(time=120.0, client="bb", iaid=1, resource="2001:db8::1", expiry=-math.inf)
        self.assertIn("not in the database", ledger(HELD, late).check([], now=121)[0])

    def test_another_ia_of_the_same_client_is_another_holder(self):
        other = Entry(time=120.0, client="aa", iaid=2, resource="2001:db8::1", expiry=170.0)
        self.assertIn("while aa holds it", ledger(HELD, other).check([row(iaid=2, expires=170)], now=121)[0])

    def test_two_holders_are_found_once(self):
        other = Entry(time=120.0, client="bb", iaid=1, resource="2001:db8::1", expiry=170.0)
        both = ledger(HELD, other)
        self.assertIn("while aa holds it", both.check([row(client="bb", expires=170)], now=121)[0])
        self.assertEqual([], both.check([row(client="bb", expires=170)], now=121))

    def test_a_second_holder_after_expiry_is_none(self):
        later = Entry(time=150.0, client="bb", iaid=1, resource="2001:db8::1", expiry=200.0)
        self.assertEqual([], ledger(HELD, later).check([row(client="bb", expires=200)], now=151))

    def test_a_resource_twice_in_the_database_is_found(self):
        found = ledger().check([row(), row(client="bb")], now=110)
        self.assertIn("twice", found[0])

    def test_a_prefix_within_another_is_found(self):
        self.assertEqual(1, len(overlaps({"2001:db8::/48": None, "2001:db8:0:1::/64": None, "2001:db9::/48": None})))

    def test_two_resources_of_one_ia_are_found(self):
        held = [row(), row(resource="2001:db8::2"), row(resource="2001:db8:1::/64"), row(resource="2001:db8::3", iaid=2)]
        self.assertEqual(["aa (IAID 1) has 2001:db8::1 and 2001:db8::2"], ledger().check(held, now=110))

    def test_reads_whole_lines_only(self):
        line = json.dumps({"time": "2025-01-01T00:00:00.5Z", "asked": "2025-01-01T00:00:00Z", "message": "REPLY",
                           "to": "REQUEST", "client": "00:AA", "iaid": 7, "kind": "address", "resource": "2001:db8::2",
                           "preferred": 10, "valid": 20, "expires": "2025-01-01T00:00:20Z", "server": "01"})
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "ledger"
            path.write_text(line + "\n" + line[:30])
            made = Ledger(path)
            made.read()
            self.assertEqual(1, made.replies)
            path.write_text(line + "\n" + line + "\n")
            made.read()
            self.assertEqual(2, made.replies)
            held = made.newest["2001:db8::2"]
            self.assertEqual(("00aa", 1735689620.0), (held.client, held.expiry))

    def test_a_release_is_no_reply(self):
        gone = entry({"time": "2025-01-01T00:00:01Z", "message": "RELEASE", "client": "00aa", "iaid": 7,
                      "kind": "address", "resource": "2001:db8::2"})
        self.assertEqual(-math.inf, gone.expiry)
        self.assertEqual(0, ledger(gone).replies)

    def test_a_lease_for_ever_has_no_end(self):
        forever = entry({"time": "2025-01-01T00:00:01Z", "message": "REPLY", "client": "00aa", "iaid": 7,
                         "resource": "2001:db8::2", "valid": 4294967295, "expires": None})
        self.assertEqual(math.inf, forever.expiry)

    def test_times_have_any_number_of_digits(self):
        self.assertEqual(1735689600.0, epoch("2025-01-01T00:00:00Z"))
        self.assertAlmostEqual(1735689600.123456, epoch("2025-01-01T00:00:00.123456789Z"), places=5)
        self.assertEqual(math.inf, epoch(None))


REPORT = """Rate: 99.3 4-way exchanges/second, expected rate: 100
***Statistics for: SOLICIT-ADVERTISE***
sent packets: 500
received packets: 490
drops: 10
min delay: 0.2 ms
***Statistics for: REQUEST-REPLY***
sent packets: 490
received packets: 480
drops: 10
avg delay: 1.5 ms
***Timestamps for packets: REQUEST-REPLY***
sent / received: 000000.001000 / 000000.003000
"""


class PerfdhcpTest(unittest.TestCase):

    def test_a_report_is_read(self):
        result = parse(REPORT)
        self.assertEqual((480, 20), (result["exchanges"], result["dropped"]))
        self.assertAlmostEqual(4.0, result["drop_percent"])
        self.assertEqual(1.5, result["reply_avg"])

    def test_delays_are_in_milliseconds(self):
        self.assertAlmostEqual(2.0, delays(REPORT, "REQUEST-REPLY")[0])
        self.assertEqual([], delays(REPORT, "SOLICIT-ADVERTISE"))


if __name__ == "__main__":
    unittest.main()
