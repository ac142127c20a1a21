"""The register of volunteers: entered, corrected, moved from standing to standing, admitted and released (§10)."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from mediation.actions.forms import Code, Day, FilledLine, FilledText, Form, Id, Line
from mediation.actions.training import is_trained
from mediation.kernel.ids import new_id
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, Need, NotFound, StepNotPossible
from mediation.permissions.may import May
from mediation.states.machine import Subject
from mediation.states.small import VOLUNTEER, VolunteerState
from mediation.work import Work
from volunteers import (
    Address,
    Admission,
    LanguageLevel,
    NoSuchVolunteer,
    Release,
    Talk,
    Tie,
    Volunteer,
    Wishes,
)

Level = Literal["a1", "a2", "b1", "b2", "c1", "c2", "native"]
Few = Field(max_length=20)


class LevelForm(Form):
    """How well a language is spoken, by the European framework of reference."""

    language: FilledLine
    level: Level


class AddressForm(Form):
    """Where somebody lives."""

    street: Line = ""
    postcode: Line = ""
    town: Line = ""


class TieForm(Form):
    """A declared relation: whose matters the volunteer stays out of (434/2003 §28)."""

    kind: Literal["close_person", "employer", "association", "other"]
    name: FilledLine


class WishesForm(Form):
    """How many cases at once, and of which kinds; none means any."""

    open_cases: Annotated[int, Field(ge=0, le=20)] = 2  # office policy: what a volunteer wishes who has not said
    kinds: Annotated[tuple[Code, ...], Few] = ()


class Details(Form):
    """What the register holds of a person; what is left out stays as it is."""

    email: Line | None = None
    phone: Line | None = None
    language: Language | None = None
    languages: Annotated[tuple[Line, ...], Field(min_length=1, max_length=12)] | None = None
    levels: Annotated[tuple[LevelForm, ...], Few] | None = None
    gender: Literal["", "female", "male", "other"] | None = None
    address: AddressForm | None = None
    employer: Line | None = None
    ties: Annotated[tuple[TieForm, ...], Field(max_length=60)] | None = None
    areas: Annotated[tuple[FilledLine, ...], Few] | None = None
    travel_km: Annotated[int, Field(ge=0, le=1500)] | None = None
    specialities: Annotated[tuple[Code, ...], Few] | None = None
    apart: Annotated[tuple[Id, ...], Few] | None = None
    wishes: WishesForm | None = None
    cases_before: Annotated[int, Field(ge=0, le=2000)] | None = None
    background_checked_on: Day | None = None


class NewVolunteer(Details):
    """Somebody who applies to become a mediator."""

    name: FilledLine


def register_volunteer(work: Work, form: NewVolunteer) -> dict[str, object]:
    """Enter an applicant into the register."""
    work.permit(May.VOLUNTEER_RECORD)
    new = Volunteer(id=new_id("v", work.now()), office=work.office, name=form.name)
    volunteer = replace(new, **_given(work, form, new))
    work.later(lambda: work.stores.volunteers.put(volunteer))
    work.note("volunteer_registered", thing=volunteer.id)
    return {"volunteer": volunteer.id}


class VolunteerCorrection(Details):
    """What has changed about a volunteer, or was written down wrong."""

    volunteer: Id
    name: FilledLine | None = None


def correct_volunteer(work: Work, form: VolunteerCorrection) -> dict[str, object]:
    """Correct a volunteer's details; standing and training change by steps of their own."""
    work.permit(May.VOLUNTEER_RECORD)
    volunteer = found(work, form.volunteer)
    given = _given(work, form, volunteer)
    if form.name is not None:
        given["name"] = form.name
    if not given:
        raise Invalid("nothing is corrected", fields=[("", "required")])
    work.later(lambda: work.stores.volunteers.put(replace(volunteer, **given)))
    work.note("volunteer_corrected", thing=volunteer.id, fields=len(given))
    return {"volunteer": volunteer.id}


def _given(work: Work, form: Details, before: Volunteer) -> dict[str, Any]:
    """The fields that were given, as the register keeps them."""
    if form.background_checked_on is not None and form.background_checked_on > work.day:
        raise Invalid("a check is made first", fields=[("background_checked_on", "in_future")])
    plain = set(Details.model_fields) - {"levels", "address", "ties", "wishes", "language"}
    made: dict[str, Any] = {name: getattr(form, name) for name in plain if getattr(form, name) is not None}
    if any(other == before.id for other in form.apart or ()):
        raise Invalid("nobody is kept from themself", fields=[("apart", "is_the_same")])
    for other in form.apart or ():
        found(work, other)
    if form.language is not None:
        made["language"] = form.language.value
    if form.levels is not None:
        made["levels"] = tuple(LanguageLevel(**one.model_dump()) for one in form.levels)
        spoken = set(made.get("languages", before.languages))
        if len({one.language for one in form.levels}) < len(form.levels):
            raise Invalid("a language has one level", fields=[("levels", "given_twice")])
        if not {one.language for one in form.levels} <= spoken:
            raise Invalid("a level is said of a language that is spoken", fields=[("levels", "not_among_languages")])
    if form.address is not None:
        made["address"] = Address(**form.address.model_dump())
    if form.ties is not None:
        made["ties"] = tuple(Tie(**one.model_dump()) for one in form.ties)
    if form.wishes is not None:
        made["wishes"] = Wishes(**form.wishes.model_dump())
    return made


class VolunteerStep(Form):
    """A step in a volunteer's standing; admission is the person in charge's, with a reason (§10)."""

    volunteer: Id
    step: Literal["interview", "begin_training", "admit", "activate", "rest", "return", "release"]
    reason: FilledText | Literal[""] = ""
    otherwise_qualified: bool = False


def move_volunteer(work: Work, form: VolunteerStep) -> dict[str, object]:
    """Take a step in a volunteer's standing."""
    decides = form.step in {"admit", "release"}
    work.permit(May.VOLUNTEER_ADMIT if decides else May.VOLUNTEER_RECORD)
    volunteer = found(work, form.volunteer)
    if decides and not form.reason:
        raise Invalid("this decision has a reason", fields=[("reason", "required")])
    if form.otherwise_qualified and form.step != "admit":
        raise Invalid("this is said when somebody is admitted", fields=[("otherwise_qualified", "not_allowed")])
    subject = Subject(VolunteerState(volunteer.standing))
    VOLUNTEER.take(subject, form.step)
    changed = replace(volunteer, standing=subject.state.value)
    if form.step == "admit":
        if not form.otherwise_qualified and not is_trained(work, volunteer):
            raise StepNotPossible(
                "the introductory training comes first, or the decision says that they have the skill otherwise",
                needs=[Need("basic_course_missing", "1015/2005 §10", volunteer.id)],
            )
        admission = Admission(work.actor.id, work.day, form.reason, form.otherwise_qualified)
        changed = replace(changed, admission=admission)
    if form.step == "release":
        changed = replace(changed, release=Release(work.actor.id, work.day, form.reason))
    work.later(lambda: work.stores.volunteers.put(changed))
    work.note(f"volunteer_{form.step}", thing=volunteer.id, standing=changed.standing)
    return {"standing": changed.standing}


class TalkForm(Form):
    """A talk with a volunteer; what was said stays between those who talked."""

    volunteer: Id
    kind: Literal["annual", "supervision"]
    held_on: Day


def record_talk(work: Work, form: TalkForm) -> dict[str, object]:
    """Record that an annual talk or a supervision session was held, and nothing of its content."""
    work.permit(May.VOLUNTEER_RECORD)
    volunteer = found(work, form.volunteer)
    if form.held_on > work.day:
        raise Invalid("a talk is held first", fields=[("held_on", "in_future")])
    if any((t.kind, t.held_on) == (form.kind, form.held_on) for t in volunteer.talks):
        raise Invalid("this talk is recorded already", fields=[("held_on", "given_twice")])
    talks = (*volunteer.talks, Talk(form.kind, form.held_on, work.actor.id))
    work.later(lambda: work.stores.volunteers.put(replace(volunteer, talks=talks)))
    work.note("talk_recorded", thing=volunteer.id, kind=form.kind)
    return {"talks": len(talks)}


def found(work: Work, volunteer_id: str) -> Volunteer:
    """A volunteer of the register; NotFound for an unknown one."""
    try:
        return work.stores.volunteers.get(volunteer_id)
    except NoSuchVolunteer:
        raise NotFound("no such volunteer", code="volunteer_not_found") from None
