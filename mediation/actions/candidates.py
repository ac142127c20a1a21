"""The register and a case as matching sees them: volunteers as candidates, a case as a need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Final

from mediation.actions.conflicts import conflicts
from mediation.actions.suiting import weekly
from mediation.cases.assigning import order_for
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.conflicts import Hit, Strength
from mediation.cases.engagement import Engagement
from mediation.cases.experience import Experience
from mediation.cases.party import Person, PersonKind, SuitingTime
from mediation.kernel.clock import HELSINKI, at_helsinki, helsinki_date
from mediation.kernel.ids import MatterId, VolunteerId
from mediation.states.matter import MatterKind, MatterState
from mediation.states.small import AssignmentState
from mediation.work import Work
from volunteers import Task, Volunteer, is_experienced, shut_gates
from volunteers.availability import Availability, Taken
from volunteers.matching import WORKING, Candidate, Need
from volunteers.matching.facts import level
from volunteers.matching.grid import A_DAY, DAYS, free_beginnings, weekly_beginnings
from volunteers.training import CLOSE_RELATION_COURSE

YEAR: Final = timedelta(days=365)
NATIVE: Final = 7
CASES_A_YEAR: Final = 4  # office policy: a case takes a quarter, so whoever takes two at once wishes for eight a year
TRAINED: Final = frozenset({"basic_course_missing", "basic_course_expired"})


@dataclass(frozen=True, slots=True)
class Register:
    """The volunteers of the office today, and the same as candidates."""

    volunteers: Mapping[str, Volunteer]
    candidates: tuple[Candidate, ...]


def register(work: Work) -> Register:
    """Everybody in the register with what they have done and have on hand."""
    engaged, experienced = work.stores.engagements.all(), work.stores.experiences.all(work.now() - YEAR)
    last = work.stores.bookings.last()
    everybody, free = work.stores.volunteers.all(), _free(work)
    made = []
    for v in everybody:
        who = VolunteerId(v.id)
        idle = (work.day - helsinki_date(last[who])).days if who in last else None
        done = experienced.get(who, Experience())
        made.append(_candidate(work, v, engaged.get(who, Engagement(who)), done, idle, free.get(v.id)))
    return Register({v.id: v for v in everybody}, tuple(made))


def _tomorrow(work: Work) -> date:
    """The first day of the grid: nobody is asked to a meeting today."""
    return work.day + timedelta(days=1)


def _hours(work: Work) -> tuple[int, int]:
    """Between which hours the office's policy lets people meet."""
    return work.app.policy.meetings_from_hour, work.app.policy.meetings_to_hour


def _free(work: Work) -> dict[str, int | None]:
    """When those who have told their times could begin a meeting, other meetings and their own calendar left out."""
    since = _tomorrow(work)
    booked: dict[str, list[Taken]] = {}
    for b in work.stores.bookings.between(at_helsinki(since, 0), at_helsinki(since + timedelta(days=DAYS), 0)):
        booked.setdefault(b.volunteer, []).append(Taken(b.starts_at, b.ends_at))
    return {
        a.volunteer: free_beginnings(a, since, HELSINKI, _hours(work), booked.get(a.volunteer, ()))
        for a in work.stores.records.all(Availability)
    }


def _candidate(
    work: Work, v: Volunteer, engaged: Engagement, done: Experience, idle: int | None, free: int | None
) -> Candidate:
    policy = work.app.policy
    task = Task(basic_hours=max(1, policy.training_hours), beside_experienced=True)
    shut = {gate.code for gate in shut_gates(v, work.day, task)}
    told = {one.language: level(one.level) for one in v.levels}
    return Candidate(
        id=v.id, active="not_active" not in shut, admitted="not_admitted" not in shut, trained=not shut & TRAINED,
        experienced=is_experienced(v, policy.first_cases_beside_experienced, engaged.mediated),
        courses=frozenset(c.kind for c in v.courses if c.is_valid_on(work.day)), rests_until=v.rests_until,
        # Languages of the register are those they mediate in: the office has found the level to be enough.
        languages={one: max(WORKING, told.get(one, NATIVE if one == v.language else 0)) for one in v.languages},
        areas=frozenset(a.casefold() for a in v.areas), travel_km=v.travel_km,
        specialities=frozenset(v.specialities), wished_kinds=frozenset(v.wishes.kinds), mediated=done.kinds,
        open_cases=engaged.on_hand + engaged.offered, most=v.wishes.open_cases, taken=done.taken,
        wish=v.wishes.open_cases * CASES_A_YEAR, idle_days=None if idle is None else max(0, idle),
        gender=v.gender if v.gender != "other" else "", together=done.together,
        free=free, apart=frozenset(v.apart),
    )  # fmt: skip


def waiting_matters(case: Case) -> tuple[MatterId, ...]:
    """The matters that wait for mediators; those on hold wait for something else first."""
    return tuple(m.id for m in case.matters.values() if m.state is MatterState.ACCEPTED and m.held_since is None)


def need_of(
    work: Work, case: Case, matter_ids: Sequence[MatterId], staff: Register, *, mixed_genders: bool = False,
    suits: Sequence[SuitingTime] = (),
) -> tuple[Need, dict[VolunteerId, list[Hit]]]:  # fmt: skip
    """What the matters of a case need, and every link between its people and a volunteer.

    `mixed_genders` and `suits` are asked for beside what the people of the case are known to wish.
    """
    links = conflicts(work, case, list(staff.volunteers.values()))
    barred = {v for v, found in links.items() if any(h.strength is Strength.BARS for h in found)}
    chosen = [case.matter(m) for m in matter_ids]
    parties = [case.people[p] for m in chosen for p in m.about.parties]
    asked = [*parties, *(case.people[p.person] for p in case.parts if p.acts_for in {one.id for one in parties})]
    spoken = {p.language.value for p in parties if p.kind is PersonKind.NATURAL and not p.interpreter_language}
    mine = [a for a in case.all(Assignment) if set(a.matters) & set(matter_ids)]
    order = order_for(case, tuple(matter_ids))
    accepted = {a.volunteer for a in mine if a.state is AssignmentState.ACCEPTED}
    declined = {a.volunteer for a in mine if a.state in {AssignmentState.DECLINED, AssignmentState.EXPIRED}} - accepted
    offered = {a.volunteer for a in mine if a.state is AssignmentState.OFFERED}
    begun = min((m.accepted_at for m in chosen if m.accepted_at is not None), default=work.now())
    close = any(m.about.close_person is True for m in chosen)
    need = Need(
        id=case.id, day=work.day, languages=frozenset(spoken or {"fi"}),
        kinds=frozenset("dispute" if m.kind is MatterKind.DISPUTE else m.offence_class for m in chosen),
        courses=frozenset({CLOSE_RELATION_COURSE} if close else ()), area=_area(work, case, matter_ids),
        km=_distances(work, staff), mixed_genders=mixed_genders or any(p.mixed_mediators for p in asked),
        times=_times(work, asked, suits), a_day=A_DAY,
        barred=frozenset(barred), doubtful=frozenset(set(links) - barred),
        beginners_beside_experienced=work.app.policy.first_cases_beside_experienced > 0,
        declined=frozenset(declined), accepted=frozenset(accepted),
        agreed=frozenset(offered | (set(order.queue) - declined if order else set())),
        waited_days=max(0, (work.day - helsinki_date(begun)).days),
    )  # fmt: skip
    return need, links


def _distances(work: Work, staff: Register) -> dict[str, int]:
    """How far each volunteer lives from the meetings, by the town; a town the office has not told of is left out."""
    known = work.app.policy.distances
    homes = {v.id: v.address.town.strip().casefold() for v in staff.volunteers.values()}
    return {volunteer: known[town] for volunteer, town in homes.items() if town in known}


def _times(work: Work, asked: Sequence[Person], suits: Sequence[SuitingTime]) -> int | None:
    """The times that suit everybody who has told theirs, custodians and assistants too; None if nobody has."""
    told = [t for t in (suits, *(p.suits for p in asked)) if t]
    suiting = (weekly_beginnings(weekly(t), _tomorrow(work), _hours(work)) for t in told)
    return reduce(and_, suiting) if told else None


def _area(work: Work, case: Case, matter_ids: Sequence[MatterId]) -> str:
    """The municipality all parties live in; none where one's address is protected, for it could be read off a list."""
    parties = {p for m in matter_ids for p in case.matter(m).about.parties}
    at = [p.contact for p in case.people.values() if p.id in parties and p.kind is PersonKind.NATURAL]
    towns = {c.municipality.casefold() for c in at}
    served = {m.casefold() for m in work.app.office.municipalities}
    return towns.pop() if len(towns) == 1 and not any(c.is_protected for c in at) and towns <= served else ""
