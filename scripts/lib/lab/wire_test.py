"""The proxy between two plain sockets; every wait is for an event."""

import socket
import unittest

from lab.wire import Lane, Wire


def listener():
    made = socket.create_server(("127.0.0.1", 0))
    made.settimeout(10)
    return made


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()


class WireTest(unittest.TestCase):

    def setUp(self):
        self.alpha, self.beta = listener(), listener()
        self.to_beta, self.to_alpha = free(), free()
        self.wire = Wire(Lane("alpha", self.to_beta, self.beta.getsockname(), "127.0.0.1"),
                         Lane("beta", self.to_alpha, self.alpha.getsockname(), "127.0.0.1"))
        self.wire.start()
        self.sockets = [self.alpha, self.beta]

    def tearDown(self):
        self.wire.stop()
        for one in self.sockets:
            one.close()

    def connected(self):
        near = socket.create_connection(self.to_beta, 10)
        far, _ = self.beta.accept()
        for one in (near, far):
            one.settimeout(10)
            self.sockets.append(one)
        return near, far

    def refused(self):
        """The reset comes while connecting or when something is read."""
        with socket.create_connection(self.to_beta, 10) as one:
            one.settimeout(10)
            one.recv(10)

    def test_both_directions_pass_in_order(self):
        near, far = self.connected()
        near.sendall(b"one")
        self.assertEqual(b"one", far.recv(10))
        far.sendall(b"two")
        self.assertEqual(b"two", near.recv(10))

    def test_an_end_is_passed_on(self):
        near, far = self.connected()
        near.shutdown(socket.SHUT_WR)
        self.assertEqual(b"", far.recv(10))
        far.sendall(b"last")
        self.assertEqual(b"last", near.recv(10))

    def test_what_was_held_comes_later_and_the_other_way_is_free(self):
        near, far = self.connected()
        self.wire.hold("alpha")
        near.sendall(b"late")
        far.sendall(b"now")
        self.assertEqual(b"now", near.recv(10))
        far.settimeout(0.3)
        self.assertRaises(socket.timeout, far.recv, 10)
        far.settimeout(10)
        self.wire.heal()
        self.assertEqual(b"late", far.recv(10))

    def test_a_connection_with_a_gap_is_reset_at_the_end_of_the_loss(self):
        near, far = self.connected()
        self.wire.lose("alpha")
        near.sendall(b"gone")
        far.settimeout(0.3)
        self.assertRaises(socket.timeout, far.recv, 10)
        far.settimeout(10)
        self.wire.heal()
        self.assertRaises(ConnectionResetError, far.recv, 10)

    def test_a_cut_resets_and_refuses_until_it_heals(self):
        near, far = self.connected()
        self.wire.cut()
        self.assertRaises(ConnectionResetError, near.recv, 10)
        self.assertRaises(ConnectionResetError, self.refused)
        self.wire.heal()
        near, far = self.connected()
        near.sendall(b"again")
        self.assertEqual(b"again", far.recv(10))

    def test_a_delay_keeps_the_order(self):
        near, far = self.connected()
        self.wire.delay(0.2)
        near.sendall(b"a")
        self.wire.delay(0.0)
        near.sendall(b"b")
        got = far.recv(10)
        while len(got) < 2:
            got += far.recv(10)
        self.assertEqual(b"ab", got)


if __name__ == "__main__":
    unittest.main()
