"""THE table of what stays readable in the databases: each column, and why; everything else is sealed or hashed.

A thief of a database reads these and nothing more. A new column is sealed, or gets its row here with a reason.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clear:
    """One readable column; `holds` says of what shape its values are, `why` what it is needed for."""

    table: str
    column: str
    holds: str
    why: str


@dataclass(frozen=True, slots=True)
class Hashed:
    """One column that holds a hash or a wrapped key: of no use to a reader."""

    table: str
    column: str
    how: str


# What a readable value may look like; `text` and `record` are looked at one by one, in the rows that use them.
SHAPES: dict[str, str] = {
    "id":      r"[a-z]{1,3}_[0-9a-z_]{1,29}|",
    "code":    r"[a-z][a-z0-9_]{0,63}",
    "number":  r"-?[0-9]+",
    "day":     r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "instant": r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+(\+00:00)?Z?",
    "yes_no":  r"0|1|True|False",
    "key":     r"[A-Za-z0-9._:-]{1,160}",
    "text":    r".*",
    "record":  r"(?s).*",
}  # fmt: skip

# fmt: off
#     table                  column            holds      why it stays readable
CLEAR: tuple[Clear, ...] = (
    Clear("cases",               "id",             "id",      "names the row; random"),
    Clear("cases",               "office",         "id",      "every query is one office's"),
    Clear("cases",               "number",         "key",     "unique in the office; says year and order only"),
    Clear("cases",               "version",        "number",  "refuses a stale change"),
    Clear("cases",               "head_version",   "number",  "part of what the head is bound to"),
    Clear("cases",               "touched_on",     "day",     "lists, last changed first; a day, no time"),
    Clear("matters",             "id",             "id",      "names the row; random"),
    Clear("matters",             "case_id",        "id",      "finds a case's matters"),
    Clear("matters",             "office",         "id",      "every query is one office's"),
    Clear("matters",             "position",       "number",  "order within the case"),
    Clear("matters",             "kind",           "code",    "crime or dispute: queues, statistics"),
    Clear("matters",             "offence_class",  "code",    "class for statistics, never the title"),
    Clear("matters",             "state",          "code",    "queues"),
    Clear("matters",             "outcome",        "code",    "statistics"),
    Clear("matters",             "authority",      "id",      "which unit is owed a report"),
    Clear("matters",             "arrived_on",     "day",     "queues, statistics"),
    Clear("matters",             "accepted_at",    "instant", "statistics: how long it took"),
    Clear("matters",             "ended_at",       "instant", "statistics: how long it took"),
    Clear("matters",             "closed_at",      "instant", "statistics; the retention clock"),
    Clear("matters",             "held_since",     "day",     "statistics without the days on hold"),
    Clear("matters",             "held_days",      "number",  "statistics without the days on hold"),
    Clear("case_items",          "case_id",        "id",      "finds a case's records"),
    Clear("case_items",          "position",       "number",  "order of making"),
    Clear("case_items",          "id",             "id",      "names the row; random"),
    Clear("case_items",          "kind",           "code",    "notes are fetched a page at a time"),
    Clear("case_items",          "version",        "number",  "part of what the record is bound to"),
    Clear("case_items",          "concerns",       "id",      "a unit's reports, a mediator's assignments"),
    Clear("case_items",          "state",          "code",    "of a report or an assignment: their lists"),
    Clear("documents",           "id",             "id",      "names the row; random"),
    Clear("documents",           "case_id",        "id",      "finds a case's documents"),
    Clear("documents",           "kind",           "code",    "lists without opening each"),
    Clear("documents",           "language",       "code",    "lists without opening each"),
    Clear("documents",           "made_at",        "instant", "lists without opening each"),
    Clear("search_entries",      "office",         "id",      "each office has an index of its own"),
    Clear("search_entries",      "sequence",       "number",  "what is new since an index was opened"),
    Clear("search_entries",      "entry_id",       "id",      "names the row; random"),
    Clear("search_entries",      "case_id",        "id",      "part of what the entry is bound to; erasure"),
    Clear("search_entries",      "removed",        "yes_no",  "tells an open index what to drop"),
    Clear("counters",            "office",         "id",      "each office counts for itself"),
    Clear("counters",            "name",           "key",     "which row of numbers"),
    Clear("counters",            "last",           "number",  "the last number given out"),
    Clear("accounts",            "id",             "id",      "names the row; random"),
    Clear("accounts",            "office",         "id",      "every query is one office's"),
    Clear("accounts",            "roles",          "record",  "JSON list of role codes: who may do what"),
    Clear("accounts",            "unit",           "id",      "of which authority's unit the account is"),
    Clear("accounts",            "volunteer",      "id",      "whose account in the register it is"),
    Clear("accounts",            "version",        "number",  "part of what the holder's details are bound to"),
    Clear("accounts",            "disabled_at",    "instant", "a disabled account never signs in"),
    Clear("tokens",              "account",        "id",      "whose token it is"),
    Clear("tokens",              "made_at",        "instant", "shown to the administrator"),
    Clear("tokens",              "expires_at",     "instant", "a token runs out"),
    Clear("tokens",              "revoked_at",     "instant", "a token can be taken back"),
    Clear("credentials",         "id",             "id",      "names the row; random"),
    Clear("credentials",         "account",        "id",      "whose it is"),
    Clear("credentials",         "kind",           "code",    "password, second factor, recovery code, passkey"),
    Clear("credentials",         "counter",        "number",  "a code or a signature is never taken twice"),
    Clear("credentials",         "made_at",        "instant", "shown to its holder"),
    Clear("credentials",         "used_at",        "instant", "shown to its holder; a recovery code is used once"),
    Clear("sessions",            "id",             "id",      "names the row in its holder's list; random"),
    Clear("sessions",            "account",        "id",      "whose session it is"),
    Clear("sessions",            "audience",       "code",    "which part of the pages it opens"),
    Clear("sessions",            "way",            "code",    "how it was signed in"),
    Clear("sessions",            "begun_at",       "instant", "shown to its holder"),
    Clear("sessions",            "seen_at",        "instant", "the idle lock"),
    Clear("sessions",            "proved_at",      "instant", "sensitive acts want a fresh proof"),
    Clear("sessions",            "ends_at",        "instant", "a session runs out"),
    Clear("sessions",            "ended_at",       "instant", "a session can be ended from afar"),
    Clear("sign_in_links",       "account",        "id",      "whose link it is"),
    Clear("sign_in_links",       "purpose",        "code",    "what it opens"),
    Clear("sign_in_links",       "ends_at",        "instant", "a link runs out"),
    Clear("sign_in_links",       "used_at",        "instant", "a link is used once"),
    Clear("attempts",            "failed",         "number",  "how often, to slow down guessing"),
    Clear("attempts",            "since",          "instant", "since when they are counted"),
    Clear("attempts",            "closed_until",   "instant", "until when no further try is taken"),
    Clear("drafts",              "account",        "id",      "whose unsent text it is"),
    Clear("drafts",              "kept_at",        "instant", "tells its holder from when the text is"),
    Clear("units",               "id",             "id",      "names the row; chosen by the office"),
    Clear("units",               "office",         "id",      "the office that verified the unit"),
    Clear("units",               "kind",           "code",    "police, prosecutor, court"),
    Clear("units",               "name",           "text",    "a public body, in no case's own words"),
    Clear("units",               "language",       "code",    "the language of its reports"),
    Clear("units",               "email",          "text",    "the registry of a public body, no person's"),
    Clear("volunteers",          "id",             "id",      "names the row; random"),
    Clear("volunteers",          "office",         "id",      "every query is one office's"),
    Clear("volunteers",          "standing",       "code",    "who may be offered a case"),
    Clear("volunteers",          "version",        "number",  "part of what the details are bound to"),
    Clear("deadlines",           "id",             "id",      "names the row; random"),
    Clear("deadlines",           "office",         "id",      "every query is one office's"),
    Clear("deadlines",           "case_id",        "id",      "finds a case's deadlines"),
    Clear("deadlines",           "matter_id",      "id",      "a hold moves one matter's deadlines"),
    Clear("deadlines",           "rule",           "code",    "which rule it follows"),
    Clear("deadlines",           "subject",        "id",      "the record it is about"),
    Clear("deadlines",           "owner",          "code",    "the role that has it to do"),
    Clear("deadlines",           "due_on",         "day",     "what is owed today"),
    Clear("deadlines",           "state",          "code",    "what is still open"),
    Clear("deadlines",           "next_on",        "day",     "what is owed today: the sweep's index"),
    Clear("deadlines",           "plan",           "record",  "JSON of days, roles and counters; nobody's words"),
    Clear("effects",             "key",            "key",     "what is done once: codes, ids, days, a hash"),
    Clear("effects",             "done_at",        "instant", "when it was done"),
    Clear("messages",            "id",             "id",      "names the row and the mail"),
    Clear("messages",            "office",         "id",      "every query is one office's"),
    Clear("messages",            "case_id",        "id",      "finds a case's messages"),
    Clear("messages",            "kind",           "code",    "lists without opening each"),
    Clear("messages",            "state",          "code",    "what is still to be sent"),
    Clear("messages",            "queued_at",      "instant", "how long it has waited"),
    Clear("messages",            "not_before",     "instant", "never at night, with patience after a failure"),
    Clear("messages",            "attempts",       "number",  "given up at last; whose try a settlement is"),
    Clear("messages",            "claimed_until",  "instant", "a crashed sender's message comes back"),
    Clear("messages",            "sent_at",        "instant", "lists without opening each"),
    Clear("messages",            "channel",        "code",    "by which way it went"),
    Clear("requests",            "key",            "key",     "account and the client's own random key"),
    Clear("requests",            "at",             "instant", "old answers are dropped"),
    Clear("requests",            "answer",         "record",  "JSON of ids, states and versions"),
    Clear("refusals",            "id",             "number",  "names the row"),
    Clear("refusals",            "at",             "instant", "when"),
    Clear("refusals",            "actor",          "id",      "who"),
    Clear("refusals",            "code",           "code",    "which refusal"),
    Clear("refusals",            "case_id",        "id",      "what was asked for, if it could be a case at all"),
    Clear("journal_leaves",      "position",       "number",  "the entry's place in the tree"),
    Clear("journal_leaves",      "entry",          "record",  "ids, verbs, hashes of ciphertext: an auditor's"),
    Clear("journal_head",        "id",             "number",  "there is one"),
    Clear("journal_head",        "size",           "number",  "how many entries"),
    Clear("journal_pending",     "id",             "number",  "order of commits, roughly"),
    Clear("journal_pending",     "entry",          "record",  "as in journal_leaves, waiting for its place"),
    Clear("journal_checkpoints", "id",             "number",  "names the row"),
    Clear("journal_checkpoints", "size",           "number",  "how many entries are signed"),
    Clear("journal_checkpoints", "at",             "instant", "when it was signed"),
    Clear("journal_checkpoints", "note",           "record",  "the signed root hash, made to be published"),
    Clear("data_keys",           "tenant",         "id",      "the office; of the key database"),
    Clear("data_keys",           "scope",          "key",     "the case whose key it is, or what of the office"),
    Clear("data_keys",           "generation",     "number",  "counts a scope's keys"),
    Clear("data_keys",           "epoch",          "number",  "under which root key it lies"),
    Clear("data_keys",           "created_at",     "number",  "when, in microseconds"),
    Clear("data_keys",           "writes",         "number",  "a key is rolled before it is worn out"),
)

#      table                  column            what lies there
HASHED: tuple[Hashed, ...] = (
    Hashed("tokens",              "digest",        "SHA-256 of 256 random bits"),
    Hashed("credentials",         "lookup",        "HMAC-SHA-256 of a sign-in name, or SHA-256 of a passkey's id"),
    Hashed("sessions",            "digest",        "SHA-256 of 256 random bits"),
    Hashed("sign_in_links",       "digest",        "SHA-256 of 256 random bits"),
    Hashed("attempts",            "whose",         "HMAC-SHA-256 of an address or a sign-in name"),
    Hashed("drafts",              "place",         "HMAC-SHA-256 of account and page"),
    Hashed("requests",            "token",         "HMAC-SHA-256 of the request under a key of the key source"),
    Hashed("journal_leaves",      "leaf_hash",     "SHA-256 of the entry"),
    Hashed("journal_head",        "frontier",      "hashes of the tree"),
    Hashed("data_keys",           "wrapped",       "a data key under the root key of its epoch"),
)
# fmt: on
