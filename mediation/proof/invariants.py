"""THE table of invariants: what must hold of every matter under every law, and where it is asked."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import dataclass
from typing import Final

from mediation.proof import must as m
from mediation.proof.must import Holds

POINT: Final = ("every point",)
MOVE: Final = ("every move",)
REFUSALS: Final = ("every refusal",)
PATHS: Final = ("every path",)
MEETING: Final = ("arrange", "move_meeting")


def always(*_: object) -> bool:
    """Asked of the whole search, and not of one point: see `reach` and `search`."""
    return True


@dataclass(frozen=True, slots=True)
class Invariant:
    """One thing that must hold: in words, the code whose section it rests on, where it is asked, and the question.

    `if_asked` names requirements: where a country's steps ask for none of them, its law has no such rule.
    """

    says: str
    rests_on: str
    asked: tuple[str, ...]
    holds: Holds
    if_asked: tuple[str, ...] = ()


# fmt: off
INVARIANTS: tuple[Invariant, ...] = (
    #         what must hold                                                                         rests on                  asked at, or after                                      holds                           where the law asks for
    Invariant("No meeting is arranged without every valid consent",                                  "every_consent",          MEETING,                                                m.everybody_consents,           ("every_consent",)),
    Invariant("No meeting is held without every valid consent",                                      "every_consent",          ("record_held",),                                       m.everybody_consents_under_way, ("every_consent",)),
    Invariant("Mediation neither is accepted nor goes on without every valid consent",               "every_consent",          ("accept", "name_mediators", "record_held", "certify"), m.everybody_consents_to_begin,  ("every_consent",)),
    Invariant("Nobody is kept in mediation against their word",                                      "every_consent",          POINT,                                                  m.nobody_against_their_word,    ("every_consent",)),
    Invariant("A child is never in mediation without the consent of somebody who represents them",   "every_consent",          POINT,                                                  m.child_is_spoken_for,          ("every_consent",)),
    Invariant("A withdrawal under way interrupts in the same breath",                                "a_valid_consent",        ("withdraw",),                                          m.stops_at_once),
    Invariant("A no said under way interrupts in the same breath",                                   "a_valid_consent",        ("refuse",),                                            m.stops_at_once),
    Invariant("What somebody withdrew from ends as interrupted",                                     "a_valid_consent",        POINT,                                                  m.ends_interrupted),
    Invariant("A withdrawal from what an authority waits for ends in a notice to it",                "authority_is_informed",  POINT,                                                  m.notice_of_withdrawal),
    Invariant("A matter an authority waits for is not closed before the authority is told",          "authority_is_informed",  POINT,                                                  m.authority_is_told),
    Invariant("A matter is called reported only while a report or notice stands",                    "authority_is_informed",  POINT,                                                  m.reported_is_told),
    Invariant("No report tells what was said in mediation",                                          "account_is_given",       ("send",),                                              m.keeps_the_talks),
    Invariant("No outcome is reported before the mediators' account",                                "account_is_given",       ("prepare",),                                           m.account_first,                ("account_is_given",)),
    Invariant("No mediated matter is closed before the mediators' account",                          "account_is_given",       ("close",),                                             m.account_before_closing,       ("account_is_given",)),
    Invariant("There is no account of what has not begun",                                           "mediation_has_begun",    ("give_account",),                                      m.mediated_before_account),
    Invariant("A barred matter is never in mediation",                                               "not_barred",             POINT,                                                  m.is_not_barred_under_way),
    Invariant("A barred matter is neither examined, accepted nor agreed",                            "not_barred",             ("examine", "accept", "certify"),                       m.is_not_barred),
    Invariant("Nothing is examined or accepted of an initiator who was not entitled",                "initiator_is_entitled",  ("examine", "accept"),                                  m.is_entitled,                  ("initiator_is_entitled",)),
    Invariant("Nothing is accepted before every condition was found to be there",                    "acceptance_is_decided",  ("accept",),                                            m.every_question_was_answered),
    Invariant("Nothing is refused before the parties were heard",                                    "parties_are_heard",      ("decline",),                                           m.everybody_was_heard,          ("parties_are_heard",)),
    Invariant("Nothing is accepted, refused, lapsed or interrupted without a decision",              "acceptance_is_decided",  POINT,                                                  m.was_decided),
    Invariant("Only what is not yet accepted is handed over, and to a named office",                 "other_office_is_named",  ("transfer",),                                          m.not_yet_accepted),
    Invariant("No matter is given mediators, or started, with fewer than the office asks for",       "mediators_are_ready",    ("name_mediators", "record_held"),                      m.enough_mediators,             ("mediators_are_ready",)),
    Invariant("No mediator takes a matter that has ended",                                           "matter_is_accepted",     ("take_offer",),                                        m.is_still_open),
    Invariant("Mediation does not start for somebody who was not interpreted for",                   "interpreters_are_there", ("record_held",),                                       m.is_understood,                ("interpreters_are_there",)),
    Invariant("No meeting is held before mediators are named",                                       "mediators_are_named",    ("record_held",),                                       m.has_begun),
    Invariant("No meeting is arranged but under way",                                                "mediators_are_named",    MEETING,                                                m.meets_under_way),
    Invariant("No meeting lies ahead of a matter whose mediation has ended",                         "mediators_are_named",    POINT,                                                  m.meets_no_more),
    Invariant("Nothing is agreed that not everybody has signed who must",                            "everyone_has_signed",    ("certify",),                                           m.everybody_signed),
    Invariant("A matter on hold is not taken a step further",                                        "not_held",               ("accept", "name_mediators", "record_held", "certify"), m.runs,                         ("not_held",)),
    Invariant("No report leaves before a second person has approved it",                             "approved_by_another",    ("send",),                                              m.second_person_first),
    Invariant("Only a report of the last ten minutes is recalled",                                   "within_ten_minutes",     ("recall",),                                            m.only_fresh),
    Invariant("What an authority has fetched is not recalled",                                       "within_ten_minutes",     ("recall",),                                            m.unfetched),
    Invariant("A recall leads back to where the matter was before",                                  "report_is_recalled",     ("recall",),                                            m.goes_back_where_it_was),
    Invariant("No closed matter has a promise still open",                                           "no_open_obligations",    POINT,                                                  m.promises_are_settled,         ("no_open_obligations",)),
    Invariant("No matter an authority waits for is closed with a breach the authority was not told", "fulfilment_is_told",     POINT,                                                  m.breach_is_told,               ("fulfilment_is_told",)),
    Invariant("Only an agreement with promises is followed up",                                      "has_open_obligations",   POINT,                                                  m.follows_an_agreement),
    Invariant("There is an outcome exactly from the end of mediation on, and it fits the state",     "",                       POINT,                                                  m.outcome_fits),
    Invariant("An outcome never changes",                                                            "",                       MOVE,                                                   m.outcome_stays),
    Invariant("Nothing leaves an end",                                                               "",                       MOVE,                                                   m.stays_ended),
    Invariant("Nothing comes back to mediation once it has ended",                                   "mediation_not_ended",    MOVE,                                                   m.stays_out_of_mediation),
    Invariant("Every refusal names what is missing, with a section",                                 "",                       REFUSALS,                                               always),
    Invariant("From everywhere a matter can come to an end",                                         "",                       PATHS,                                                  always),
)
# fmt: on
