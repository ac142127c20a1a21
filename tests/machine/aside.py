"""What happens beside the steps of a matter, at any time: tries to reach somebody, doubts, birthdays, recusals."""

from random import Random

from hypothesis.stateful import precondition, rule

from tests.machine import acts
from tests.machine.at_hand import ANY, AtHand
from tests.machine.model import MEDIATORS, UNDER_WAY
from tests.machine.onward import everybody


class Aside(AtHand):
    """Rules of what comes between."""

    @rule(rnd=ANY)
    def somebody_is_tried(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        went = rnd.choice(["reached", "unanswered", "letter_sent"])
        person = rnd.choice(everybody(case, matters))
        acts.one(self.p, case, "contacts record", "adviser", matters=matters, person=person, went=went)

    @rule(rnd=ANY)
    def a_doubt_is_raised_or_settled(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        doubts = [d.id for d in case.doubts if d.is_open or rnd.random() < 0.2]
        if doubts and rnd.random() < 0.6:
            settled = {"doubt": rnd.choice(doubts)}
            self.p.act("adviser", "doubts settle", case, settled, **settled, because="Keskusteltu.")
            return
        under_way = [(c, m.id) for c in self.p.cases for m in c.matters.values() if m.state in UNDER_WAY]
        if under_way and rnd.random() < 0.8:
            case, matter = rnd.choice(under_way)
            matters = [matter]
        about = rnd.choice(["voluntariness", "voluntariness", "understanding", "minors_interest"])
        told = {"matters": matters, "person": rnd.choice(everybody(case, matters)), "about": about}
        self.p.act(
            rnd.choice(["adviser", "adviser", *MEDIATORS]), "doubts raise", case, told, **told, reason="Painostusta."
        )

    @rule(rnd=ANY)
    def an_age_is_looked_at(self, rnd: Random) -> None:
        case, _ = self.pick(rnd)
        turned = [who for m in case.matters.values() for _, who in sorted(m.turned - m.reviewed)]
        acts.one(self.p, case, "people review-age", "adviser", person=rnd.choice(turned or list(case.people)))

    @precondition(lambda self: any(c.offers for c in self.p.cases))
    @rule(rnd=ANY)
    def a_mediator_is_disqualified(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.offers])
        offer = rnd.choice(case.offers)
        who = offer.mediator if rnd.random() < 0.8 else rnd.choice([*MEDIATORS, "adviser"])
        acts.one(self.p, case, "assignments recuse", who, assignment=offer.id)

    @precondition(lambda self: any(c.meetings for c in self.p.cases))
    @rule(rnd=ANY)
    def an_interpreter_is_found(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.meetings])
        meeting = rnd.choice(case.meetings)
        needing = [p for p in meeting.invited if case.people[p].interpreter and p not in meeting.interpreted]
        person = rnd.choice(needing or list(case.people))
        told = {"meeting": meeting.id, "person": person}
        booked = {"person": person, "language": "ar", "interpreter": "Tiina Tulkki"}
        self.p.act("adviser", "meetings interpret", case, told, meeting=meeting.id, interpreting=booked)
