"""The checks of a pair, on ledgers and databases made by hand."""

import pathlib
import unittest

from lab.paircheck import Bounds, PairLedger, differences
from lab.servers.pair import plain

BOUNDS = Bounds(desired=120, t1=20, mclt=30)


def at(second):
    return f"2026-01-01T00:{second // 60:02d}:{second % 60:02d}Z"


def reply(second, valid, client="aa", resource="2001:db8::1", message="REPLY"):
    line = {"time": at(second), "asked": at(second), "message": message, "client": client, "iaid": 1, "resource": resource,
            "valid": valid, "t1": 15, "server": "0a"}
    if message == "REPLY":
        line["expires"] = at(second + valid)
    return line


def violations(*lines, partner_down=(), silences=()):
    ledger = PairLedger(pathlib.Path("/nonexistent"), BOUNDS)
    ledger.unbounded = list(partner_down)
    ledger.silences = list(silences)
    for line in lines:
        ledger.add_line(line)
    return ledger.violations


def row(resource="2001:db8::1", client="aa", status="ACTIVE", expires=at(60), iaid=1):
    return {"resource": resource, "client": client, "iaid": iaid, "status": status, "expires": expires}


class LeadTimeTest(unittest.TestCase):

    def test_a_first_lease_of_the_lead_time_is_right(self):
        self.assertEqual([], violations(reply(0, 30)))

    def test_a_first_lease_past_the_lead_time_is_found(self):
        self.assertIn("first Reply", violations(reply(0, 40))[0])

    def test_a_renewal_may_have_what_the_partner_can_know(self):
        self.assertEqual([], violations(reply(0, 30), reply(15, 120)))

    def test_an_earlier_decision_whose_reply_was_lost_is_allowed_for(self):
        self.assertEqual([], violations(reply(0, 30), reply(15, 120, resource="2001:db8::2")))
        self.assertEqual([], violations({**reply(10, 40), "asked": at(9)}))

    def test_an_exchange_given_up_is_allowed_for(self):
        given_up = {"time": at(5), "message": "UNANSWERED", "client": "aa"}
        self.assertEqual([], violations({**given_up, "to": "REQUEST"}, reply(15, 120)))
        self.assertEqual(1, len(violations({**given_up, "to": "SOLICIT"}, reply(15, 120))))
        self.assertEqual(1, len(violations({**given_up, "to": "REQUEST", "client": "bb"}, reply(15, 120))))

    def test_another_client_or_kind_allows_for_nothing(self):
        self.assertIn("first Reply", violations(reply(0, 30), reply(15, 120, resource="2001:db8::2", client="bb"))[0])
        self.assertIn("first Reply", violations(reply(0, 30), reply(15, 120, resource="2001:db8:1::/56"))[0])

    def test_in_partner_down_nothing_is_cut(self):
        ledger = PairLedger(pathlib.Path("/nonexistent"), BOUNDS)
        begin = ledger_time(0)
        self.assertEqual([], violations(reply(5, 120), partner_down=[(begin, begin + 60)]))
        self.assertEqual(1, len(violations(reply(70, 120), partner_down=[(begin, begin + 60)])))

    def test_what_was_promised_in_a_silence_counts_after_it_only(self):
        silence = [(ledger_time(10), ledger_time(200))]
        lines = [reply(0, 30), reply(20, 120), reply(100, 70), reply(100, 120), reply(210, 60)]
        found = violations(*lines, silences=silence)
        self.assertEqual(1, len(found))
        self.assertIn("47 s past", found[0])

    def test_more_than_desired_is_found(self):
        self.assertIn("more than 120", violations(reply(0, 30), reply(15, 130))[0])

    def test_two_holders_are_found(self):
        self.assertIn("while aa holds it", violations(reply(0, 30), reply(10, 30, client="bb"))[0])

    def test_a_holder_after_a_release_is_none_too_many(self):
        self.assertEqual([], violations(reply(0, 30), reply(5, 0, message="RELEASE"), reply(10, 30, client="bb")))


def ledger_time(second):
    from lab.servers.outrigger import epoch
    return epoch(at(second))


class DifferencesTest(unittest.TestCase):

    def test_the_same_is_no_difference(self):
        self.assertEqual([], differences([row()], [row()], ledger_time(0)))

    def test_a_missing_lease_is_one(self):
        self.assertIn("only in the first", differences([row()], [], ledger_time(0))[0])
        self.assertIn("only in the second", differences([], [row()], ledger_time(0))[0])

    def test_a_free_row_that_one_never_had_is_none(self):
        self.assertEqual([], differences([row(status="FREE", expires=None)], [], ledger_time(0)))

    def test_another_holder_is_one(self):
        self.assertIn("client (aa and bb)", differences([row()], [row(client="bb")], ledger_time(0))[0])

    def test_another_end_is_one(self):
        self.assertIn("expires", differences([row()], [row(expires=at(62))], ledger_time(0))[0])
        self.assertEqual([], differences([row()], [row(expires=at(61))], ledger_time(0)))

    def test_another_status_is_one_and_a_former_client_none(self):
        self.assertIn("status", differences([row()], [row(status="EXPIRED")], ledger_time(0))[0])
        free = row(status="FREE", client=None, expires=None)
        self.assertEqual([], differences([row(status="FREE")], [free], ledger_time(0)))


class StateNameTest(unittest.TestCase):

    def test_states_are_compared_as_the_rfc_writes_them(self):
        self.assertEqual("PARTNER-DOWN", plain("partner_down"))


if __name__ == "__main__":
    unittest.main()
