"""The clients' ledger against the server's database. It knows nothing of the server but its list of leases.

The ledger is one JSON object a line, written by the client. A lease in a Reply: message REPLY, time (it came), asked
(first sent), client (DUID in hex), iaid, resource, valid (seconds), expires (asked + valid, null: never). A client that
lets a lease go before that: the same with another message (RELEASE, DECLINE, ...) or with valid 0, without expires.
A client that stops waiting for an answer: message UNANSWERED, time, to (what it asked), client; of no lease.
"""

import ipaddress
import json
import math
from dataclasses import dataclass

from .servers.outrigger import epoch


@dataclass(frozen=True)
class Entry:
    """A resource that a client holds until `expiry` (epoch seconds); -infinity: it let go of it."""

    time: float
    client: str
    iaid: int
    resource: str
    expiry: float


class Ledger:
    """Reads a growing ledger file and keeps the newest entry of every resource."""

    def __init__(self, path):
        self.path = path
        self.offset = 0
        self.replies = 0
        self.newest = {}
        self.violations = []

    def read(self):
        """Takes in the lines written since the last call; a line that is not complete yet stays for the next."""
        if not self.path.exists():
            return
        with open(self.path, "rb") as lines:
            lines.seek(self.offset)
            text = lines.read()
        whole = text[: text.rfind(b"\n") + 1]
        self.offset += len(whole)
        for line in whole.splitlines():
            if line.strip():
                self.add_line(json.loads(line))

    def add_line(self, line):
        if line["message"] != "UNANSWERED":
            self.add(entry(line))

    def add(self, new):
        """One line; a resource that another client still holds is a violation."""
        old = self.newest.get(new.resource)
        granted = new.expiry > new.time
        self.replies += granted
        other = old and (old.client, old.iaid) != (new.client, new.iaid)
        if other and not granted:
            return  # another has it already
        if other and new.time < old.expiry:
            self.violations.append(f"{new.resource} given to {new.client} at {new.time:.3f} while {old.client} holds it "
                                   f"until {old.expiry:.3f}")
        self.newest[new.resource] = new

    def check(self, rows, now, slack=1.0):
        """What the database lacks of what clients were told: a list of sentences, empty if all is well.

        A client counts its lifetime from the moment it asked, before the server did: slack (seconds) is for rounding.
        """
        found, self.violations = self.violations, []
        database = {}
        for row in rows:
            if row.status != "ACTIVE":
                continue
            if row.resource in database:
                found.append(f"{row.resource} is in the database twice: {database[row.resource].client}, {row.client}")
            database[row.resource] = row
        found += self.shape(database)
        for resource, told in self.newest.items():
            if told.expiry <= now:
                continue
            row = database.get(resource)
            if row is None:
                found.append(f"{resource} of {told.client} (IAID {told.iaid}, Reply at {told.time:.3f}) is not in the database")
            elif row.client != told.client or row.iaid != told.iaid:
                found.append(f"{resource} of {told.client} (IAID {told.iaid}) is {row.client}'s (IAID {row.iaid}) in the database")
            elif row.expires < told.expiry - slack:
                found.append(f"{resource} of {told.client} was told until {told.expiry:.3f}, in the database {row.expires:.3f}")
        return found

    def shape(self, database):
        """What no database may look like, whatever the clients were told."""
        return overlaps(database) + doubled(database)


def overlaps(database):
    """Resources of one database that lie within each other."""
    networks = sorted((ipaddress.IPv6Network(resource), resource) for resource in database)
    return [f"{inner} lies within {outer}" for (wide, outer), (narrow, inner) in zip(networks, networks[1:])
            if narrow.subnet_of(wide)]


def doubled(database):
    """IAs that have several resources of one kind: these clients ask for one each."""
    holdings = {}
    for resource, row in database.items():
        holdings.setdefault((row.client, row.iaid, "/" in resource), []).append(resource)
    return [f"{client} (IAID {iaid}) has {' and '.join(held)}" for (client, iaid, _), held in holdings.items() if len(held) > 1]


def entry(line):
    """An Entry from one parsed line."""
    granted = line["message"] == "REPLY" and line.get("valid", 0) > 0
    return Entry(time=epoch(line["time"]), client=line["client"].replace(":", "").lower(), iaid=int(line["iaid"]),
                 resource=line["resource"], expiry=epoch(line.get("expires")) if granted else -math.inf)
