"""How the launcher starts a server's JVM: with a JVM in its place that says how it was started."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

LAUNCHER = pathlib.Path(__file__).resolve().parents[2] / "outrigger"

# struct sched_attr (linux/sched/types.h), read by number, as no tool of every system shows the slice
SAY = """#!/usr/bin/env python3
import ctypes, os, struct
CALLS = {"x86_64": 315, "aarch64": 275}
held = ctypes.create_string_buffer(48)
call = CALLS.get(os.uname().machine)
if call and ctypes.CDLL(None).syscall(call, 0, held, 48, 0) == 0:
    attr = struct.unpack("IIQiIQQQ", held.raw)
    print("policy", attr[1], "nice", attr[3], "slice", attr[5])
else:
    print("unknown")
"""


class LauncherTest(unittest.TestCase):

    def setUp(self):
        self.home = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.home / "bin").mkdir()
        (self.home / "release").write_text('JAVA_VERSION="21.0.1"\n')
        for name in ("java", "javac"):
            (self.home / "bin" / name).write_text(SAY)
            (self.home / "bin" / name).chmod(0o755)

    def launch(self, command="serve", before=(), **environment):
        return subprocess.run([*before, LAUNCHER, command], env={**os.environ, "JAVA_HOME": str(self.home), **environment},
                              capture_output=True, text=True, check=False)

    def said(self, started):
        self.assertEqual(0, started.returncode, started.stderr)
        if started.stdout == "unknown\n":
            self.skipTest("not known how to ask this machine")
        return started.stdout

    def slice_of(self, started):
        found = int(self.said(started).split()[-1])
        if found == 0:
            self.skipTest("this kernel knows no slices (Linux 6.12)")
        return found

    def test_a_server_has_short_slices_and_other_commands_have_the_kernels(self):
        usual = self.slice_of(self.launch("status"))
        if not shutil.which("perl"):
            self.assertEqual(usual, self.slice_of(self.launch()))
        else:
            self.assertEqual(100_000, self.slice_of(self.launch()))
            self.assertEqual(250_000, self.slice_of(self.launch(OUTRIGGER_SLICE_MICROSECONDS="0250")))
        self.assertEqual(usual, self.slice_of(self.launch(OUTRIGGER_SLICE_MICROSECONDS="0")))

    def test_niceness_and_scheduler_stay_what_they_were(self):
        self.assertIn("policy 0 nice 7 ", self.said(self.launch(before=["nice", "-n", str(7 - os.nice(0))])))
        self.assertIn("policy 3 ", self.said(self.launch(before=["chrt", "--batch", "0"])))

    def test_a_slice_that_is_no_number_is_refused(self):
        started = self.launch(OUTRIGGER_SLICE_MICROSECONDS="short")
        self.assertEqual(2, started.returncode)
        self.assertIn("OUTRIGGER_SLICE_MICROSECONDS=short: a number of microseconds is needed", started.stderr)
