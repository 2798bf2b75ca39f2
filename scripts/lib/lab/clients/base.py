"""What all clients have in common."""

import pathlib
import signal

from ..shell import Process

# A client may rewrite /etc (resolv.conf first of all): it gets a copy that vanishes with it.
PRIVATE = """set -e
mount --make-rprivate /
mkdir -p "$0/etc"
mount -t tmpfs tmpfs "$0/etc"
cp -a /etc/. "$0/etc/"
mount --bind "$0/etc" /etc
"""


class Client:
    """One client process on a host; state lives in the folder and survives a restart of the client."""

    name = "?"
    private = ()

    def __init__(self, host, folder):
        self.host = host
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / f"{self.name}.log"
        self.process = None
        self.configure()

    def configure(self):
        """Writes the client's configuration into its folder."""

    def command(self):
        """The words that run the client in the foreground."""
        raise NotImplementedError

    def prepare(self):
        """Shell lines to run in the private mount namespace before the client."""
        return ""

    def wrapped(self, command):
        """The command inside the host's namespace with private folders."""
        script = PRIVATE
        for path in self.private:
            own = self.folder / "private" / path.strip("/").replace("/", "-")
            own.mkdir(parents=True, exist_ok=True)
            script += f'mount --bind "{own}" {path}\n'
        script += self.prepare() + 'exec "$@"\n'
        return ["ip", "netns", "exec", self.host.namespace, "unshare", "-m", "sh", "-c", script, self.folder, *command]

    def start(self):
        self.process = Process(self.wrapped(self.command()), self.log)

    def release(self):
        """Gives everything back, as the client's user would make it do."""
        self.process.send(signal.SIGTERM)

    def kill(self):
        """Ends the client without a word to the server."""
        self.process.kill_group()
        self.process.wait(5)

    def addresses(self):
        """Addresses that the client has put on its interface -> seconds of valid lifetime left."""
        return self.host.addresses()

    def prefix_seen(self, prefix):
        """Whether the client says that it holds this delegated prefix."""
        raise NotImplementedError

    def text(self):
        """What the client has logged."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""
