"""Meetings arranged, moved, cancelled and held (§17(1), §18); none without every valid consent (§2.1)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mediation.cases.assigning import mediators_of
from mediation.cases.changes import Change
from mediation.cases.doubting import in_doubt
from mediation.cases.events import EventCode
from mediation.cases.meeting import Interpreting, MediatorsAccount, Meeting, MeetingForm
from mediation.cases.party import LEGAL_REPRESENTATIVES, PersonKind
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, MatterId, PersonId, VolunteerId
from mediation.kernel.refusals import Invalid, Need, StepNotPossible
from mediation.states.machine import Subject
from mediation.states.matter import CONDITIONS_PHASE, MatterState
from mediation.states.small import MEETING, MeetingState

MEETING_STATES = frozenset({MatterState.MEDIATORS_NAMED, MatterState.IN_MEDIATION})
NOT_BEGUN = CONDITIONS_PHASE | {MatterState.ACCEPTED, MatterState.MEDIATORS_NAMED}


def arrange(change: Change, meeting: Meeting) -> None:
    """Arrange one meeting; every missing thing is listed with its section."""
    case = change.case
    chosen = case.some_matters(meeting.matters)
    _check(change, meeting)
    case.put(meeting)
    for matter_id in chosen:
        case.emit(
            EventCode.MEETING_ARRANGED, change.at, matter=matter_id, subject=meeting.id,
            form=meeting.form.value, day=helsinki_date(meeting.starts_at).isoformat(),
        )  # fmt: skip


def move(change: Change, meeting_id: ItemId, starts_at: datetime, place: str) -> None:
    """Move a meeting that is not held yet, under the same conditions as a new one; its sequence grows."""
    meeting = change.case.item(Meeting, meeting_id)
    _take(meeting, "move")
    moved = replace(
        meeting, starts_at=starts_at, place=place, sequence=meeting.sequence + 1,
        mediators=mediators_of(change.case, meeting),
    )  # fmt: skip
    _check(change, moved)
    change.case.put(moved)
    for matter_id in meeting.matters:
        change.case.emit(
            EventCode.MEETING_MOVED, change.at, matter=matter_id, subject=meeting_id,
            day=helsinki_date(starts_at).isoformat(),
        )  # fmt: skip


def book_interpreter(change: Change, meeting_id: ItemId, booked: Interpreting) -> None:
    """Book an interpreter for one person of a meeting ahead (§16(3))."""
    meeting = change.case.item(Meeting, meeting_id)
    if meeting.state is not MeetingState.ARRANGED or booked.person not in meeting.invited:
        raise Invalid("an interpreter is booked for who is invited", fields=[("person", "not_invited")])
    others = tuple(i for i in meeting.interpreting if i.person != booked.person)
    change.case.put(replace(meeting, interpreting=(*others, booked)))
    needed = {p for p in meeting.invited if change.case.people[p].interpreter_language}
    have = needed <= {i.person for i in others} | {booked.person}
    for matter_id in meeting.matters if have else ():
        change.case.emit(EventCode.INTERPRETER_BOOKED, change.at, matter=matter_id, subject=meeting_id)
    if not have:  # a change leaves an event: who booked, and that somebody still lacks one
        change.case.emit(EventCode.INTERPRETER_FOUND, change.at, matter=meeting.matters[0], subject=meeting_id)


def cancel(change: Change, meeting_id: ItemId, because: str) -> None:
    """Call a meeting off, with the reason."""
    meeting = change.case.item(Meeting, meeting_id)
    state = _take(meeting, "cancel")
    change.case.put(replace(meeting, state=state, cancelled_because=because))
    for matter_id in meeting.matters:
        change.case.emit(EventCode.MEETING_CANCELLED, change.at, matter=matter_id, subject=meeting_id)


def call_off(change: Change, matter_id: MatterId) -> None:
    """Take an ended matter out of every meeting ahead; a meeting left without matters is cancelled (§19.1).

    A meeting that has begun already is left: it is still to be recorded whether it was held.
    """
    case = change.case
    arranged = [m for m in case.all(Meeting) if m.state is MeetingState.ARRANGED and matter_id in m.matters]
    for meeting in [m for m in arranged if m.starts_at > change.at]:
        left = tuple(m for m in meeting.matters if m != matter_id)
        if not left:
            cancel(change, meeting.id, "the matter has ended")
            continue
        parties = {p for m in left for p in case.matter(m).about.parties}
        stays = parties | {part.person for part in case.parts if part.acts_for in parties}
        invited = tuple(p for p in meeting.invited if p in stays)
        case.put(replace(meeting, matters=left, invited=invited, sequence=meeting.sequence + 1))
        case.emit(EventCode.MEETING_NARROWED, change.at, matter=matter_id, subject=meeting.id)
        for person in set(meeting.invited) - set(invited):  # they need not come; the others still meet
            case.emit(EventCode.MEETING_LEFT, change.at, matter=matter_id, subject=meeting.id, person=person)


def record_held(change: Change, meeting_id: ItemId, came: Sequence[PersonId]) -> None:
    """Record who came; the first held meeting starts the mediation of its matters."""
    case = change.case
    meeting = case.item(Meeting, meeting_id)
    if meeting.starts_at > change.at:
        raise Invalid("a meeting is not held before it begins", fields=[("came", "in_future")])
    if not came:
        raise Invalid("a meeting to which nobody came is cancelled, not held", fields=[("came", "required")])
    for person in came:
        case.person(person)
    if needs := [need for matter_id in meeting.matters for need in _not_to_be_held(change, meeting, matter_id)]:
        raise StepNotPossible("this meeting was not to be held", needs=needs)
    case.put(replace(meeting, state=_take(meeting, "hold"), came=tuple(came)))
    for matter_id in meeting.matters:
        case.emit(
            EventCode.MEETING_HELD, change.at, matter=matter_id, subject=meeting_id,
            form=meeting.form.value, came=len(came),
        )  # fmt: skip
        if case.matter(matter_id).state is MatterState.MEDIATORS_NAMED:
            change.step(matter_id, "start_mediation")
            case.emit(EventCode.MEDIATION_STARTED, change.at, matter=matter_id)


def give_account(change: Change, volunteer: VolunteerId, matter_ids: tuple[MatterId, ...], text: str) -> ItemId:
    """The account of a mediator of these matters, once their mediation has begun (§17(6))."""
    chosen = change.case.some_matters(matter_ids)
    needs = [
        change.case.law.need("mediator_of_the_case", matter_id)
        for matter_id in chosen if volunteer not in {a.volunteer for a in change.facts(matter_id).named()}
    ]  # fmt: skip
    needs += [
        change.case.law.need("mediation_has_begun", matter_id)
        for matter_id in chosen if change.case.matter(matter_id).state in NOT_BEGUN
    ]  # fmt: skip
    if needs:
        raise StepNotPossible("there is nothing to give an account of", needs=needs)
    account = MediatorsAccount(id=change.new_item(), matters=chosen, by=volunteer, at=change.at, text=text)
    change.case.put(account)
    for matter_id in chosen:
        change.case.emit(EventCode.ACCOUNT_GIVEN, change.at, matter=matter_id, subject=account.id)
    return account.id


def _hindrances(change: Change, meeting: Meeting, matter_id: MatterId) -> list[Need]:
    facts, matter = change.facts(matter_id), change.case.matter(matter_id)
    needs = _consents_lacking(change, matter_id)
    needs += [change.case.law.need("not_barred", why) for why in facts.bars]
    if matter.state not in MEETING_STATES:
        needs.append(change.case.law.need("mediators_are_named", matter_id))
    needs += in_doubt(change.case, matter_id)
    if facts.is_held:
        needs.append(change.case.law.need("not_held", matter_id))
    if meeting.remote and not change.case.law.meetings.remote:
        needs.append(change.case.law.need("attendance_in_person", meeting.id))
    if meeting.form is MeetingForm.SEPARATE:
        agreed = set(meeting.agreed_by)
        needs += [
            change.case.law.need("separate_meeting_agreed", party)
            for party in matter.about.parties if party not in agreed
        ]  # fmt: skip
    else:
        # A meeting with one side alone is a separate one, whatever it is called.
        needs += [
            change.case.law.need("everyone_is_invited", party)
            for party in matter.about.parties if not _is_asked(change, meeting, party)
        ]  # fmt: skip
    for party in matter.about.parties:
        person = change.case.people[party]
        guarded = party in meeting.invited and person.is_minor_on(helsinki_date(meeting.starts_at))
        custodians = change.case.beside(party, *LEGAL_REPRESENTATIVES)
        if guarded and custodians and not set(custodians) & set(meeting.invited):
            needs.append(change.case.law.need("custodian_is_invited", party))
    return needs


def _consents_lacking(change: Change, matter_id: MatterId) -> list[Need]:
    """The consents this law asks for before mediation starts: nobody is invited without them."""
    subject = Subject(MatterState.MEDIATORS_NAMED, change.facts(matter_id))
    lacking = change.case.lifecycle(change.case.matter(matter_id)).missing(subject, "start_mediation")
    return [need for need in lacking if need.code == "every_consent"]


def _not_to_be_held(change: Change, meeting: Meeting, matter_id: MatterId) -> list[Need]:
    """What has come in the way since the meeting was arranged; what starts mediation is asked by its own step."""
    case, matter = change.case, change.case.matter(matter_id)
    ended_in_it = matter.ended_at is not None and meeting.starts_at <= matter.ended_at
    if matter.state in MEETING_STATES:  # a doubt that the meeting itself raised was no reason not to hold it
        begun = matter.state is MatterState.IN_MEDIATION
        lacking = _consents_lacking(change, matter_id) if begun else []
        return lacking + in_doubt(case, matter_id, before=meeting.starts_at)
    if ended_in_it:
        return []
    return [case.law.need("mediators_are_named", matter_id)]


def _is_asked(change: Change, meeting: Meeting, party: PersonId) -> bool:
    """Whether a party is invited: in person, a company also through who speaks for it."""
    asked = {party}
    if change.case.people[party].kind is PersonKind.LEGAL:
        asked |= set(change.case.beside(party, *LEGAL_REPRESENTATIVES))
    return bool(asked & set(meeting.invited))


def _check(change: Change, meeting: Meeting) -> None:
    needs = [need for matter_id in meeting.matters for need in _hindrances(change, meeting, matter_id)]
    if needs:
        raise StepNotPossible("the meeting cannot be arranged", needs=needs)
    if meeting.starts_at <= change.at:
        raise Invalid("a meeting lies ahead", fields=[("starts_at", "in_past")])
    longest = change.case.law.meetings.longest
    if not 15 <= meeting.minutes <= longest:
        raise Invalid(f"a meeting lasts between 15 and {longest} minutes", fields=[("minutes", "out_of_range")])
    for person in meeting.invited:
        change.case.person(person)


def _take(meeting: Meeting, step: str) -> MeetingState:
    subject = Subject(meeting.state)
    MEETING.take(subject, step)
    return MeetingState(subject.state)
