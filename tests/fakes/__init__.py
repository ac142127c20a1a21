"""Every port of a unit of work, kept in memory: a transaction changes a copy, which takes the place of what was."""

from tests.fakes.stores import MemoryDatabase, MemoryStores, memory_app

__all__ = ["MemoryDatabase", "MemoryStores", "memory_app"]
