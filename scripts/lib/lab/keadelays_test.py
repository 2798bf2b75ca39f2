"""What the rounds of `bench kea --delays` come to."""

import contextlib
import io
import unittest

from . import keadelays


def round_of(milliseconds, steal=0.0):
    delays = {name: milliseconds for name in keadelays.NUMBERS}
    return {"reply": delays, "wire_reply": delays, "steal_percent": steal, "drop_percent": 0.0}


class ReportTest(unittest.TestCase):
    """Ratios are of the same round, and disturbed rounds do not count among the calm ones."""

    def report(self, found):
        self.printed = io.StringIO()
        with contextlib.redirect_stdout(self.printed):
            return keadelays.report(found)

    def test_ratios_are_round_by_round(self):
        said = self.report({"kea-pair": [round_of(1.0), round_of(4.0), round_of(2.0)],
                            "outrigger-pair-tls": [round_of(0.5), round_of(1.0), round_of(2.0)]})
        self.assertEqual([0.5, 0.25, 1.0], said["all_rounds"]["reply_p99"]["each"])
        self.assertEqual(0.5, said["all_rounds"]["reply_p99"]["median"])
        self.assertIn("0.50 (0.25, 1.00)", self.printed.getvalue())

    def test_a_round_in_which_either_was_disturbed_is_not_calm(self):
        said = self.report({"kea-pair": [round_of(1.0), round_of(1.0, steal=1.1), round_of(1.0)],
                            "outrigger-pair-tls": [round_of(0.5), round_of(0.5), round_of(9.0, steal=40.0)]})
        self.assertEqual([0], said["calm_rounds"])
        self.assertEqual([0.5], said["calm_rounds_numbers"]["reply_mean"]["each"])

    def test_without_a_calm_round_there_is_no_table_of_them(self):
        said = self.report({"kea-pair": [round_of(1.0, steal=5.0)], "outrigger-pair-tls": [round_of(0.5)]})
        self.assertEqual([], said["calm_rounds"])
        self.assertNotIn("calm_rounds_numbers", said)
        self.assertNotIn("(calm rounds)", self.printed.getvalue())


if __name__ == "__main__":
    unittest.main()
