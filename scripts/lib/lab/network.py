"""Network namespaces with names of this run only, and sockets inside them."""

import ctypes
import json
import os
import socket
import threading

from .shell import alive, run

PREFIX = "orlab"
CLONE_NEWNET = 0x40000000


class Namespaces:
    """Makes namespaces `orlab<pid>-<name>` and removes every one of them; a label in front of the name tells those of several benches apart."""

    def __init__(self, label=""):
        self.label = label
        self.made = []

    def add(self, name):
        full = f"{PREFIX}{os.getpid()}-{self.label}{name}"
        run("ip", "netns", "add", full)
        self.made.append(full)
        # Without these a link-local address stays tentative for two seconds.
        for which in ("all", "default"):
            for key in ("accept_dad", "accept_ra", "router_solicitations"):
                setting(full, which, key, 0)
        run("ip", "-n", full, "link", "set", "lo", "up")
        return full

    def remove_all(self):
        """Ends what still runs in them, by process id, and deletes them."""
        for full in reversed(self.made):
            remove(full)
        self.made = []


def remove(full):
    """Deletes a namespace that this or a dead run of the lab made."""
    for pid in run("ip", "netns", "pids", full, check=False).split():
        if pid.isdigit():
            try:
                os.kill(int(pid), 9)
            except ProcessLookupError:
                pass
    run("ip", "netns", "del", full, check=False)


def remove_stale():
    """Removes the namespaces of runs that were killed before they could do it."""
    for line in run("ip", "netns", "list", check=False).splitlines():
        name = line.split()[0] if line.split() else ""
        pid = name[len(PREFIX):].split("-")[0] if name.startswith(PREFIX) else ""
        if pid.isdigit() and not alive(int(pid)):
            remove(name)


def inside(namespace, *command, check=True):
    """Runs a command inside a namespace and returns its output."""
    return run("ip", "netns", "exec", namespace, *command, check=check)


def setting(namespace, interface, key, value):
    """Sets net.ipv6.conf.<interface>.<key> inside a namespace."""
    inside(namespace, "sh", "-c", f"echo {value} > /proc/sys/net/ipv6/conf/{interface}/{key}")


def veth(left, left_name, right, right_name, left_mac=None):
    """A pair of interfaces, both up, one in each namespace."""
    mac = ["address", left_mac] if left_mac else []
    run("ip", "link", "add", "name", left_name, "netns", left, *mac, "type", "veth", "peer", "name", right_name, "netns", right)
    run("ip", "-n", right, "link", "set", "dev", right_name, "up")
    run("ip", "-n", left, "link", "set", "dev", left_name, "up")


def bridge(namespace, name):
    """A bridge that forwards from the first packet on."""
    run("ip", "-n", namespace, "link", "add", "name", name, "type", "bridge", "mcast_snooping", 0, "forward_delay", 0)
    run("ip", "-n", namespace, "link", "set", "dev", name, "up")


def plug(namespace, port, bridge_name):
    """Puts a port into a bridge (out of the one it was in)."""
    run("ip", "-n", namespace, "link", "set", "dev", port, "master", bridge_name)


def addresses(namespace, interface):
    """The global IPv6 addresses of an interface: address -> seconds of valid lifetime left."""
    out = run("ip", "-n", namespace, "-j", "-6", "addr", "show", "dev", interface, "scope", "global", check=False)
    try:
        return {info["local"]: info.get("valid_life_time", 0) for link in json.loads(out or "[]")
                for info in link.get("addr_info", []) if "local" in info}
    except ValueError:
        return {}


def connect(namespace, address, port, seconds=3.0):
    """A TCP connection made inside a namespace; a thread of its own enters it, the socket stays there."""
    result = []

    def open_there():
        try:
            if namespace:
                enter(namespace)
            result.append(socket.create_connection((address, port), timeout=seconds))
        except OSError as error:
            result.append(error)

    thread = threading.Thread(target=open_there)
    thread.start()
    thread.join()
    if isinstance(result[0], OSError):
        raise result[0]
    return result[0]


def enter(namespace):
    """Moves the calling thread, and only it, into a namespace."""
    with open(f"/run/netns/{namespace}", "rb") as handle:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns")


def link_local(mac):
    """The EUI-64 link-local address of a MAC."""
    octets = [int(part, 16) for part in mac.split(":")]
    octets[0] ^= 2
    words = [octets[0] << 8 | octets[1], octets[2] << 8 | 0xFF, 0xFE00 | octets[3], octets[4] << 8 | octets[5]]
    host = b"".join(word.to_bytes(2, "big") for word in words)
    return socket.inet_ntop(socket.AF_INET6, bytes([0xFE, 0x80] + [0] * 6) + host)
