"""A case brought on by one stage of its life, as an office that means well would do it."""

from datetime import timedelta
from random import Random

from tests.machine import acts
from tests.machine.law import newest, required
from tests.machine.model import BEFORE, Matter, ModelCase
from tests.machine.played import Played


def next_stage(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    """Bring matters, all in one state, to their next one."""
    STAGES[case.matters[matters[0]].state](p, case, matters, rnd)


def _to_conditions(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    for m in (case.matters[x] for x in matters):
        if m.close is None:
            form = {"matters": [m.id], "close_person": False}
            p.act("adviser", "matters correct", case, form, **form)
        for crime in m.claim_of:  # the claim waits for its crime
            assess_all(p, case, case.matters[crime])
    acts.triage(p, case, matters, venue_is_here=True)
    del rnd


def consents(p: Played, case: ModelCase, m: Matter, rnd: Random) -> None:
    """Everybody who has to says yes; who speaks for a child that nobody could speak for is found first."""
    for person, party in list(required(case, m, case.today())):
        if not person and not case.people[party].company:
            acts.add_custodian(p, case, party, custodian=False)
    if rnd.random() < 0.5:
        acts.simply(p, case, "consents ask", [m.id])
    for person, party in list(required(case, m, case.today())):
        if person and not newest(case, person, party, m.id):
            acts.consent(p, case, [m.id], person, party)


def assess_all(p: Played, case: ModelCase, m: Matter) -> None:
    """Everything that has to be found is found."""
    asked: list[tuple[str, str | None]] = [("suitable", None)]
    asked += [("understands", x) for x in m.parties if not case.people[x].company]
    if m.crime:
        asked += [("victims_interest", None)] + [("confirms_facts", x) for x in m.one]
        minors = [x for x in m.other if case.people[x].minor(case.today())]
        asked += [("no_special_need_of_protection", x) for x in minors]
    else:
        asked += [("purposeful", None)]
    for question, person in asked:
        if m.answers.get((question, person or "")) is not True:
            acts.assess(p, case, m.id, question, person)


def _to_accepted(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    for m in (case.matters[x] for x in matters):
        consents(p, case, m, rnd)
        assess_all(p, case, m)
    made = acts.decide(p, case, matters, "accept")
    if made and rnd.random() < 0.7:
        for reader in case.readers(case.decisions[-1]):
            acts.serve(p, case, made["decision"], reader, "letter")


def _to_named(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    for mediator in rnd.sample(["veikko", "maija", "runar"], 2):
        if any(mediator in case.named(m) for m in matters):
            continue
        made = acts.offer(p, case, matters, mediator)
        if made:
            acts.one(p, case, "assignments answer", mediator, assignment=made["assignment"], accept=True,
                     undisqualified=True)  # fmt: skip
    acts.simply(p, case, "mediators name", matters)


def everybody(case: ModelCase, matters: list[str]) -> list[str]:
    """The parties and everyone beside them."""
    parties = dict.fromkeys(x for m in matters for x in case.matters[m].parties)
    return list(dict.fromkeys([*parties, *(b for x in parties for b in case.people[x].beside)]))


def _to_mediation(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    parties = list(dict.fromkeys(x for m in matters for x in case.matters[m].parties))
    starts = p.stage.clock.now() + timedelta(days=rnd.randint(1, 12))
    foreign = [x for x in parties if case.people[x].interpreter]
    made = acts.arrange(
        p, case, matters, joint=rnd.random() < 0.7, starts_at=starts, invited=everybody(case, matters),
        agreed_by=parties, interpreted=foreign if rnd.random() < 0.8 else [],
    )  # fmt: skip
    if made and rnd.random() < 0.6:
        p.until(starts + timedelta(hours=2))
        came = [x for m in case.meetings if m.id == made["meeting"] for x in m.invited]
        acts.one(p, case, "meetings record", "adviser", meeting=made["meeting"], came=came)


def _to_agreed(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    if rnd.random() < 0.2:
        acts.simply(p, case, "matters end", matters)
        return
    days = sorted(rnd.sample(range(5, 60), rnd.randint(0, 3)))
    promises = [(rnd.choice(["money", "work"]), p.stage.today + timedelta(days=d)) for d in days]
    who = next(iter(case.named(matters[0])), "adviser")
    made = acts.draft(p, case, matters, promises, who)
    if not made:
        return
    agreement = next(a for a in case.agreements if a.id == made["agreement"])
    who_signs = dict.fromkeys(x for m in matters for x in required(case, case.matters[m], case.today()))
    for person, party in [x for x in who_signs if x[0]]:
        acts.sign(p, case, agreement, person, party)
    acts.one(p, case, "agreements certify", who, agreement=agreement.id)


def _to_reported(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    first = case.matters[matters[0]]
    if not first.accounted and first.state in ("agreed", "no_agreement"):
        who = next(iter(case.named(first.id)), "veikko")
        acts.simply(p, case, "matters account", matters, who=who, text=acts.TALKS)
    if first.authority is None:
        acts.simply(p, case, "matters follow-up" if case.open_promises(first.id) else "matters close", matters)
        return
    made = acts.simply(p, case, "reports prepare", matters)
    if made:
        acts.one(p, case, "reports approve", "in_charge", report=made["report"])
        acts.one(p, case, "reports send", "adviser", report=made["report"])
        if rnd.random() < 0.6:
            who = "police" if first.authority == "n_poliisi_keksitty" else "prosecutor"
            acts.one(p, case, "reports retrieve", who, report=made["report"])
            acts.one(p, case, "reports acknowledge", who, report=made["report"])


def _to_closed(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    first = case.matters[matters[0]]
    for promise in case.open_promises(first.id):
        acts.perform(p, case, promise.id, "keep", p.stage.today)
    if first.authority and not case.fulfilment_is_told(first.id) and rnd.random() < 0.8:
        _to_reported(p, case, matters, rnd)
    acts.simply(p, case, "matters close", matters)


def _nothing_more(p: Played, case: ModelCase, matters: list[str], rnd: Random) -> None:
    acts.simply(p, case, rnd.choice(["matters close", "matters follow-up", "reports prepare"]), matters)


STAGES = {
    **dict.fromkeys(BEFORE[:2], _to_conditions), "examining_conditions": _to_accepted, "accepted": _to_named,
    "mediators_named": _to_mediation, "in_mediation": _to_agreed, "reported": _to_closed, "follow_up": _to_closed,
    **dict.fromkeys(["agreed", "no_agreement", "interrupted", "declined", "lapsed"], _to_reported),
    **dict.fromkeys(["closed", "transferred"], _nothing_more),
}  # fmt: skip
