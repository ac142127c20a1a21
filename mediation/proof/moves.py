"""THE table of moves: everything that can happen to a matter, who does it, and in which words it is told."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from mediation.proof import moves_of_intake as i
from mediation.proof import moves_of_mediation as m
from mediation.proof import moves_of_reporting as r
from mediation.proof.move import Move

# fmt: off
MOVES: tuple[Move, ...] = (
    #    move                  who                      does                                            leads to
    Move("begin_triage",       "the office",            "takes the matter into triage",                 i.begin_triage),
    Move("examine",            "the office",            "finds that it is the right one",               i.examine),
    Move("transfer",           "the office",            "hands the matter over to another",             i.transfer),
    Move("correct_facts",      "the office",            "puts the facts right",                         i.correct_facts),
    Move("correct_initiator",  "the office",            "puts right who made the initiative",           i.correct_initiator),
    Move("consent",            "{0}",                   "says yes",                                     i.consent),
    Move("refuse",             "{0}",                   "says no",                                      i.refuse),
    Move("withdraw",           "{0}",                   "takes back their consent",                     i.withdraw),
    Move("answer",             "the office",            "answers",                                      i.answer),
    Move("hear",               "the office",            "hears the parties on a coming refusal",        i.hear),
    Move("accept",             "the person in charge",  "accepts",                                      i.accept),
    Move("decline",            "the person in charge",  "refuses",                                      i.decline),
    Move("lapse",              "the person in charge",  "lets it lapse",                                i.lapse),
    Move("interrupt",          "the person in charge",  "interrupts mediation",                         i.interrupt),
    Move("hold",               "the office",            "stops the clock or lets it run",               i.hold),
    Move("have_birthday",      "a party",               "has the birthday that was coming",             i.have_birthday),
    Move("find_out",           "the office",            "finds out who a party, or speaks for one, is", i.find_out),
    Move("change_policy",      "the office",            "asks for another number of mediators",         i.change_policy),
    Move("offer",              "the office",            "offers the matter to a mediator",              m.offer),
    Move("take_offer",         "the mediator",          "takes the matter",                             m.take_offer),
    Move("turn_down_offer",    "the mediator",          "does not take the matter",                     m.turn_down_offer),
    Move("release",            "the office",            "releases a mediator",                          m.release),
    Move("name_mediators",     "the office",            "names the mediators",                          m.name_mediators),
    Move("arrange",            "the mediator",          "arranges a meeting",                           m.arrange),
    Move("move_meeting",       "the mediator",          "moves the meeting to a later day",             m.move_meeting),
    Move("cancel",             "the mediator",          "calls the meeting off",                        m.cancel),
    Move("record_held",        "the mediator",          "records that the meeting was held",            m.record_held),
    Move("draft",              "the mediator",          "drafts an agreement",                          m.draft),
    Move("sign",               "{0}",                   "signs",                                        m.sign),
    Move("certify",            "the mediator",          "certifies the agreement",                      m.certify),
    Move("end_without",        "the mediator",          "ends mediation without an agreement",          m.end_without),
    Move("give_account",       "the mediator",          "gives the account",                            r.give_account),
    Move("prepare",            "the office",            "prepares a report",                            r.prepare),
    Move("approve",            "a second person",       "approves the report",                          r.approve),
    Move("send_back",          "a second person",       "sends the report back",                        r.send_back),
    Move("send",               "the office",            "sends the report",                             r.send),
    Move("retrieve",           "the authority",         "fetches the report",                           r.retrieve),
    Move("acknowledge",        "the authority",         "confirms that it has read the report",         r.acknowledge),
    Move("recall",             "the office",            "takes the report back",                        r.recall),
    Move("follow_up",          "the office",            "begins the follow-up",                         r.follow_up),
    Move("record_promise",     "the office",            "records how a promise went",                   r.record_promise),
    Move("close",              "the office",            "closes the matter",                            r.close),
    Move("wait",               "time",                  "passes",                                       r.wait),
)
# fmt: on
