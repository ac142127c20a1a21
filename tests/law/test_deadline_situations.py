"""Periods, receipt and limitation, situation by situation: each row a sentence with its provision."""
# ruff: noqa: E501  (one situation, one line)

from datetime import date
from typing import Any

import pytest

from mediation.deadlines.calendar import comes_of_age
from mediation.deadlines.debt import StandStill, lapses_on
from mediation.deadlines.limitation import last_day_to_charge, limitation_class
from mediation.deadlines.service import Served, Service
from mediation.deadlines.setting import deadlines_for
from mediation.law.finland.deadlines import RULES
from mediation.law.finland.offences import charges_open_until_age
from tests.deadlines.test_setting import MONDAY, POLICY, after, facts
from tests.finland import appeal_ends, offence_on, received_on

BEFORE_EASTER = date(2025, 4, 17)  # the Thursday; the next day is Good Friday
LETTER, MAIL, VERIFIED = Service.LETTER, Service.E_MESSAGE, Service.VERIFIABLE

# fmt: off
PERIODS: dict[str, tuple[str, dict[str, Any], str, date]] = {
    # a sentence with its section                                                            the event                         facts                              the deadline                   its day
    "906/2019 §25: what arrives is registered the same day":                                 ("document_arrived",              {},                                "registration",                date(2025, 3, 3)),
    "13/2003 §12: and acknowledged the same day":                                            ("document_arrived",              {"event_on": BEFORE_EASTER},              "registration",                BEFORE_EASTER),
    "§14.2: a matter of another office is handed over in two working days":                  ("wrong_office_found",            {},                                "transfer",                    date(2025, 3, 5)),
    "§14.2: working days are counted over Easter":                                           ("wrong_office_found",            {"event_on": BEFORE_EASTER},              "transfer",                    date(2025, 4, 23)),
    "§14.3: a disagreement between offices goes to the organiser in two working days":       ("transfer_disputed",             {},                                "dispute_over_office",         date(2025, 3, 5)),
    "§16(2): documents asked for are chased after two weeks":                                ("documents_requested",           {},                                "documents",                   date(2025, 3, 17)),
    "§25: whether they cost anything is no question; they are chased all the same":          ("documents_requested",           {"event_on": BEFORE_EASTER},              "documents",                   date(2025, 5, 1)),
    "434/2003 §34: who cannot be reached is tried again after a week":                       ("contact_unanswered",            {},                                "second_try",                  date(2025, 3, 10)),
    "434/2003 §36: and heard by letter with a day to answer by":                             ("contact_unanswered",            {},                                "letter_to_unreached",         date(2025, 3, 17)),
    "434/2003 §23: a decision comes three working days after its last condition":            ("conditions_recorded",           {},                                "decision",                    date(2025, 3, 6)),
    "434/2003 §23.2: who asks is told when to expect a decision in two working days":        ("timing_asked",                  {},                                "estimate_of_time",            date(2025, 3, 5)),
    "434/2003 §54: a decision is served the next working day":                               ("decision_made",                 {},                                "service_of_decision",         date(2025, 3, 4)),
    "434/2003 §54: over Easter that is the Tuesday":                                         ("decision_made",                 {"event_on": BEFORE_EASTER},              "service_of_decision",         date(2025, 4, 22)),
    "13/2003 §18: what is not fetched in seven days is served in another way":               ("e_service_notified",            {},                                "fetching_of_e_service",       date(2025, 3, 10)),
    "13/2003 §18: seven days that end on Easter Monday end on Tuesday":                      ("e_service_notified",            {"event_on": date(2025, 4, 14)},   "fetching_of_e_service",       date(2025, 4, 22)),
    "§24: the authority hears of a refusal the next working day":                            ("matter_declined",               {},                                "notice_of_refusal",           date(2025, 3, 4)),
    "§24: and of an interruption":                                                           ("matter_interrupted",            {},                                "notice_of_refusal",           date(2025, 3, 4)),
    "§24: of one before Easter after Easter":                                                ("matter_interrupted",            {"event_on": BEFORE_EASTER},              "notice_of_refusal",           date(2025, 4, 22)),
    "§19.1: a withdrawn consent interrupts the same day":                                    ("consent_withdrawn",             {},                                "interruption",                date(2025, 3, 3)),
    "§19.1: even on Easter Monday":                                                          ("consent_withdrawn",             {"event_on": date(2025, 4, 21)},   "interruption",                date(2025, 4, 21)),
    "§19.1: a doubt whether a party can understand is assessed the next working day":        ("capacity_doubted",              {},                                "assessment_of_doubt",         date(2025, 3, 4)),
    "§16(1): mediators are named five working days after acceptance":                        ("matter_accepted",               {},                                "naming_of_mediators",         date(2025, 3, 10)),
    "434/2003 §29-30: a mediator declares disqualification without delay":                   ("assignment_offered",            {},                                "disqualification_declaration", date(2025, 3, 6)),
    "§16(4): course and outcome reach the authority in three working days":                  ("mediation_ended",               {},                                "report_to_authority",         date(2025, 3, 6)),
    "§17(6): the mediators' account is there three working days after the meeting":          ("meeting_held",                  {},                                "mediators_account",           date(2025, 3, 6)),
    "§16(3): an interpreter is booked five working days before":                             ("meeting_arranged",              {"meeting_on": date(2025, 4, 24), "interpreter_needed": True}, "booking_of_interpreter", date(2025, 4, 15)),
    "434/2003 §14.3: whoever turns 15 is heard beside the custodian from that day":          ("person_turns_15",               {},                                "person_turns_15",             date(2025, 3, 3)),
    "§2.2: whoever turns 18 consents alone from that day":                                   ("person_turns_18",               {},                                "person_turns_18",             date(2025, 3, 3)),
    "621/1999 §14: documents asked for are decided on in two weeks":                         ("information_requested",         {},                                "request_for_documents",       date(2025, 3, 17)),
    "621/1999 §14: two weeks that end on May Day are not moved: the stricter reading":       ("information_requested",         {"event_on": BEFORE_EASTER},              "request_for_documents",       date(2025, 5, 1)),
    "621/1999 §14: a large request in one month":                                            ("large_information_requested",   {},                                "large_request_for_documents", date(2025, 4, 3)),
    "621/1999 §14: a month from 31 January ends with February":                              ("large_information_requested",   {"event_on": date(2025, 1, 31)},   "large_request_for_documents", date(2025, 2, 28)),
    "GDPR 12: a data subject is answered in a month":                                        ("data_subject_request_received", {},                                "data_subject_request",        date(2025, 4, 3)),
    "GDPR 33: a breach is notified within 72 hours":                                         ("personal_data_breach_found",    {},                                "breach_to_authority",         date(2025, 3, 5)),
    "306/2019 §10: accessibility feedback is answered in two weeks":                         ("accessibility_feedback_received", {},                              "accessibility_feedback",      date(2025, 3, 17)),
    "306/2019 §10: and in two weeks more where the time was extended":                       ("accessibility_time_extended",   {},                                "accessibility_feedback_extended", date(2025, 3, 17)),
    "267/2006 §5 a: the report of costs is given by 31 March":                               ("financial_year_ended",          {"event_on": date(2025, 12, 31)},  "cost_report",                 date(2026, 3, 31)),
    "267/2006 §5 a: the organiser decides on it by 31 August":                               ("financial_year_ended",          {"event_on": date(2025, 12, 31)},  "organisers_decision",         date(2026, 8, 31)),
    "906/2019 §21: what has been kept long enough is reviewed without delay":                ("retention_ended",               {},                                "review_for_destruction",      date(2025, 3, 31)),
    "831/1994 §13: and the review is counted in working days, over Easter":                  ("retention_ended",               {"event_on": BEFORE_EASTER},              "review_for_destruction",      date(2025, 5, 20)),
    "857/2017: payments of a year are told to the tax authority by 31 January":              ("year_ended",                    {"event_on": date(2025, 12, 31)},  "tax_report",                  date(2026, 1, 31)),
    "§3 a: another title or relation is judged anew the same day":                           ("classification_changed",        {},                                "new_eligibility_check",       date(2025, 3, 3)),
    "200/2025: the organiser changes on the day the event gives, for the bill is unverified": ("organiser_change_enacted",      {"due_on": date(2027, 1, 1)},      "change_of_organiser",         date(2027, 1, 1)),
    "§10: what a mediator was trained in is renewed in two years":                           ("training_completed",            {},                                "training_renewal",            date(2027, 3, 3)),
    "§11: and the first talk is held within a year":                                         ("volunteer_admitted",            {},                                "annual_talk",                 date(2026, 3, 3)),
}
RECEIVED: dict[str, tuple[Service, date, date | None, date | None, date | None]] = {
    # a sentence with its section                                                         service   sent               shown              received           appeal until
    "434/2003 §59: a letter counts as received on the seventh day":                       (LETTER,   MONDAY,            None,              date(2025, 3, 10), date(2025, 4, 9)),
    "434/2003 §59: a seventh day that is a Sunday stays":                                 (LETTER,   date(2025, 3, 9),  None,              date(2025, 3, 16), date(2025, 4, 15)),
    "434/2003 §59: a letter shown to have come later counts from then":                   (LETTER,   MONDAY,            date(2025, 3, 20), date(2025, 3, 20), date(2025, 4, 22)),
    "13/2003 §19: an electronic message counts on the third day":                         (MAIL,     MONDAY,            None,              date(2025, 3, 6),  date(2025, 4, 7)),
    "434/2003 §60: a verifiable service counts from its receipt":                         (VERIFIED, MONDAY,            date(2025, 3, 12), date(2025, 3, 12), date(2025, 4, 11)),
    "434/2003 §60: and without one not at all":                                           (VERIFIED, MONDAY,            None,              None,              None),
    "808/2019 §13: thirty days that end on Midsummer Eve end on Monday":                  (VERIFIED, MONDAY,            date(2025, 5, 21), date(2025, 5, 21), date(2025, 6, 23)),
    "808/2019 §13: thirty days over the turn of the year":                                (LETTER,   date(2025, 11, 25), None,             date(2025, 12, 2), date(2026, 1, 2)),
    "150/1930 §5: thirty days that end on Christmas Eve end after Christmas":             (VERIFIED, MONDAY,            date(2025, 11, 24), date(2025, 11, 24), date(2025, 12, 29)),
    "150/1930 §2: the day of receipt is not counted":                                     (VERIFIED, MONDAY,            date(2025, 9, 1),  date(2025, 9, 1),  date(2025, 10, 1)),
}
CHARGES: dict[str, tuple[str, date, date | None, date | None]] = {
    # a sentence with its section                                                         offence                   act                 victim born         the last safe day
    "RL 8:1.2(4): petty assault lapses in two years":                                     ("petty_assault",         date(2025, 3, 3),   None,               date(2027, 3, 2)),
    "RL 8:1.2(4): so does petty theft":                                                   ("petty_theft",           date(2024, 2, 29),  None,               date(2026, 2, 27)),
    "RL 8:1.2(3): assault lapses in five":                                                ("assault",               date(2025, 3, 3),   None,               date(2030, 3, 2)),
    "RL 8:1.2(3): so does illegal threat":                                                ("illegal_threat",        date(2025, 3, 3),   None,               date(2030, 3, 2)),
    "RL 8:1.2(2): robbery lapses in ten":                                                 ("robbery",               date(2025, 3, 3),   None,               date(2035, 3, 2)),
    "RL 8:1.2(1): aggravated assault lapses in twenty":                                   ("aggravated_assault",    date(2025, 3, 3),   None,               date(2045, 3, 2)),
    "RL 8:2.1: time runs from the day of the act":                                        ("petty_assault",         date(2025, 1, 1),   None,               date(2026, 12, 31)),
    "RL 8:1: a child who was raped keeps the right until 28":                             ("rape_of_child",         date(2023, 3, 3),   date(2012, 6, 1),   date(2043, 3, 2)),
    "RL 8:1: who was abused as a child of five keeps it until the day before 28":         ("sexual_assault",        date(2024, 3, 3),   date(2018, 6, 1),   date(2046, 5, 31)),
}
DEBTS: dict[str, tuple[date, StandStill, date, date | None]] = {
    # a sentence with its section                                                         last day            stood still                                       today              the new last day
    "728/2003 §11: a debt in mediation does not lapse":                                   (date(2026, 10, 1),  StandStill(date(2026, 9, 1)),                      date(2026, 12, 1), None),
    "728/2003 §11: after mediation it lapses later by the days of it":                    (date(2026, 10, 1),  StandStill(date(2026, 9, 1), date(2026, 9, 30)),   date(2026, 12, 1), date(2026, 10, 31)),
    "728/2003 §11: a mediation of one day moves it by one":                               (date(2026, 10, 1),  StandStill(date(2026, 9, 1), date(2026, 9, 1)),    date(2026, 12, 1), date(2026, 10, 2)),
    "728/2003 §11: a debt that had lapsed before stays lapsed":                           (date(2026, 8, 31),  StandStill(date(2026, 9, 1), date(2026, 9, 30)),   date(2026, 12, 1), date(2026, 8, 31)),
    "728/2003 §11: one that lapses the day mediation begins does not":                    (date(2026, 9, 1),   StandStill(date(2026, 9, 1)),                      date(2026, 9, 1),  None),
}
BIRTHDAYS: dict[str, tuple[date, int, date]] = {
    # a sentence with its section                                                                     born                age  the day
    "§18.1: a custodian may be kept out from the 15th birthday on":                                   (date(2011, 9, 3),   15,  date(2026, 9, 3)),
    "§18.1: born on 29 February, from 1 March of a common year":                                      (date(2012, 2, 29),  15,  date(2027, 3, 1)),
    "§2.2: a custodian's part ends on the 18th birthday":                                             (date(2008, 9, 3),   18,  date(2026, 9, 3)),
    "§2.2: born on 29 February, on 1 March of a common year: the child is protected a day longer":    (date(2008, 2, 29),  18,  date(2026, 3, 1)),
    "§2.2: born on 29 February, on 29 February of a leap year":                                       (date(2008, 2, 29),  20,  date(2028, 2, 29)),
    "434/2003 §14.3: a child born on New Year's Eve speaks beside the custodian from New Year's Eve": (date(2011, 12, 31), 15,  date(2026, 12, 31)),
}
# fmt: on


@pytest.mark.parametrize("sentence", PERIODS)
def test_a_period_ends_on_its_day(sentence: str) -> None:
    event, given, rule, day = PERIODS[sentence]
    assert after(event, **given)[rule].due_on == day
    assert event in RULES[rule].triggers


@pytest.mark.parametrize("sentence", RECEIVED)
def test_the_day_of_receipt_and_the_end_of_the_appeal(sentence: str) -> None:
    service, sent, shown, received, until = RECEIVED[sentence]
    found = received_on(Served("p_1", service, sent, shown))
    assert found == received
    if found is not None:
        assert appeal_ends(found) == until
        planned, _ = deadlines_for("decision_served", facts(received=(("p_1", found),)), POLICY, sent)
        assert [p.due_on for p in planned if p.rule == "appeal"] == [until]


@pytest.mark.parametrize("sentence", CHARGES)
def test_the_last_safe_day_to_charge(sentence: str) -> None:
    code, act, born, last = CHARGES[sentence]
    row = offence_on(code, act)
    assert row is not None
    age = None if born is None else act.year - born.year - ((act.month, act.day) < (born.month, born.day))
    open_until = charges_open_until_age(code, age)
    assert last_day_to_charge(act, limitation_class(row.max_months), born, open_until) == last


@pytest.mark.parametrize("sentence", DEBTS)
def test_the_limitation_of_a_debt(sentence: str) -> None:
    last, stood, today, moved = DEBTS[sentence]
    assert lapses_on(last, stood, today) == moved


@pytest.mark.parametrize("sentence", BIRTHDAYS)
def test_the_day_on_which_an_age_is_reached(sentence: str) -> None:
    born, age, day = BIRTHDAYS[sentence]
    assert comes_of_age(born, age) == day


def test_the_days_a_debt_stood_still_are_counted_to_today_while_it_does() -> None:
    """728/2003 §11: from acceptance to the end, both days counted."""
    assert StandStill(date(2026, 9, 1)).days_by(date(2026, 9, 10)) == 10
    assert StandStill(date(2026, 9, 1), date(2026, 9, 3)).days_by(date(2026, 9, 10)) == 3
    assert StandStill(date(2026, 9, 1)).days_by(date(2026, 8, 1)) == 0
