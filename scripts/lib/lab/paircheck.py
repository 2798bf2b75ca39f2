"""What must hold for a pair, whatever happened to it: clients' ledgers against two databases. Knows nothing of the servers."""

import math
from dataclasses import dataclass

from .ledger import Ledger, entry, overlaps
from .servers.outrigger import epoch

FREE = ("FREE", "FREE-BACKUP", "FREE_BACKUP")
ROUNDING = 1.0  # seconds: databases tell whole ones
SENT_WITHIN = 3.0  # seconds: the partner lifetime counts from the moment that the BNDUPD is sent, rounded up
RETRANSMITTED = 0.4  # seconds: nobody who waited less for a Reply has asked twice (REQ_TIMEOUT 1 s, scaled by half, less 10 %)


@dataclass(frozen=True)
class Bounds:
    """What the configuration allows, in seconds."""

    desired: int
    t1: int
    mclt: int


class PairLedger(Ledger):
    """The clients' ledger, which also judges each lifetime when it is read (RFC 8156 section 4.4).

    A server knows of no acked partner lifetime later than what it has offered its partner: the moment of an earlier
    decision for this resource, plus the desired lifetime, plus the time until that client's T1. A decision whose Reply was
    lost (its server was killed or stopped with it) does not show: any earlier Reply to the same client for a resource of
    the kind, an exchange with retransmissions, and one that the client gave up without an answer, may stand for one. So the
    bound here is never stricter than the rule, and it is exactly MCLT for the first Reply that a client has after asking once.
    """

    def __init__(self, path, bounds):
        super().__init__(path)
        self.bounds = bounds
        self.promised = {}  # resource, client with its kind, or client -> the latest partner lifetime that any earlier Reply can have led to
        self.unbounded = []  # (from, to) in which a server was in PARTNER-DOWN, where nothing is cut
        self.silences = []  # (from, to) in which nothing could pass between the servers
        self.waiting = {}  # promises of Replies in a silence: the partner cannot know them before its end
        self.servers = {}  # DUID of a server -> Replies

    def parsed(self, line):
        """One line of the file, before it is added."""
        new = entry(line)
        if line["message"] == "REPLY" and line.get("valid", 0) > 0:
            self.judge(new, line)
        return new

    def add_line(self, line):
        if line["message"] == "UNANSWERED":
            self.give_up(line)
        else:
            self.add(self.parsed(line))

    def give_up(self, line):
        """A server may have decided on any question but a Solicit (these clients ask for no rapid commit)."""
        if line["to"] != "SOLICIT":
            client = line["client"].replace(":", "").lower()
            self.promised[client] = epoch(line["time"]) + SENT_WITHIN + self.bounds.desired + self.bounds.t1

    def judge(self, new, line):
        server = line.get("server", "")
        self.servers[server] = self.servers.get(server, 0) + 1
        if line["valid"] > self.bounds.desired:
            self.violations.append(f"{new.resource} given to {new.client} for {line['valid']} s, more than {self.bounds.desired} s desired")
        asked = epoch(line.get("asked", line["time"]))
        offered = new.time + SENT_WITHIN + self.bounds.desired + max(line.get("t1") or 0, self.bounds.t1)
        silent = within(self.silences, new.time)
        if not silent:
            self.promised.update({key: max(self.promised.get(key, -math.inf), late) for key, late in self.waiting.items()})
            self.waiting = {}
        keys = (new.resource, (new.client, new.iaid, "/" in new.resource))
        acked = max(self.promised.get(key, -math.inf) for key in (*keys, new.client))
        if new.time - asked > RETRANSMITTED and not silent:
            acked = offered
        latest = max(new.time, acked) + self.bounds.mclt
        if new.expiry > latest + ROUNDING and not within(self.unbounded, new.time):
            self.violations.append(
                f"{new.resource} given to {new.client} at {new.time:.3f} until {new.expiry:.3f}: {new.expiry - latest:.0f} s past "
                f"the lead time ({'first Reply for it' if acked == -math.inf else f'partner knew {acked:.0f} at most'})")
        promises = self.waiting if silent else self.promised
        for key in keys:
            promises[key] = max(promises.get(key, -math.inf), offered)

    def shape(self, database):
        """A client that began anew at the other server may have two until the older one ends."""
        return overlaps(database)

def within(stretches, time):
    return any(begin <= time <= end for begin, end in stretches)


def differences(first, second, now):
    """Where two databases (rows of GET /api/leases) are not the same; leases about to end are left to the next look."""
    left, right = index(first), index(second)
    found = []
    for resource in sorted(set(left) | set(right)):
        mine, theirs = left.get(resource), right.get(resource)
        if mine is None or theirs is None:
            row, holder = (mine, "first") if theirs is None else (theirs, "second")
            if held(row) or row["status"] == "ABANDONED":
                found.append(f"{resource} ({row['status']} of {row['client']}) is only in the {holder} database")
            continue
        if held(mine) and held(theirs) and max(mine["expires"], theirs["expires"]) <= now + ROUNDING:
            continue
        unlike = [key for key in ("status", "client", "iaid") if mine[key] != theirs[key]]
        if held(mine) and held(theirs) and not near(mine["expires"], theirs["expires"]):
            unlike.append("expires")
        if unlike:
            found.append(f"{resource} differs in " + ", ".join(f"{key} ({mine[key]} and {theirs[key]})" for key in unlike))
    return found


def near(one, other):
    return one == other or abs(one - other) <= ROUNDING


def held(row):
    return row["status"] == "ACTIVE"


def index(rows):
    """resource -> what is compared of it."""
    found = {}
    for row in rows:
        client = (row.get("client") or "").replace(":", "").lower()
        free = row["status"] in FREE  # whose it was last is of no more account
        found[row["resource"]] = {
            "status": row["status"], "client": "-" if free else client, "iaid": 0 if free else int(row.get("iaid") or 0),
            "expires": epoch(row.get("expires"))}
    return found
