"""dibbler-client: routes the delegated prefix to lan0 and notes it in its database, releases when it is ended."""

import signal

from .base import Client


class Dibbler(Client):
    name = "dibbler"
    private = ("/var/lib/dibbler", "/var/log/dibbler")

    def configure(self):
        (self.folder / "client.conf").write_text("""log-level 8
log-mode full
duid-type duid-ll
downlink-prefix-ifaces "lan0"
iface "eth0" {
  ia
  pd
}
""")

    def prepare(self):
        return f'cp "{self.folder}/client.conf" /etc/dibbler/client.conf\n'

    def command(self):
        return ["dibbler-client", "run"]

    def release(self):
        self.process.send(signal.SIGINT)

    def prefix_seen(self, prefix):
        database = self.folder / "private" / "var-lib-dibbler" / "client-AddrMgr.xml"
        address, length = prefix.split("/")
        return database.exists() and f'length="{length}">{address}</AddrPrefix>' in database.read_text()
