"""ISC dhclient: Debian's own script puts the address on the interface; its lease file tells the prefix."""

from ..shell import Process
from .base import Client

# Debian's script leaves duplicates to the kernel, which deletes such an address: then, and only then, decline (exit 3).
SCRIPT = """#!/bin/bash
/sbin/dhclient-script "$@"
result=$?
if [ "$reason" = BOUND6 ] && [ -n "$new_ip6_address" ]; then
  for _ in $(seq 60); do
    state=$(ip -6 addr show dev "$interface" to "$new_ip6_address")
    [ -n "$state" ] || { echo "lab: $new_ip6_address is a duplicate"; exit 3; }
    case $state in
      *dadfailed*) ip -6 addr del "$new_ip6_address" dev "$interface"; echo "lab: $new_ip6_address is a duplicate"; exit 3 ;;
      *tentative*) sleep 0.1 ;;
      *) exit $result ;;
    esac
  done
fi
exit $result
"""


class Dhclient(Client):
    name = "dhclient"

    def __init__(self, host, folder, prefix=True):
        self.prefix = prefix
        super().__init__(host, folder)

    def configure(self):
        (self.folder / "dhclient.conf").write_text("")
        script = self.folder / "script"
        script.write_text(SCRIPT)
        script.chmod(0o755)

    def words(self, *more):
        kinds = ["-N", "-P"] if self.prefix else ["-N"]
        files = ["-lf", self.folder / "leases", "-pf", self.folder / "pid", "-cf", self.folder / "dhclient.conf",
                 "-sf", self.folder / "script"]
        return ["dhclient", "-6", *more, *kinds, "-D", "LL", *files, "eth0"]

    def command(self):
        return self.words("-d")

    def release(self):
        """`dhclient -r` in a process of its own, which also ends the running one."""
        Process(self.wrapped(self.words("-d", "-r")), self.folder / "release.log")

    def prefix_seen(self, prefix):
        leases = self.folder / "leases"
        return leases.exists() and f"iaprefix {prefix} " in leases.read_text()
