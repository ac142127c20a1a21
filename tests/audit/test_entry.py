"""What may be written down, and above all what may not."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from audit.entry import COUNTER_END, MOST_FACTS, MOST_ROWS, Entry, RowHash
from audit.errors import BadEntry
from tests.audit.journals import NOON, an_entry

HASH = "0123456789abcdef" * 4

REFUSED: dict[str, dict[str, Any]] = {
    "a name with a capital":               {"facts": {"who": "Aino"}},
    "a full name":                         {"facts": {"who": "aino virtanen"}},
    "a name with umlauts":                 {"facts": {"who": "väinö"}},
    "a sentence":                          {"purpose": "he asked me to"},
    "an e-mail address":                   {"facts": {"to": "aino@mediation.example"}},
    "a personal identity code":            {"facts": {"who": "010190-900a"}},
    "an identity code of this century":    {"thing": "010105a901c"},
    "an identity code behind a prefix":    {"case": "p:010190-900a"},
    "a telephone number":                  {"facts": {"to": "0401234567"}},
    "a telephone number with dashes":      {"facts": {"to": "040-123-4567"}},
    "a telephone number as a counter":     {"facts": {"to": 358401234567}},
    "a token longer than 64":              {"facts": {"what": "a" * 65}},
    "an empty fact":                       {"facts": {"what": ""}},
    "a fact without a proper name":        {"facts": {"Full name": "x"}},
    "a negative counter":                  {"facts": {"hits": -1}},
    "a truth value":                       {"facts": {"ok": True}},
    "a fraction":                          {"facts": {"share": 0.5}},
    "a list of facts":                     {"facts": {"all": ["a"]}},
    "too many facts":                      {"facts": {f"f{i}": i for i in range(MOST_FACTS + 1)}},
    "a line break behind a token":         {"actor": "u_tuuli\n"},
    "nobody":                              {"actor": ""},
    "a verb without an object":            {"act": "recorded"},
    "a verb of more than 64 characters":   {"act": "a." + "b" * 63},
    "no verb":                             {"act": ""},
    "a local time without a zone":         {"at": datetime(2026, 1, 5, 12)},
    "a date instead of an instant":        {"at": "2026-01-05"},
    "a version before the first":          {"case_version": -1},
    "a counter that is too large":         {"case_version": COUNTER_END},
    "a commitment that is no hash":        {"commitment": HASH[1:]},
    "a hash in capitals":                  {"commitment": HASH.upper()},
    "rows that are no row hashes":         {"rows": (("notes", "n_1", 1, HASH),)},
    "too many rows":                       {"rows": (RowHash("notes", "n_1", 1, HASH),) * (MOST_ROWS + 1)},
    "a later version of the format":       {"version": 2},
    "a version that is only nearly one":   {"version": True},
}  # fmt: skip

ACCEPTED: dict[str, dict[str, Any]] = {
    "an id":                       {"facts": {"deadline": "d_01jd3v5k9qz8r7m6n5p4h3g2f1"}},
    "a random identifier":         {"facts": {"message": "123e4567-e89b-12d3-a456-426614174000"}},
    "a language":                  {"facts": {"language": "fi"}},
    "a rule":                      {"facts": {"rule": "1015.2005:13.2"}},
    "a long section":              {"facts": {"section": "1015.2005:13.2"}},
    "a legal day":                 {"facts": {"due_on": "2026-02-28"}},
    "the largest counter":         {"facts": {"hits": COUNTER_END - 1}},
    "nothing but who and what":    {"case": "", "rows": (), "request": ""},
    "a long row key":              {"rows": (RowHash("consents", "c_1:p_2:" + "m" * 120, 0, HASH),)},
    "a number as a row key":       {"rows": (RowHash("outbox", "12345678", 0, HASH),)},
}  # fmt: skip

BAD_ROWS: dict[str, tuple[Any, ...]] = {
    "a name as a key":             ("persons", "Aino", 1, HASH),
    "an identity code as a key":   ("persons", "010190-900a", 1, HASH),
    "a key longer than 128":       ("persons", "k" * 129, 1, HASH),
    "no table":                    ("", "p_1", 1, HASH),
    "a version as text":           ("persons", "p_1", "1", HASH),
    "no hash":                     ("persons", "p_1", 1, ""),
}  # fmt: skip


@pytest.mark.parametrize("sentence", REFUSED)
def test_an_entry_refuses(sentence: str) -> None:
    with pytest.raises(BadEntry) as refusal:
        an_entry(**REFUSED[sentence])
    assert "aino" not in str(refusal.value).lower()
    assert "0190" not in str(refusal.value)


@pytest.mark.parametrize("sentence", ACCEPTED)
def test_an_entry_accepts(sentence: str) -> None:
    assert an_entry(**ACCEPTED[sentence]) == an_entry(**ACCEPTED[sentence])


@pytest.mark.parametrize("sentence", BAD_ROWS)
def test_a_row_hash_refuses(sentence: str) -> None:
    with pytest.raises(BadEntry):
        RowHash(*BAD_ROWS[sentence])


def test_an_instant_is_kept_in_utc() -> None:
    helsinki = timezone(timedelta(hours=2))
    entry = an_entry(at=NOON.astimezone(helsinki))
    assert (entry.at, entry.at.tzinfo) == (NOON, UTC)


def test_the_facts_of_an_entry_cannot_be_changed_afterwards() -> None:
    facts: dict[str, str | int] = {"hits": 1}
    entry = an_entry(facts=facts)
    facts["hits"] = 2
    with pytest.raises(TypeError):
        entry.facts["hits"] = 2  # type: ignore[index]
    assert entry.facts == {"hits": 1}


def test_an_entry_says_whether_its_rows_are_gone() -> None:
    assert an_entry(facts={"rows": "deleted"}).deletes_rows
    assert not an_entry(facts={"rows": "moved"}).deletes_rows
    assert not Entry(at=NOON, actor="u_tuuli", act="case.viewed").deletes_rows
