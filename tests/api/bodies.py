"""One body for every action that its form takes; what the ids in it name exists in no case."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from typing import Any, Final

ZERO: Final = "0" * 26
M, P, Q, I = [f"m_{ZERO}"], f"p_{ZERO}", f"p_{'1' * 26}", f"i_{ZERO}"  # noqa: E741  the shortest references there are
NOW: Final = "2026-09-01T09:00:00+03:00"
APOLOGY: Final = {"kind": "apology", "promised_by": P, "promised_to": Q, "text": "Anteeksi."}

# fmt: off
BODIES: Final[dict[str, dict[str, Any]]] = {
    "agreements certify":   {"agreement": I},
    "agreements draft":     {"matters": M, "items": [APOLOGY]},
    "agreements sign":      {"agreement": I, "person": P, "at": NOW},
    "assignments answer":   {"assignment": I, "accept": True, "undisqualified": True},
    "assignments line-up":  {"matters": M, "volunteers": [f"v_{ZERO}"]},
    "assignments offer":    {"matters": M, "volunteer": f"v_{ZERO}"},
    "assignments recuse":   {"assignment": I},
    "assignments release":  {"assignment": I},
    "conditions assess":    {"matters": M, "question": "suitable", "holds": True, "reason": "On."},
    "consents ask":         {"matters": M},
    "consents record":      {"matters": M, "person": P, "rights_explained_at": NOW, "given_at": NOW, "language": "fi", "channel": "phone"},
    "consents withdraw":    {"matters": M, "person": P},
    "contacts record":      {"matters": M, "person": P, "went": "unanswered"},
    "decisions appeal":     {"decision": I, "person": P},
    "decisions make":       {"matters": M, "kind": "accept", "reasons": "On."},
    "decisions notify":     {"decision": I, "person": P},
    "decisions serve":      {"decision": I, "person": P, "channel": "letter"},
    "doubts raise":         {"matters": M, "person": P, "about": "voluntariness", "reason": "Syy."},
    "doubts settle":        {"doubt": I, "because": "Syy."},
    "hearings record":      {"matters": M, "person": P, "how": "answered"},
    "matters account":      {"matters": M, "text": "Pidettiin."},
    "matters begin-triage": {"matters": M},
    "matters charge":       {"matters": M},
    "matters close":        {"matters": M},
    "matters correct":      {"matters": M, "title": "Vahingonteko"},
    "matters end":          {"matters": M},
    "matters follow-up":    {"matters": M},
    "matters hold":         {"matters": M, "reason": "Matkoilla."},
    "matters interrupt":    {"matters": M, "ground": "no_conditions", "reasons": "Ei ole."},
    "matters resume":       {"matters": M},
    "matters triage":       {"matters": M, "venue_is_here": True},
    "mediators name":       {"matters": M},
    "meetings arrange":     {"matters": M, "form": "joint", "starts_at": "2026-09-20T15:00:00+03:00", "invited": [P]},
    "meetings cancel":      {"meeting": I, "because": "Sairaus."},
    "meetings interpret":   {"meeting": I, "interpreting": {"person": P, "language": "so", "interpreter": "Tulkki"}},
    "meetings move":        {"meeting": I, "starts_at": "2026-09-20T15:00:00+03:00"},
    "meetings record":      {"meeting": I, "came": [P]},
    "notes add":            {"text": "Muistiinpano."},
    "obligations record":   {"obligation": I, "step": "keep", "on": "2026-09-01"},
    "papers make":          {"matters": M, "kind": "rights_plain", "reader": P},
    "papers receive":       {"matters": M, "request": f"f_{ZERO}"},
    "people add":           {"person": {"ref": "h", "name": "Hilla Huoltaja"}, "role": "custodian", "acts_for": P},
    "people correct":       {"person": P, "name": "Toinen Nimi"},
    "people review-age":    {"person": P},
    "reports acknowledge":  {"report": I},
    "reports approve":      {"report": I},
    "reports prepare":      {"matters": M},
    "reports recall":       {"report": I},
    "reports retrieve":     {"report": I},
    "reports return":       {"report": I},
    "reports send":         {"report": I},
    "requests answer":      {"request": I, "text": "Vastaus."},
    "requests decide":      {"request": I, "reasons": "Syy."},
    "requests enter":       {"matters": M, "kind": "timing", "text": "Milloin?"},
    "venue dispute":        {"matters": M},
    "venue misplace":       {"matters": M, "office": "Keksitty toimisto"},
    "venue settle":         {"matters": M, "here": True},
}
# fmt: on

V: Final = f"v_{ZERO}"
# fmt: off
RECORD_BODIES: Final[dict[str, dict[str, Any]]] = {
    "availability keep":        {"volunteer": V, "pattern": [{"weekday": 2, "begins": "17:00", "ends": "20:00"}]},
    "availability end-link":    {"volunteer": V},
    "availability link":        {"volunteer": V},
    "expenses approve":         {"claim": f"e_{ZERO}"},
    "expenses claim":           {"meeting": I, "basis": "base"},
    "expenses pay":             {},
    "expenses receipt":         {"claim": f"e_{ZERO}", "content": "JVBERi0xLjc="},
    "expenses return":          {"claim": f"e_{ZERO}", "reason": "Kuitti puuttuu."},
    "expenses tax-reported":    {"year": 2025},
    "letters again":            {"letter": f"w_{ZERO}"},
    "letters drop":             {"letter": f"w_{ZERO}"},
    "letters posted":           {"batch": f"b_{ZERO}"},
    "letters print":            {},
    "letters returned":         {"letter": f"w_{ZERO}"},
    "volunteers correct":       {"volunteer": V, "name": "Ulla Toinen"},
    "volunteers course":        {"volunteer": V, "kind": "basic", "hours": 54, "completed_on": "2026-01-15"},
    "volunteers register":      {"name": "Ulla Uusi"},
    "volunteers rest":          {"volunteer": V, "until": "2099-01-01"},
    "volunteers revoke-course": {"volunteer": V, "kind": "basic", "completed_on": "2026-01-15", "reason": "Väärä."},
    "volunteers step":          {"volunteer": V, "step": "interview"},
    "volunteers talk":          {"volunteer": V, "kind": "annual", "held_on": "2026-01-15"},
}
# fmt: on
