"""What JMH wrote, as a row of a table."""

import unittest

from lab import microbench


class MicrobenchTest(unittest.TestCase):
    ONE = {"benchmark": "io.outrigger.pool.PoolRulesBenchmark.renewal", "params": {"percentFull": "99", "pool": "alone"},
           "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[900.0, 1234.4], [12.345]]},
           "secondaryMetrics": {"gc.alloc.rate": {"score": 5.0}, "gc.alloc.rate.norm": {"score": 712.3}}}

    def test_a_row_has_median_lowest_and_highest_of_all_iterations(self):
        self.assertEqual(microbench.row(self.ONE), ["PoolRules renewal (percentFull 99, pool alone)", "900 ns", "12.3 to 1,234", "712"])

    def test_without_parameters_and_profiler(self):
        bare = {**self.ONE, "benchmark": "io.outrigger.benchmark.CodecBenchmark.decodeSolicit", "params": None, "secondaryMetrics": {}}
        self.assertEqual(microbench.row(bare)[0::3], ["Codec decodeSolicit", None])


if __name__ == "__main__":
    unittest.main()
