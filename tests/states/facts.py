"""Made-up facts of a matter: each requirement's fact can be put in the way, or out of it, by itself."""

from typing import Any

from mediation.states.requirement import Requirement

# fmt: off
#   requirement                the fact it asks for          not in the way   in the way
TURNS: dict[str, tuple[str, Any, Any]] = {
    "not_held":                ("is_held",                   False,           True),
    "not_barred":              ("bars",                      (),              ("close_person", "violence")),
    "initiator_is_entitled":   ("initiator_is_entitled",     True,            False),
    "venue_is_here":           ("venue_is_here",             True,            False),
    "other_office_is_named":   ("another_office_is_named",   True,            False),
    "every_consent":           ("consents_missing",          (),              ("p_a", "p_b")),
    "everyone_understands":    ("understanding_missing",     (),              ("p_a",)),
    "facts_are_confirmed":     ("confirmations_missing",     (),              ("p_a",)),
    "in_victims_interest":     ("victims_interest_is_found", True,            False),
    "is_suitable":             ("is_suitable",               True,            False),
    "protection_is_assessed":  ("protection_unassessed",     (),              ("p_child",)),
    "has_natural_person":      ("has_natural_person",        True,            False),
    "is_minor_or_from_crime":  ("is_minor_or_from_crime",    True,            False),
    "is_purposeful":           ("is_purposeful",             True,            False),
    "acceptance_is_decided":   ("acceptance_is_decided",     True,            False),
    "refusal_is_decided":      ("refusal_is_decided",        True,            False),
    "parties_are_heard":       ("unheard",                   (),              ("p_a", "p_b")),
    "interruption_has_ground": ("interruption_has_ground",   True,            False),
    "lapse_has_ground":        ("lapse_has_ground",          True,            False),
    "mediators_are_ready":     ("mediators_short",           (),              ("1_of_2",)),
    "interpreters_are_there":  ("interpreters_missing",      (),              ("p_a",)),
    "a_meeting_was_held":      ("a_meeting_was_held",        True,            False),
    "everyone_has_signed":     ("signatures_missing",        (),              ("p_a", "p_b")),
    "agreement_is_certified":  ("agreement_is_certified",    True,            False),
    "account_is_given":        ("account_is_given",          True,            False),
    "authority_is_informed":   ("authority_is_informed",     True,            False),
    "no_authority_is_owed":    ("has_authority",             False,           True),
    "has_open_obligations":    ("open_obligations",          ("i_promise",),  ()),
    "no_open_obligations":     ("open_obligations",          (),              ("i_promise",)),
    "fulfilment_is_told":      ("fulfilment_is_told",        True,            False),
    "report_is_recalled":      ("report_is_recalled",        True,            False),
    "ended_in_agreement":      ("outcome",                   "agreement",     "lapsed"),
    "ended_without_agreement": ("outcome",                   "no_agreement",  "agreement"),
    "ended_by_interruption":   ("outcome",                   "interrupted",   "agreement"),
    "ended_by_refusal":        ("outcome",                   "declined",      "agreement"),
    "ended_by_lapse":          ("outcome",                   "lapsed",        "agreement"),
}
# fmt: on


class Made:
    """Facts that hold whatever they are told to; an unknown one is an error, not a yes."""

    def __init__(self, **facts: Any) -> None:
        self.__dict__.update(facts)


def all_but(requirements: tuple[Requirement, ...], *in_the_way: str) -> Made:
    """Facts under which each of these requirements holds but the named ones; nothing else is in the way."""
    facts = {fact: good for fact, good, _ in TURNS.values()}
    return Made(**facts | {TURNS[r.code][0]: TURNS[r.code][2 if r.code in in_the_way else 1] for r in requirements})


def subjects(code: str) -> tuple[str, ...]:
    """The persons or things a refusal names when this requirement's fact is in the way."""
    turned = TURNS[code][2]
    return turned if isinstance(turned, tuple) and turned else ("",)
