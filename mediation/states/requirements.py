"""THE requirements of a matter's steps: code, section, and the fact each rests on."""

from mediation.states.requirement import each, fact

ACT = "1015/2005"

# fmt: off

not_held               = fact("not_held",                "office policy",          lambda f: not f.is_held)
not_barred             = each("not_barred",              f"{ACT} §1, §3, §3 a",     lambda f: f.bars)
initiator_is_entitled  = fact("initiator_is_entitled",   f"{ACT} §13",              lambda f: f.initiator_is_entitled)
venue_is_here          = fact("venue_is_here",           f"{ACT} §14",              lambda f: f.venue_is_here)
other_office_is_named  = fact("other_office_is_named",   f"{ACT} §14.2",            lambda f: f.another_office_is_named)
every_consent          = each("every_consent",           f"{ACT} §2",               lambda f: f.consents_missing)
everyone_understands   = each("everyone_understands",    f"{ACT} §2.1",             lambda f: f.understanding_missing)
facts_are_confirmed    = each("facts_are_confirmed",     f"{ACT} §3.1",             lambda f: f.confirmations_missing)
in_victims_interest    = fact("in_victims_interest",     f"{ACT} §3.1",             lambda f: f.victims_interest_is_found)
is_suitable            = fact("is_suitable",             f"{ACT} §3.1, §15",        lambda f: f.is_suitable)
protection_is_assessed = each("protection_is_assessed",  f"{ACT} §3.1",             lambda f: f.protection_unassessed)
has_natural_person     = fact("has_natural_person",      f"{ACT} §1.2",             lambda f: f.has_natural_person)
is_minor_or_from_crime = fact("is_minor_or_from_crime",  f"{ACT} §1.2",             lambda f: f.is_minor_or_from_crime)
is_purposeful          = fact("is_purposeful",           f"{ACT} §3.2, §15",        lambda f: f.is_purposeful)
acceptance_is_decided  = fact("acceptance_is_decided",   f"{ACT} §15",              lambda f: f.acceptance_is_decided)
refusal_is_decided     = fact("refusal_is_decided",      f"{ACT} §15; 434/2003 §45", lambda f: f.refusal_is_decided)
parties_are_heard      = each("parties_are_heard",       "434/2003 §34",            lambda f: f.unheard)
interruption_ground    = fact("interruption_has_ground", f"{ACT} §19",              lambda f: f.interruption_has_ground)
lapse_ground           = fact("lapse_has_ground",        "434/2003 §34, §36",       lambda f: f.lapse_has_ground)
mediators_are_ready    = each("mediators_are_ready",     f"{ACT} §16(1); 434/2003 §27-29", lambda f: f.mediators_short)
interpreters_are_there = each("interpreters_are_there",  f"{ACT} §16(3)",           lambda f: f.interpreters_missing)
a_meeting_was_held     = fact("a_meeting_was_held",      f"{ACT} §17(1), §18.1",    lambda f: f.a_meeting_was_held)
everyone_has_signed    = each("everyone_has_signed",     f"{ACT} §17(5); 394/2011 §18", lambda f: f.signatures_missing)
agreement_is_certified = fact("agreement_is_certified",  f"{ACT} §17(5)",           lambda f: f.agreement_is_certified)
account_is_given       = fact("account_is_given",        f"{ACT} §17(6)",           lambda f: f.account_is_given)
authority_is_informed  = fact("authority_is_informed",   f"{ACT} §16(4), §24",      lambda f: f.authority_is_informed)
no_authority_is_owed   = fact("no_authority_is_owed",    f"{ACT} §16(4), §24",      lambda f: not f.has_authority)
has_open_obligations   = fact("has_open_obligations",    "office policy",           lambda f: any(True for _ in f.open_obligations))
no_open_obligations    = each("no_open_obligations",     "office policy",           lambda f: f.open_obligations)
fulfilment_is_told     = fact("fulfilment_is_told",      "office policy",           lambda f: f.fulfilment_is_told)
report_is_recalled      = fact("report_is_recalled",      "office policy",          lambda f: f.report_is_recalled)
ended_in_agreement      = fact("ended_in_agreement",      "office policy",          lambda f: f.outcome == "agreement")
ended_without_agreement = fact("ended_without_agreement", "office policy",          lambda f: f.outcome == "no_agreement")
ended_by_interruption   = fact("ended_by_interruption",   "office policy",          lambda f: f.outcome == "interrupted")
ended_by_refusal        = fact("ended_by_refusal",        "office policy",          lambda f: f.outcome == "declined")
ended_by_lapse          = fact("ended_by_lapse",          "office policy",          lambda f: f.outcome == "lapsed")
