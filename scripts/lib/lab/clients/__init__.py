"""DHCPv6 clients that nobody here wrote, each in a namespace and with private folders."""

from .dhclient import Dhclient
from .dhcp6c import Dhcp6c
from .dhcpcd import Dhcpcd
from .dibbler import Dibbler

__all__ = ["Dhclient", "Dhcp6c", "Dhcpcd", "Dibbler"]
