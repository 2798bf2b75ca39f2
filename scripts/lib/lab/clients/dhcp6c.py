"""wide-dhcpv6-client: assigns from the delegated prefix to lan0; no DECLINE, no CONFIRM; T1 below 30 s is not its own."""

import ipaddress

from .base import Client


class Dhcp6c(Client):
    name = "dhcp6c"
    private = ("/var/lib/dhcpv6",)

    def configure(self):
        (self.folder / "dhcp6c.conf").write_text("""interface eth0 {
  send ia-na 1;
  send ia-pd 2;
};
id-assoc na 1 { };
id-assoc pd 2 {
  prefix-interface lan0 { sla-id 1; sla-len 8; };
};
""")

    def command(self):
        return ["dhcp6c", "-f", "-D", "-c", self.folder / "dhcp6c.conf", "-p", self.folder / "pid", "eth0"]

    def prefix_seen(self, prefix):
        return any(ipaddress.ip_address(own) in ipaddress.ip_network(prefix) for own in self.host.delegated())
