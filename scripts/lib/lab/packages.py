"""The Debian packages of the lab: installed once, without starting or enabling any of their services."""

import contextlib
import os
import pathlib
import shutil

from .shell import Failure, LeftOut, run

CLIENTS = {
    "ip6tables": "iptables", "dhclient": "isc-dhcp-client", "dhcpcd": "dhcpcd-base",
    "dibbler-client": "dibbler-client", "dhcp6c": "wide-dhcpv6-client", "dhcrelay": "isc-dhcp-relay",
    "tcpdump": "tcpdump",
}
TRACE = {"strace": "strace", "tcpdump": "tcpdump"}
LOAD = {"perfdhcp": "kea-admin"}
CAPTURES = {"tshark": "tshark"}
KEA = {"kea-dhcp6": "kea-dhcp6-server"}

POLICY = pathlib.Path("/usr/sbin/policy-rc.d")
SBIN = "/usr/local/sbin:/usr/sbin:/sbin"


def need(*groups):
    """Makes sure that the programs of these groups exist; LeftOut says why they cannot."""
    os.environ["PATH"] = os.environ.get("PATH", "/usr/bin:/bin") + ":" + SBIN
    if os.geteuid() != 0:
        raise LeftOut("not root: network namespaces cannot be made")
    if not shutil.which("ip"):
        raise LeftOut("no `ip` command (iproute2)")
    probe = f"orprobe{os.getpid()}"
    try:
        run("ip", "netns", "add", probe)
        run("ip", "netns", "del", probe)
    except Failure as failure:
        raise LeftOut(f"network namespaces cannot be made: {failure}") from failure
    programs = {program: package for group in groups for program, package in group.items()}
    missing = sorted({package for program, package in programs.items() if not shutil.which(program)})
    if missing:
        install(missing)
    for program, package in programs.items():
        if not shutil.which(program):
            raise LeftOut(f"package {package} brought no {program}")


def install(packages):
    """apt-get install with every start of a service refused; /etc/resolv.conf stays as it was."""
    if not shutil.which("apt-get"):
        raise LeftOut(f"no apt-get to install {' '.join(packages)}")
    print(f"installing {' '.join(packages)}", flush=True)
    environment = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["env"] + [f"{name}={value}" for name, value in environment.items()]
    before = installed()
    resolver = pathlib.Path("/etc/resolv.conf")
    names = resolver.read_bytes() if resolver.exists() else None
    with services_refused():
        try:
            run(*command, "apt-get", "update", "-q", timeout=300)
            run(*command, "apt-get", "install", "-y", "-q", "--no-install-recommends",
                "-o", "Dpkg::Options::=--force-confold", *packages, timeout=600)
        except Failure as failure:
            raise LeftOut(f"packages cannot be installed: {failure}") from failure
    if names is not None and resolver.read_bytes() != names:
        resolver.write_bytes(names)
    for package in sorted(installed() - before):
        disable(package)


def installed():
    """The names of all installed packages."""
    return set(run("dpkg-query", "-W", "-f", "${binary:Package}\\n").split())


def disable(package):
    """The services of a package that the lab brought do not start at the next boot either."""
    for path in run("dpkg-query", "-L", package, check=False).splitlines():
        if path.startswith("/etc/init.d/"):
            run("update-rc.d", os.path.basename(path), "disable", check=False)
        elif path.endswith(".service") and "/systemd/system/" in path and shutil.which("systemctl"):
            run("systemctl", "--root=/", "disable", os.path.basename(path), check=False)


@contextlib.contextmanager
def services_refused():
    """Debian's own way to install without starting: a policy-rc.d that answers 101, taken away afterwards."""
    made = not POLICY.exists()
    if made:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        yield
    finally:
        if made:
            POLICY.unlink(missing_ok=True)
