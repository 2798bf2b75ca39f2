"""dhcpcd 9: assigns a /64 of the delegated prefix to lan0, releases on SIGALRM, never declines."""

import ipaddress
import signal

from .base import Client


class Dhcpcd(Client):
    name = "dhcpcd"
    private = ("/var/lib/dhcpcd",)

    def configure(self):
        (self.folder / "dhcpcd.conf").write_text("""duid
ipv6only
noipv6rs
nohook resolv.conf
nohook hostname
allowinterfaces eth0 lan0
interface eth0
  ia_na 1
  ia_pd 2 lan0/0/64
""")

    def prepare(self):
        return "mount -t tmpfs tmpfs /run\n"

    def command(self):
        return ["dhcpcd", "-6", "-B", "-d", "-f", self.folder / "dhcpcd.conf", "eth0"]

    def release(self):
        self.process.send(signal.SIGALRM)

    def prefix_seen(self, prefix):
        return any(ipaddress.ip_address(own) in ipaddress.ip_network(prefix) for own in self.host.delegated())
