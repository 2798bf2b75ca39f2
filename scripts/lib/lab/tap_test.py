"""What a capture says about delays, from captures made here."""

import struct
import unittest

from lab import tap
from lab.shell import Failure


def frame(kind, xid, protocol=17):
    ip = struct.pack(">IHBB", 6 << 28, 12, protocol, 1) + bytes(32)
    return bytes(12) + b"\x86\xdd" + ip + struct.pack(">HHHH", 546, 547, 12, 0) + bytes([kind]) + xid.to_bytes(3, "big")


def capture(*packets):
    head = struct.pack("<IHHiIII", tap.MAGIC_NANOS, 2, 4, 0, 0, 128, 1)
    return head + b"".join(struct.pack("<IIII", nanos // 10**9, nanos % 10**9, len(data), len(data)) + data for nanos, data in packets)


class TapTest(unittest.TestCase):

    def test_an_exchange_gives_both_delays(self):
        found = tap.delays(capture((0, frame(1, 7)), (2_000_000, frame(2, 7)), (999_999_999, frame(3, 8)), (1_000_499_999, frame(7, 8))))
        self.assertEqual({"advertise": [2.0], "reply": [0.5]}, found)

    def test_a_question_sent_again_counts_from_the_first_and_its_second_answer_not_at_all(self):
        found = tap.delays(capture((0, frame(3, 1)), (1_000_000, frame(3, 1)), (3_000_000, frame(7, 1)), (4_000_000, frame(7, 1))))
        self.assertEqual([3.0], found["reply"])

    def test_what_was_never_answered_or_asked_is_left_out(self):
        self.assertEqual([], tap.delays(capture((0, frame(3, 1)), (5, frame(7, 2)), (6, frame(2, 1)), (7, frame(7, 1, protocol=6))))["reply"])

    def test_a_record_cut_short_ends_it(self):
        whole = capture((0, frame(3, 1)), (1_000_000, frame(7, 1)))
        self.assertEqual([], tap.delays(whole[:-3])["reply"])

    def test_another_format_is_refused(self):
        with self.assertRaises(Failure):
            tap.delays(bytes(24))
