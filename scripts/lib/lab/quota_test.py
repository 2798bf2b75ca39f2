"""What is written for a share of a CPU."""

import unittest

from lab import quota


class QuotaTest(unittest.TestCase):

    def test_both_versions_say_the_same_share(self):
        self.assertEqual([("cpu.max", "3000 10000")], quota.settings(30, True))
        self.assertEqual([("cpu.cfs_period_us", "10000"), ("cpu.cfs_quota_us", "3000")], quota.settings(30, False))

    def test_the_kernel_takes_no_less_than_a_millisecond(self):
        self.assertEqual([("cpu.max", "1000 10000")], quota.settings(1, True))
