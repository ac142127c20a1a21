"""Meetings arranged, moved, cancelled and recorded (§17, §18)."""

from typing import Annotated

from pydantic import Field

from mediation.actions import papers
from mediation.actions.availability import rest_after_heavy_case
from mediation.actions.forms import FilledLine, FilledText, Form, Instant, ItemRef, Line, Matters, PersonRef
from mediation.cases import convening
from mediation.cases.meeting import Interpreting, Meeting, MeetingForm
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid
from mediation.permissions.may import May
from mediation.work import Work

People = Annotated[tuple[PersonRef, ...], Field(max_length=60)]


class InterpretingForm(Form):
    """An interpreter booked for one person (§16(3))."""

    person: PersonRef
    language: FilledLine
    interpreter: FilledLine


class NewMeeting(Form):
    """When, where, who; a separate meeting says which parties agreed to it (§18.3), a remote one how it is reached."""

    matters: Matters
    form: MeetingForm
    starts_at: Instant
    minutes: Annotated[int, Field(ge=10, le=720)] = 90  # office policy
    place: Line = ""
    invited: Annotated[People, Field(min_length=1)]
    agreed_by: People = ()
    remote: bool = False
    interpreting: Annotated[tuple[InterpretingForm, ...], Field(max_length=20)] = ()


def arrange(work: Work, case_id: CaseId, form: NewMeeting, expect: int | None = None) -> dict[str, object]:
    """Arrange a meeting and tell everyone invited, each in their language."""
    change = work.change(case_id, May.MEETING_ARRANGE, expect=expect)
    if form.remote and not form.place:
        raise Invalid("a remote meeting says how it is reached", fields=[("place", "required")])
    meeting = Meeting(
        id=change.new_item(), matters=form.matters, form=form.form, starts_at=form.starts_at,
        minutes=form.minutes, place=form.place or ", ".join(work.app.office.meeting_place),
        invited=form.invited,
        mediators=tuple(dict.fromkeys(a.volunteer for m in form.matters for a in change.facts(m).named())),
        arranged_by=work.actor.id, agreed_by=form.agreed_by, remote=form.remote,
        interpreting=tuple(Interpreting(**i.model_dump()) for i in form.interpreting),
    )  # fmt: skip
    convening.arrange(change, meeting)
    papers.meeting_notices(work, change, meeting)
    return {"meeting": meeting.id}


class MovedMeeting(Form):
    """A meeting's new time and place."""

    meeting: ItemRef
    starts_at: Instant
    place: Line = ""


def move(work: Work, case_id: CaseId, form: MovedMeeting, expect: int | None = None) -> dict[str, object]:
    """Move a meeting and tell everyone invited."""
    change = work.change(case_id, May.MEETING_ARRANGE, expect=expect)
    old = change.case.item(Meeting, form.meeting)
    convening.move(change, form.meeting, form.starts_at, form.place or old.place)
    papers.meeting_notices(work, change, change.case.item(Meeting, form.meeting))
    return {"meeting": form.meeting}


class BookedInterpreter(Form):
    """An interpreter found for somebody who is invited already."""

    meeting: ItemRef
    interpreting: InterpretingForm


def interpret(work: Work, case_id: CaseId, form: BookedInterpreter, expect: int | None = None) -> dict[str, object]:
    """Book an interpreter for one person of a meeting ahead (§16(3))."""
    change = work.change(case_id, May.MEETING_ARRANGE, expect=expect)
    convening.book_interpreter(change, form.meeting, Interpreting(**form.interpreting.model_dump()))
    return {"meeting": form.meeting}


class CancelledMeeting(Form):
    """A meeting called off."""

    meeting: ItemRef
    because: FilledLine


def cancel(work: Work, case_id: CaseId, form: CancelledMeeting, expect: int | None = None) -> dict[str, object]:
    """Call a meeting off."""
    change = work.change(case_id, May.MEETING_ARRANGE, expect=expect)
    convening.cancel(change, form.meeting, form.because)
    return {"meeting": form.meeting}


class HeldMeeting(Form):
    """Who came."""

    meeting: ItemRef
    came: People


def record_held(work: Work, case_id: CaseId, form: HeldMeeting, expect: int | None = None) -> dict[str, object]:
    """Record a meeting as held; the first one starts the mediation of its matters."""
    change = work.change(case_id, May.MEETING_RECORD, expect=expect)
    convening.record_held(change, form.meeting, form.came)
    held = change.case.item(Meeting, form.meeting)
    return {"states": {m: change.case.matter(m).state.value for m in held.matters}}


class AccountForm(Form):
    """The mediators' account: course and outcome, no settlement talks (§17(6), §21.2); and whether it was heavy."""

    matters: Matters
    text: FilledText
    heavy: bool = False


def give_account(work: Work, case_id: CaseId, form: AccountForm, expect: int | None = None) -> dict[str, object]:
    """A mediator of the case gives the account."""
    change = work.change(case_id, May.ACCOUNT_OF_MEDIATION_GIVE, expect=expect)
    if work.actor.volunteer is None:
        raise Invalid("a mediator gives the account", fields=[("", "not_a_mediator")])
    account = convening.give_account(change, work.actor.volunteer, form.matters, form.text)
    if form.heavy or any(change.case.matter(m).about.close_person is True for m in form.matters):
        rest_after_heavy_case(work, work.actor.volunteer)
    return {"account": account}
