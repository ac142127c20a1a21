"""THE table of next steps: where a matter stands and what it lacks → what the office does now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from mediation.states.matter import MatterState

S = MatterState
Desk = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next on some matters: a page of its own, or the form of an action with some fields filled in."""

    code: str
    href: str
    matters: tuple[str, ...]
    missing: tuple[dict[str, str], ...]
    send: tuple[tuple[str, str], ...] | None = None
    waits: bool = False


def _no_offer_is_open(desk: Desk, matter: str) -> bool:
    return not any(matter in m["matters"] and m["state"] == "offered" for m in desk["mediators"])


def _a_meeting_is_arranged(desk: Desk, matter: str) -> bool:
    return any(matter in m["matters"] and m["state"] == "arranged" for m in desk["meetings"])


def _is_drafted(desk: Desk, matter: str) -> bool:
    return any(matter in a["matters"] and not a["superseded"] for a in desk["agreements"])


def _report_is(state: str) -> Callable[[Desk, str], bool]:
    return lambda desk, matter: any(matter in r["matters"] and r["state"] == state for r in desk["reports"])


def _always(desk: Desk, matter: str) -> bool:
    del desk, matter
    return True


# fmt: off
#    where it stands           what it lacks              if                       what to do now
NEXT: list[tuple[MatterState, str, Callable[[Desk, str], bool], str]] = [
    (S.RECEIVED,               "",                        _always,                 "matters/triage"),
    (S.TRIAGE,                 "",                        _always,                 "matters/triage"),
    (S.EXAMINING_CONDITIONS,   "every_consent",           _always,                 "consents"),
    (S.EXAMINING_CONDITIONS,   "everyone_understands",    _always,                 "conditions"),
    (S.EXAMINING_CONDITIONS,   "facts_are_confirmed",     _always,                 "conditions"),
    (S.EXAMINING_CONDITIONS,   "in_victims_interest",     _always,                 "conditions"),
    (S.EXAMINING_CONDITIONS,   "protection_is_assessed",  _always,                 "conditions"),
    (S.EXAMINING_CONDITIONS,   "is_purposeful",           _always,                 "conditions"),
    (S.EXAMINING_CONDITIONS,   "is_suitable",             _always,                 "conditions"),
    (S.EXAMINING_CONDITIONS,   "acceptance_is_decided",   _always,                 "decision"),
    (S.ACCEPTED,               "mediators_are_ready",     _no_offer_is_open,       "assignments/offer"),
    (S.ACCEPTED,               "mediators_are_ready",     _always,                 "assignments/offer"),
    (S.ACCEPTED,               "",                        _always,                 "mediators/name"),
    (S.MEDIATORS_NAMED,        "a_meeting_was_held",      _a_meeting_is_arranged,  "meetings/record"),
    (S.MEDIATORS_NAMED,        "a_meeting_was_held",      _always,                 "meetings/arrange"),
    (S.IN_MEDIATION,           "everyone_has_signed",     _is_drafted,             "agreements/sign"),
    (S.IN_MEDIATION,           "everyone_has_signed",     _a_meeting_is_arranged,  "meetings/record"),
    (S.IN_MEDIATION,           "everyone_has_signed",     _always,                 "agreements/draft"),
    (S.IN_MEDIATION,           "agreement_is_certified",  _always,                 "waits_for_mediator"),
    (S.AGREED,                 "account_is_given",        _always,                 "waits_for_mediator"),
    (S.NO_AGREEMENT,           "account_is_given",        _always,                 "waits_for_mediator"),
]
# From here on every ending goes the same way: a report in three steps where an authority waits, then follow-up or closing.
REPORTING: list[tuple[str, Callable[[Desk, str], bool], str]] = [
    ("authority_is_informed",  _report_is("approved"),    "reports/send"),
    ("authority_is_informed",  _report_is("draft"),       "reports/approve"),
    ("authority_is_informed",  _always,                   "reports/prepare"),
    ("fulfilment_is_told",     _report_is("approved"),    "reports/send"),
    ("fulfilment_is_told",     _report_is("draft"),       "reports/approve"),
]
# fmt: on
FORWARD = {
    S.RECEIVED: "begin_triage",
    S.TRIAGE: "examine",
    S.EXAMINING_CONDITIONS: "accept",
    S.ACCEPTED: "name_mediators",
    S.MEDIATORS_NAMED: "start_mediation",
    S.IN_MEDIATION: "agree",
}  # fmt: skip
PRESETS = {"matters/triage": [("venue_is_here", "yes")]}
AT_ONCE = {"matters/triage", "mediators/name", "reports/prepare", "reports/approve", "reports/send", "matters/close",
           "matters/follow-up"}  # fmt: skip
"""Steps with nothing to fill in: their button does them."""
ITEM_OF = {"reports/approve": ("report", "draft"), "reports/send": ("report", "approved")}


def next_steps(desk: Desk) -> list[Next]:
    """What to do next in a case, matters that stand alike together, the one that is furthest behind first."""
    found: dict[str, Next] = {}
    order = list(MatterState)
    for matter in sorted(desk["matters"], key=lambda m: order.index(m["state"])):
        code, missing = _code(desk, matter)
        if not code:
            continue
        known = found.get(code)
        matters = (*(known.matters if known else ()), matter["id"])
        lacks = {(n["code"], n["subject"]): n for n in (*(known.missing if known else ()), *missing)}
        found[code] = _next(desk, code, matters, tuple(lacks.values()))
    return list(found.values())


def _next(desk: Desk, code: str, matters: tuple[str, ...], missing: tuple[dict[str, str], ...]) -> Next:
    at = f"/cases/{desk['id']}"
    if "/" not in code:
        return Next(code, f"{at}/{code}", matters, missing, waits=code == "waits_for_mediator")
    fields = [("matters", m) for m in matters] + PRESETS.get(code, [])
    if code in ITEM_OF:
        name, state = ITEM_OF[code]
        fields = [(name, r["id"]) for r in desk["reports"] if r["state"] == state and set(r["matters"]) & set(matters)][
            :1
        ]
    send = tuple(fields) if code in AT_ONCE else None
    waits = code == "assignments/offer" and not all(_no_offer_is_open(desk, m) for m in matters)
    return Next(code, f"{at}/steps/{code}?{urlencode(fields)}", matters, missing, send, waits)


def _code(desk: Desk, matter: dict[str, Any]) -> tuple[str, list[dict[str, str]]]:
    state, offers = MatterState(matter["state"]), {o["step"]: o for o in matter["steps"]}
    missing: list[dict[str, str]] = offers.get(FORWARD.get(state, ""), {}).get("missing", [])
    codes = {need["code"] for need in missing}
    for at, lacks, holds, what in NEXT:
        if at is state and (not lacks or lacks in codes or lacks in _lacks(offers)) and holds(desk, matter["id"]):
            return what, missing
    if state in FORWARD or state in {S.CLOSED, S.TRANSFERRED}:
        return "", missing
    return _after_the_end(desk, matter, offers)


def _after_the_end(desk: Desk, matter: dict[str, Any], offers: dict[str, Any]) -> tuple[str, list[dict[str, str]]]:
    for step in ("follow_up", "close"):
        if step in offers and offers[step]["possible"]:
            return ("matters/follow-up" if step == "follow_up" else "matters/close"), []
    for lacks, holds, what in REPORTING:
        if lacks in _lacks(offers) and holds(desk, matter["id"]):
            return what, []
    if "no_open_obligations" in _lacks(offers):
        return "obligations/record", offers["close"]["missing"]
    return ("reports/prepare", []) if "fulfilment_is_told" in _lacks(offers) else ("", [])


def _lacks(offers: dict[str, Any]) -> set[str]:
    return {need["code"] for offer in offers.values() for need in offer["missing"]}
