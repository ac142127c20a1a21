"""The schema: one file per group of tables; every column is sealed or named in the table of clear facts."""

from mediation.storage.tables.base import METADATA
from mediation.storage.tables.cases import case_items, cases, counters, documents, matters, search_entries
from mediation.storage.tables.office import accounts, tokens, units, volunteers
from mediation.storage.tables.register import bookings, volunteer_records
from mediation.storage.tables.work import deadlines, effects, messages, refusals, requests

__all__ = [
    "METADATA", "accounts", "bookings", "case_items", "cases", "counters", "deadlines", "documents", "effects",
    "matters", "messages", "refusals", "requests", "search_entries", "tokens", "units", "volunteer_records",
    "volunteers",
]  # fmt: skip
