"""What must hold at a point or over a move, read off the points themselves and not off the table that is proved."""

from collections.abc import Callable

from mediation.cases.convening import MEETING_STATES, NOT_BEGUN
from mediation.cases.decision import DecisionKind
from mediation.proof.facts import FRESH, OUT
from mediation.proof.point import AHEAD, BARRED, NO, NO_DRAFT, YES, Point
from mediation.proof.talks import spoken
from mediation.proof.world import World
from mediation.states.matter import (
    CONDITIONS_PHASE,
    ENDED,
    IN_MEDIATION_PHASE,
    OUTCOME_OF,
    RECALLS,
    MatterState,
    Outcome,
)
from mediation.states.small import ObligationState, ReportState

S, P, D = MatterState, ObligationState, DecisionKind
Holds = Callable[[World, Point, Point], bool]
"""Of a move: the point before and the point after; of a point: the same point twice."""

BEFORE_THE_END = CONDITIONS_PHASE | IN_MEDIATION_PHASE
DECIDED_BY = {S.ACCEPTED: D.ACCEPT, S.DECLINED: D.DECLINE, S.LAPSED: D.LAPSE, S.INTERRUPTED: D.INTERRUPT}


def everybody_consents(w: World, p: Point, _: Point) -> bool:
    return not w.seats.missing(p.said, p.today, p.found)


def everybody_consents_under_way(w: World, p: Point, q: Point) -> bool:
    return p.state not in MEETING_STATES or everybody_consents(w, p, q)


def everybody_consents_to_begin(w: World, p: Point, q: Point) -> bool:
    return q.state is p.state or everybody_consents(w, p, q)


def meets_under_way(_w: World, p: Point, _q: Point) -> bool:
    return p.state in MEETING_STATES


def has_begun(_w: World, p: Point, _q: Point) -> bool:
    return p.state not in CONDITIONS_PHASE | {S.ACCEPTED}


def meets_no_more(_w: World, p: Point, _q: Point) -> bool:
    return p.state in BEFORE_THE_END or p.meeting != AHEAD


def is_not_barred_under_way(w: World, p: Point, _q: Point) -> bool:
    return p.state not in IN_MEDIATION_PHASE or not _barred(w, p)


def is_not_barred(w: World, p: Point, _q: Point) -> bool:
    return not _barred(w, p)


def stops_at_once(_w: World, p: Point, q: Point) -> bool:
    return p.state not in IN_MEDIATION_PHASE or (q.state is S.INTERRUPTED and q.meeting != AHEAD)


def ends_interrupted(_w: World, p: Point, _q: Point) -> bool:
    return not (p.withdrew and p.state is S.CLOSED) or p.outcome is Outcome.INTERRUPTED


def notice_of_withdrawal(w: World, p: Point, _q: Point) -> bool:
    return not (p.withdrew and p.state is S.CLOSED and w.scene.authority) or not OUT.isdisjoint(p.reports)


def authority_is_told(w: World, p: Point, _q: Point) -> bool:
    return not (p.state is S.CLOSED and w.scene.authority) or not OUT.isdisjoint(p.reports)


def reported_is_told(_w: World, p: Point, _q: Point) -> bool:
    return p.state is not S.REPORTED or not OUT.isdisjoint(p.reports)


def keeps_the_talks(w: World, p: Point, _q: Point) -> bool:
    return w.printed(p).isdisjoint(spoken(p))


def nobody_against_their_word(w: World, p: Point, _q: Point) -> bool:
    if p.state not in IN_MEDIATION_PHASE:
        return True
    speaks = [n for n in w.seats.may_speak(p.today, p.found) if w.seats.seats[n].speaks(w.natural(p.found))]
    return all(p.said[n] != NO for n in speaks)


def child_is_spoken_for(w: World, p: Point, _q: Point) -> bool:
    if p.state not in IN_MEDIATION_PHASE:
        return True
    speaking = {w.seats.seats[n].on_behalf_of for n in w.seats.may_speak(p.today, p.found) if p.said[n] == YES}
    return all(who in speaking for who in w.seats.spoken_for(p.today))


def was_decided(_w: World, p: Point, _q: Point) -> bool:
    return p.state not in DECIDED_BY or DECIDED_BY[p.state] in p.decided


def stays_ended(_w: World, p: Point, q: Point) -> bool:
    return p.state not in ENDED or q.state is p.state


def stays_out_of_mediation(_w: World, p: Point, q: Point) -> bool:
    return p.state in BEFORE_THE_END or q.state not in BEFORE_THE_END


def outcome_fits(_w: World, p: Point, _q: Point) -> bool:
    return (p.outcome is None) is (p.state in BEFORE_THE_END) and OUTCOME_OF.get(p.state, p.outcome) is p.outcome


def outcome_stays(_w: World, p: Point, q: Point) -> bool:
    return p.outcome is None or q.outcome is p.outcome


def runs(_w: World, p: Point, q: Point) -> bool:
    return q.state is p.state or not p.held


def goes_back_where_it_was(_w: World, p: Point, q: Point) -> bool:
    if q.state is p.state:
        return True
    return p.state is S.REPORTED and p.outcome in RECALLS and OUTCOME_OF.get(q.state) is p.outcome


def only_fresh(_w: World, p: Point, _q: Point) -> bool:
    return FRESH in p.reports or FRESH in p.told


def account_first(_w: World, p: Point, q: Point) -> bool:
    mediated = p.outcome in {Outcome.AGREEMENT, Outcome.NO_AGREEMENT}
    return not mediated or len(q.reports) == len(p.reports) or p.account


def account_before_closing(_w: World, p: Point, _q: Point) -> bool:
    return p.outcome not in {Outcome.AGREEMENT, Outcome.NO_AGREEMENT} or p.account


def promises_are_settled(_w: World, p: Point, _q: Point) -> bool:
    return p.state is not S.CLOSED or P.PROMISED not in p.promises


def breach_is_told(w: World, p: Point, _q: Point) -> bool:
    closed = p.state is S.CLOSED and w.scene.authority
    return not closed or P.BROKEN not in p.promises or not OUT.isdisjoint(p.told)


def follows_an_agreement(_w: World, p: Point, _q: Point) -> bool:
    return p.state is not S.FOLLOW_UP or (p.outcome is Outcome.AGREEMENT and bool(p.promises))


def everybody_signed(w: World, p: Point, _q: Point) -> bool:
    needed, lacking = w.seats.required(p.said, p.today, p.found)
    return p.draft != NO_DRAFT and not lacking and all(p.signed >> n & 1 for n in needed)


def is_understood(w: World, p: Point, q: Point) -> bool:
    return q.state is p.state or not w.interpreted or q.interpreted


def enough_mediators(_w: World, p: Point, q: Point) -> bool:
    return q.state is p.state or p.ready >= p.needed


def somebody_came_first(_w: World, p: Point, q: Point) -> bool:
    return p.state is S.MEDIATORS_NAMED and q.met


def is_still_open(_w: World, p: Point, _q: Point) -> bool:
    return p.state in IN_MEDIATION_PHASE or (p.state in {S.AGREED, S.NO_AGREEMENT} and not p.account)


def is_entitled(_w: World, p: Point, _q: Point) -> bool:
    return p.entitled


def not_yet_accepted(_w: World, p: Point, q: Point) -> bool:
    return p.state in CONDITIONS_PHASE and q.elsewhere


def everybody_was_heard(w: World, p: Point, _q: Point) -> bool:
    unwilling = w.seats.unwilling(p.said, p.found)
    return p.heard or all(party in unwilling for party in w.parties)


def every_question_was_answered(w: World, p: Point, _q: Point) -> bool:
    answers = dict(zip(w.questions, p.answers, strict=True))
    return all(answers[question] == YES for question in w.conditions)


def second_person_first(_w: World, p: Point, q: Point) -> bool:
    before, after = (x.reports + x.told for x in (p, q))
    return after.count(ReportState.APPROVED) == before.count(ReportState.APPROVED) - 1


def mediated_before_account(_w: World, p: Point, _q: Point) -> bool:
    return p.state not in NOT_BEGUN


def unfetched(_w: World, p: Point, q: Point) -> bool:
    fetched = {ReportState.RETRIEVED, ReportState.ACKNOWLEDGED}
    return [r for r in p.reports + p.told if r in fetched] == [r for r in q.reports + q.told if r in fetched]


def _barred(w: World, p: Point) -> bool:
    return p.law == BARRED or any(True for _ in w.barred_by_what_is_known(p))
