"""What strace prints, read."""

import unittest

from lab import synctrace


def read(*lines):
    return synctrace.read(lines)


REQUEST = r'71 recvfrom(45, "\x03\x10\xf3\xa2\x00\x01\x00\x0e"..., 65536, 0, {sa_family=AF_INET6}, [28]) = 84'
REPLY = r'73 sendto(45, "\x07\x10\xf3\xa2\x00\x02\x00\x0a"..., 96, 0, {sa_family=AF_INET6}, 28) = 96'
SYNC = "72 msync(0x7f0a, 4096, MS_SYNC) = 0"


class SyncTraceTest(unittest.TestCase):
    def test_a_reply_after_a_sync_of_its_request(self):
        self.assertEqual(read(REQUEST, SYNC, REPLY), {"calls": {"msync": 1}, "syncs": 1, "replies": 1, "replies_before_sync": 0})

    def test_a_reply_without_any_sync(self):
        self.assertEqual(read(REQUEST, REPLY)["replies_before_sync"], 1)

    def test_a_sync_from_before_the_request_does_not_count(self):
        self.assertEqual(read(SYNC, REQUEST, REPLY)["replies_before_sync"], 1)

    def test_a_sync_that_began_before_the_request_does_not_count(self):
        begun, ended = "72 msync(0x7f0a, 4096, MS_SYNC <unfinished ...>", "72 <... msync resumed>) = 0"
        self.assertEqual(read(begun, REQUEST, ended, REPLY)["replies_before_sync"], 1)
        self.assertEqual(read(REQUEST, begun, ended, REPLY)["replies_before_sync"], 0)

    def test_a_sync_that_is_not_over_does_not_count(self):
        self.assertEqual(read(REQUEST, "72 msync(0x7f0a, 4096, MS_SYNC <unfinished ...>", REPLY)["replies_before_sync"], 1)

    def test_a_sync_that_failed_does_not_count(self):
        self.assertEqual(read(REQUEST, "72 fdatasync(9) = -1 EIO (Input/output error)", REPLY)["syncs"], 0)

    def test_datagrams_of_a_receiver_that_waited_and_of_message_calls(self):
        waited = ["71 recvfrom(45,  <unfinished ...>", r'71 <... recvfrom resumed>"\x03\x10\xf3\xa2\x00\x01\x00\x0e"..., 65536, 0, NULL, NULL) = 84']
        sent = (r'73 sendmsg(45, {msg_name={sa_family=AF_INET6, inet_pton(AF_INET6, "\x66\x65", &sin6_addr)}, '
                r'msg_iov=[{iov_base="\x07\x10\xf3\xa2\x00\x02\x00\x0a"..., iov_len=96}]}, 0 <unfinished ...>')
        self.assertEqual(read(*waited, SYNC, sent, "73 <... sendmsg resumed>) = 96"), read(REQUEST, SYNC, REPLY))


if __name__ == "__main__":
    unittest.main()
