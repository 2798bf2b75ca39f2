"""Servers behind one small interface, so that the lab and the benchmarks run against any of them."""

import importlib

from .base import LeaseRow, Server

__all__ = ["LeaseRow", "NAMES", "Server", "driver"]
NAMES = ("outrigger", "kea")


def driver(name):
    """The Server class of this name."""
    module = importlib.import_module(f"{__name__}.{name}")
    return module.DRIVER
