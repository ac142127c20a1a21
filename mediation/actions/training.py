"""Courses recorded and revoked, and the gates of training put to the office's policy (§10, §16(1))."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from mediation.actions.forms import Day, FilledText, Form, Id, Line
from mediation.kernel.ids import VolunteerId
from mediation.kernel.refusals import Invalid, Need, NotFound
from mediation.permissions.may import May
from mediation.work import Work
from volunteers import CertificateRefused, Course, NoSuchVolunteer, Task, Volunteer, is_experienced, shut_gates
from volunteers.training import BASIC_COURSE, Refused, certified_hours, revoked, with_course

KIND = Field(pattern=r"^[a-z_]{3,40}$")
# fmt: off
#   refused                              the field it is about
FIELD: dict[Refused, str] = {
    Refused.IN_FUTURE:                   "completed_on",
    Refused.EXPIRES_BEFORE_COMPLETION:   "expires_on",
    Refused.BEGAN_AFTER_COMPLETION:      "began_on",
    Refused.ALREADY_CERTIFIED:           "completed_on",
    Refused.OLDER_THAN_KNOWN:            "completed_on",
    Refused.NO_SUCH_CERTIFICATE:         "completed_on",
    Refused.REVOKED_ALREADY:             "completed_on",
}
# fmt: on


class CourseForm(Form):
    """A course a volunteer has completed."""

    volunteer: Id
    kind: Annotated[str, KIND]
    hours: Annotated[int, Field(ge=1, le=500)]
    completed_on: Day
    expires_on: Day | None = None
    began_on: Day | None = None
    certificate: Line = ""


def record_course(work: Work, form: CourseForm) -> dict[str, object]:
    """Record a completed course; a certificate is only ever added, an expired one is renewed by a new course."""
    work.permit(May.VOLUNTEER_RECORD)
    new = Course(form.kind, form.hours, form.completed_on, form.expires_on, form.began_on, form.certificate)
    changed = _changed(work, form.volunteer, lambda courses: with_course(courses, new, work.day))
    work.note("course_recorded", thing=changed.id, kind=form.kind, hours=form.hours)
    return {"courses": len(changed.courses)}


class RevokedCourse(Form):
    """A certificate that was given or recorded wrongly."""

    volunteer: Id
    kind: Annotated[str, KIND]
    completed_on: Day
    reason: FilledText


def revoke_course(work: Work, form: RevokedCourse) -> dict[str, object]:
    """Revoke a certificate from today on; it stays in the record with the reason."""
    work.permit(May.VOLUNTEER_ADMIT)
    changed = _changed(
        work, form.volunteer,
        lambda courses: revoked(courses, form.kind, form.completed_on, work.day, form.reason),
    )  # fmt: skip
    work.note("course_revoked", thing=changed.id, kind=form.kind)
    return {"courses": len(changed.courses)}


Courses = tuple[Course, ...]


def _changed(work: Work, volunteer_id: str, change: Callable[[Courses], Courses]) -> Volunteer:
    try:
        volunteer = work.stores.volunteers.get(volunteer_id)
        changed = replace(volunteer, courses=change(volunteer.courses))
    except NoSuchVolunteer:
        raise NotFound("no such volunteer", code="volunteer_not_found") from None
    except CertificateRefused as refused:
        raise Invalid("this certificate is not taken", fields=[(FIELD[refused.why], refused.why.value)]) from None
    work.later(lambda: work.stores.volunteers.put(changed))
    return changed


def is_trained(work: Work, volunteer: Volunteer) -> bool:
    """Whether the basic course is there in as many hours as the office's policy asks for, valid today."""
    hours = certified_hours(volunteer.courses, BASIC_COURSE, work.day)
    return hours >= max(1, work.app.policy.training_hours)


def task(work: Work, volunteer: Volunteer, *, close_relation: bool = False, beside_experienced: bool = False) -> Task:
    """What a case asks of this volunteer, by the office's policy and their own experience."""
    return Task(
        close_relation=close_relation, basic_hours=max(1, work.app.policy.training_hours),
        first_cases=work.app.policy.first_cases_beside_experienced,
        mediated=work.stores.engagements.of(VolunteerId(volunteer.id)).mediated, beside_experienced=beside_experienced,
    )  # fmt: skip


def has_experience(work: Work, volunteer: Volunteer) -> bool:
    """Whether the first cases of the office's policy are behind this volunteer."""
    mediated = work.stores.engagements.of(VolunteerId(volunteer.id)).mediated
    return is_experienced(volunteer, work.app.policy.first_cases_beside_experienced, mediated)


def hindrances(work: Work, volunteer: Volunteer, asked: Task) -> list[Need]:
    """The gates that are shut for a volunteer, each with its section."""
    return [Need(gate.code, gate.section, volunteer.id) for gate in shut_gates(volunteer, work.day, asked)]
