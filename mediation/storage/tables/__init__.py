"""The schema: one file per group of tables; every column is sealed or named in the table of clear facts."""

from mediation.storage.tables.base import METADATA
from mediation.storage.tables.cases import case_items, cases, counters, documents, matters, search_entries
from mediation.storage.tables.office import accounts, tokens, units, volunteers
from mediation.storage.tables.register import bookings, volunteer_records
from mediation.storage.tables.sign_in import attempts, credentials, drafts, sessions, sign_in_links
from mediation.storage.tables.work import deadlines, effects, letters, messages, refusals, requests

__all__ = [
    "METADATA", "accounts", "attempts", "bookings", "case_items", "cases", "counters", "credentials", "deadlines",
    "documents", "drafts", "effects", "letters", "matters", "messages", "refusals", "requests", "search_entries", "sessions",
    "sign_in_links", "tokens", "units", "volunteer_records", "volunteers",
]  # fmt: skip
