"""The search for a rate, medians and ratios, and the chart, with numbers made by hand."""

import unittest
import xml.dom.minidom

from lab.chart import chart
from lab.figures import Search, median, medians, ratios, table, text
from lab.leasebench import percentiles


def searched(capacity, first, most=12000, factor=1.4, steps=20):
    """The rates that a search offers to a server of this capacity, and what it found."""
    search, offered = Search(first, most, factor), []
    while len(offered) < steps and (rate := search.next()) is not None:
        offered.append(rate)
        search.tell(rate, rate <= capacity)
    return offered, search.low


class SearchTest(unittest.TestCase):

    def test_from_below_and_from_above_it_comes_within_five_percent(self):
        for first in (300, 1000, 4000, 9000):
            offered, found = searched(4190, first)
            self.assertLessEqual(found, 4190)
            self.assertGreater(found, 4190 * 0.94, offered)

    def test_an_earlier_result_needs_few_steps(self):
        offered, _ = searched(4190, 4100, factor=1.12)
        self.assertLessEqual(len(offered), 4)

    def test_it_ends_at_the_most_that_can_be_offered(self):
        offered, found = searched(99999, 9000)
        self.assertEqual(([9000, 12000], 12000), (offered, found))

    def test_it_gives_up_where_nothing_passes(self):
        offered, found = searched(0, 400)
        self.assertEqual(0, found)
        self.assertGreaterEqual(min(offered), 50)

    def test_a_late_failure_below_what_passed_ends_it(self):
        search = Search(1000, 12000)
        search.tell(1000, True)
        search.tell(1400, True)
        search.tell(1300, False)
        self.assertIsNone(search.next())


class FiguresTest(unittest.TestCase):

    def test_medians_leave_out_what_is_not_there(self):
        self.assertEqual({"a": 2, "b": 5, "c": None}, medians([{"a": 1, "b": 5, "c": None}, {"a": 3, "b": None, "c": None}, {"a": 2, "b": None, "c": None}]))
        self.assertIsNone(median([]))

    def test_ratios_are_of_the_same_turn(self):
        found = ratios([{"rate": 6}, {"rate": 8}, {"rate": 30}], [{"rate": 2}, {"rate": 8}, {"rate": 10}])
        self.assertEqual({"each": [3, 1, 3], "median": 3}, found["rate"])

    def test_nothing_is_divided_by_nothing(self):
        found = ratios([{"rate": 6, "syncs": 1}], [{"rate": 0, "syncs": None}])
        self.assertEqual(None, found["rate"]["median"])
        self.assertEqual([None], found["syncs"]["each"])

    def test_percentiles(self):
        found = percentiles(range(1, 101))
        self.assertEqual((50.5, 51, 100, 100), (found["mean"], found["p50"], found["p99"], found["max"]))
        self.assertEqual({}, percentiles([]))

    def test_numbers_as_people_read_them(self):
        self.assertEqual(["12,345", "56.8", "1.23", "0.012", "-", "off"], [text(value) for value in (12345, 56.78, 1.234, 0.0123, None, "off")])

    def test_table(self):
        self.assertEqual("| a   |  b |\n|-----|----|\n| one | 10 |", table(["a", "b"], [["one", "10"]]))


class ChartTest(unittest.TestCase):

    def test_it_is_well_formed_and_has_a_bar_for_each_and_a_tick_for_each_run(self):
        drawn = xml.dom.minidom.parseString(chart("A < B", [("rate & more", {"kea": [1, 3, 2], "ours": [4, None, 6]}), ("none", {"kea": [None]})], ["note"]))
        bars = drawn.getElementsByTagName("rect")[1:]
        self.assertEqual(2, len(bars))
        self.assertAlmostEqual(2 / 5, float(bars[0].getAttribute("width")) / float(bars[1].getAttribute("width")), places=2)
        self.assertEqual(5, len(drawn.getElementsByTagName("line")))
        self.assertNotEqual(bars[0].getAttribute("fill"), bars[1].getAttribute("fill"))

    def test_zeros_have_no_length(self):
        drawn = xml.dom.minidom.parseString(chart("z", [("drops", {"kea": [0, 0]})]))
        self.assertEqual("0.0", drawn.getElementsByTagName("rect")[1].getAttribute("width"))


if __name__ == "__main__":
    unittest.main()
