"""The measure of the disk alone, for a moment."""

import pathlib
import tempfile
import unittest

from lab import disksync


class DiskSyncTest(unittest.TestCase):

    def test_every_sync_counts_and_nothing_is_left_behind(self):
        with tempfile.TemporaryDirectory() as folder:
            found = disksync.delays(pathlib.Path(folder) / "new", rate=100, seconds=1)
            self.assertEqual([], list((pathlib.Path(folder) / "new").iterdir()))
        self.assertGreater(found["max"], 0)
        self.assertIn("p99", disksync.told(found))
