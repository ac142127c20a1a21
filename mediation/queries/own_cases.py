"""A mediator's own offers and cases: a summary before they take a case; afterwards what mediating it needs, no more."""

from collections.abc import Iterable, Iterator
from typing import Any

from mediation.cases.agreement import Agreement
from mediation.cases.assigning import AWAITING_ACCOUNT, why_closed
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.meeting import MediatorsAccount, Meeting
from mediation.cases.party import Person
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, ItemId, MatterId, PersonId, VolunteerId
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch, grant_ends_on
from mediation.queries.lists import summary_of
from mediation.states.matter import MatterState
from mediation.states.small import AssignmentState, MeetingState
from mediation.work import Work

Taken = tuple[Case, list[MatterId]]
SIDES = ("suspects", "victims", "claimants", "respondents")


def offers(work: Work) -> list[dict[str, Any]]:
    """Every offer ever made to a mediator, newest first: nobody is named, and why one cannot be taken any more."""
    return _offers(work, None)


def waiting_offers(work: Work) -> list[dict[str, Any]]:
    """The offers a mediator can still take; no other case is opened for them."""
    return [o for o in _offers(work, AssignmentState.OFFERED.value) if o["is_open"]]


def _offers(work: Work, state: str | None) -> list[dict[str, Any]]:
    found = work.stores.cases.with_record(Assignment.KIND, own_volunteer(work), state)
    shown = [_offer(work, work.stores.cases.get(case_id), item) for case_id, item, _ in found]
    work.note("offers_listed", count=len(shown))
    return shown


def offer(work: Work, case_id: CaseId, offer_id: ItemId) -> dict[str, Any]:
    """One offer made to the mediator; NotFound for every other."""
    case = work.stores.cases.get(case_id)
    work.permit(May.ASSIGNMENT_ANSWER, case, offer_id)
    work.note("offer_read", case=case_id, thing=offer_id)
    return _offer(work, case, offer_id)


def _offer(work: Work, case: Case, offer_id: ItemId) -> dict[str, Any]:
    made = case.item(Assignment, offer_id)
    waits = made.state is AssignmentState.OFFERED
    closed = why_closed(_as_seen(work, case), made) if waits else None
    return {
        "case": case.id, "offer": made.id, "state": made.state.value, "answer_by": made.answer_by,
        "offered_on": helsinki_date(made.offered_at), "summary": summary_of(case, made), "version": case.version,
        "is_open": waits and closed is None, "closed_by": closed.needs[0].code if closed else "",
    }  # fmt: skip


def own_cases(work: Work, taken: Iterable[Taken] | None = None) -> list[dict[str, Any]]:
    """The cases a mediator has taken and may still read, the next meeting first; `taken` if they are open already."""
    shown = [
        {
            "case": case.id, "number": case.number, "ends_on": grant_ends_on(case),
            "states": sorted({case.matter(m).state.value for m in matters}),
            "titles": list(dict.fromkeys(case.matter(m).about.title for m in matters)),
            "next": min((m.starts_at for m in _meetings(case, matters) if _is_ahead(work, m)), default=None),
        }
        for case, matters in (granted(work) if taken is None else taken)
    ]  # fmt: skip
    work.note("own_cases_listed", count=len(shown))
    return sorted(shown, key=lambda c: (c["next"] is None, c["next"] or work.now()))


def own_case(work: Work, case_id: CaseId) -> dict[str, Any]:
    """One case a mediator has taken: their matters, the people of these, meetings, agreements; no contact data."""
    case = work.view(case_id, May.CASE_READ, "mediation")
    mine = _matters_of(case, own_volunteer(work))
    if not mine:  # the office's own read their cases elsewhere
        raise NotFound("no such case", code="case_not_found")
    people = _people_of(case, mine)
    given = {m for a in case.all(MediatorsAccount) for m in a.matters}
    return {
        "id": case.id, "number": case.number, "version": case.version, "ends_on": grant_ends_on(case),
        "assignments": [a.id for a in _accepted(case, own_volunteer(work))],
        "names": {p: case.people[p].name for p in people},
        "people": [_person(case, case.people[p], mine) for p in people],
        "matters": [
            {
                "id": m, "title": case.matter(m).about.title, "state": case.matter(m).state.value,
                "kind": case.matter(m).kind.value, "held": case.matter(m).held_since is not None,
                "account_is_owed": case.matter(m).state in AWAITING_ACCOUNT and m not in given,
            }
            for m in mine
        ],
        "may_account": [m for m in mine if _has_begun(case, m) and m not in given],
        "meetings": [_meeting(work, m) for m in _meetings(case, mine)][::-1],
        "agreements": [
            {
                "number": a.number, "superseded": a.superseded, "signed_by": [s.person for s in a.signatures],
                "certified": a.certified_at is not None, "language": a.language.value,
                "items": [
                    {"kind": i.kind.value, "by": i.promised_by, "to": i.promised_to, "text": i.text,
                     "cents": i.amount.cents if i.amount else None, "due_on": i.due_on}
                    for i in a.items
                ],
            }
            for a in case.all(Agreement) if set(a.matters) & set(mine) and not a.superseded
        ],
        "accounts": [{"at": a.at, "text": a.text} for a in case.all(MediatorsAccount) if set(a.matters) & set(mine)],
    }  # fmt: skip


def granted(work: Work) -> Iterator[Taken]:
    """The cases a mediator may read just now, each with the matters they took."""
    who = own_volunteer(work)
    found = work.stores.cases.with_record(Assignment.KIND, who, AssignmentState.ACCEPTED.value)
    for case_id in dict.fromkeys(case_id for case_id, _, _ in found):
        case = work.stores.cases.get(case_id)
        if is_permitted(work.actor, May.CASE_READ, Touch(work.now(), work.office, case)):
            yield case, _matters_of(case, who)


def own_volunteer(work: Work) -> VolunteerId:
    """Whose entry in the register the actor is; NotPermitted to who is no mediator."""
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has cases of their own", code="not_permitted")
    return work.actor.volunteer


def _as_seen(work: Work, case: Case) -> Change:
    return Change(case, work.now(), work.actor.id, work.app.policy.mediators_per_matter)


def _accepted(case: Case, who: VolunteerId) -> list[Assignment]:
    return [a for a in case.all(Assignment) if a.volunteer == who and a.state is AssignmentState.ACCEPTED]


def _matters_of(case: Case, who: VolunteerId) -> list[MatterId]:
    return list(dict.fromkeys(m for a in _accepted(case, who) for m in a.matters))


def _people_of(case: Case, matters: list[MatterId]) -> list[PersonId]:
    """The parties of some matters, and who stands beside them; nobody of the case's other matters."""
    parties = dict.fromkeys(p for m in matters for p in case.matter(m).about.parties)
    return list(dict.fromkeys([*parties, *(part.person for part in case.parts if part.acts_for in parties)]))


def _person(case: Case, person: Person, matters: list[MatterId]) -> dict[str, Any]:
    roles = [side[:-1] for m in matters for side in SIDES if person.id in getattr(case.matter(m).about, side)]
    return {
        "id": person.id, "name": person.name, "language": person.language.value,
        "interpreter_language": person.interpreter_language, "roles": list(dict.fromkeys(roles)),
        "beside": [
            {"role": part.role.value, "name": case.people[part.acts_for].name}
            for part in case.parts if part.person == person.id and part.acts_for
        ],
    }  # fmt: skip


def _meetings(case: Case, matters: list[MatterId]) -> list[Meeting]:
    mine = [m for m in case.all(Meeting) if set(m.matters) & set(matters)]
    return sorted(mine, key=lambda m: m.starts_at)


def _meeting(work: Work, meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id, "form": meeting.form.value, "state": meeting.state.value, "starts_at": meeting.starts_at,
        "minutes": meeting.minutes, "place": meeting.place, "remote": meeting.remote,
        "invited": list(meeting.invited), "came": list(meeting.came), "because": meeting.cancelled_because,
        "to_record": to_record(work, meeting),
    }  # fmt: skip


def to_record(work: Work, meeting: Meeting) -> bool:
    """Whether a meeting has begun and nobody has told yet what became of it."""
    return meeting.state is MeetingState.ARRANGED and meeting.starts_at <= work.now()


def _is_ahead(work: Work, meeting: Meeting) -> bool:
    return meeting.state is MeetingState.ARRANGED and meeting.starts_at > work.now()


def _has_begun(case: Case, matter_id: MatterId) -> bool:
    return case.matter(matter_id).state in AWAITING_ACCOUNT | {MatterState.IN_MEDIATION}
