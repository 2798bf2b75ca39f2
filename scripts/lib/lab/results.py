"""What a bench leaves behind: one JSON file in build/bench, with when, how and on what machine it was measured."""

import datetime
import json
import os
import sys
import time

from . import machine
from .shell import ROOT, run

FOLDER = ROOT / "build" / "bench"


def about(options):
    """What every result says beside its figures; to be asked when measuring begins."""
    return {"when": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "command": " ".join(sys.argv), "commit": commit(),
            "machine": machine.computer(), "options": {key: value for key, value in vars(options).items() if isinstance(value, (int, float, str))}}


def commit():
    return run("git", "-C", ROOT, "describe", "--always", "--dirty", check=False).strip()


def path(name):
    """Where a result of now belongs: build/bench/NAME-TIME.json."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FOLDER / f"{name}-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}.json"


def save(name, result):
    """Writes a result and returns the place as people read it."""
    target = path(name)
    target.write_text(json.dumps(result, indent=1))
    return target.relative_to(ROOT)


def say(text):
    """A line about how a long measurement goes on."""
    print(f"{time.strftime('%H:%M:%S')} load {os.getloadavg()[0]:.1f}  {text}", flush=True)
