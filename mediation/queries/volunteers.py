"""Readings of the register: who there is, what stands in the way of offering them a case, one entry whole."""

from dataclasses import asdict
from typing import Any

from mediation.actions.care import digest_of
from mediation.actions.volunteers import found
from mediation.cases.engagement import Engagement
from mediation.kernel.ids import VolunteerId
from mediation.kernel.refusals import NotPermitted
from mediation.permissions.may import May
from mediation.work import Work
from volunteers import Task, Volunteer, may_be_offered


def register_list(work: Work) -> list[dict[str, Any]]:
    """Everybody in the register, how much they have on hand, and why one cannot be offered a case today."""
    work.permit(May.VOLUNTEER_READ)
    engaged = work.stores.engagements.all()
    listed = [
        {
            "id": v.id, "name": v.name, "standing": v.standing,
            "on_hand": engaged.get(VolunteerId(v.id), Engagement(VolunteerId(v.id))).on_hand,
            "hindrances": list(may_be_offered(v, work.day, office_task(work, v, engaged))),
        }
        for v in work.stores.volunteers.all()
    ]  # fmt: skip
    work.note("volunteers_listed", count=len(listed))
    return listed


def office_task(work: Work, volunteer: Volunteer, engaged: dict[VolunteerId, Engagement]) -> Task:
    """What the office asks of a volunteer for any case, an experienced mediator taken to be beside them."""
    own = engaged.get(VolunteerId(volunteer.id), Engagement(VolunteerId(volunteer.id)))
    return Task(
        basic_hours=max(1, work.app.policy.training_hours), mediated=own.mediated, beside_experienced=True,
        first_cases=work.app.policy.first_cases_beside_experienced,
    )  # fmt: skip


def volunteer_page(work: Work, volunteer_id: str) -> dict[str, Any]:
    """One entry of the register, whole; that it was read is journalled."""
    work.permit(May.VOLUNTEER_READ)
    volunteer = found(work, volunteer_id)
    engagement = work.stores.engagements.of(VolunteerId(volunteer.id))
    work.note("volunteer_viewed", thing=volunteer.id)
    task = office_task(work, volunteer, {engagement.volunteer: engagement})
    return asdict(volunteer) | {
        "mediated": volunteer.cases_before + engagement.mediated, "on_hand": engagement.on_hand,
        "offered": engagement.offered, "hindrances": list(may_be_offered(volunteer, work.day, task)),
    }  # fmt: skip


def own_entry(work: Work) -> dict[str, Any]:
    """What the office keeps of the mediator who asks, without what it wrote down in judging them."""
    if work.actor.volunteer is None:
        raise NotPermitted("only a mediator has an entry", code="not_permitted")
    volunteer = found(work, work.actor.volunteer)
    work.note("own_entry_read", thing=volunteer.id)
    return {
        "name": volunteer.name, "email": volunteer.email, "phone": volunteer.phone, "address": volunteer.address,
        "standing": volunteer.standing, "languages": volunteer.languages, "areas": volunteer.areas,
        "travel_km": volunteer.travel_km, "open_cases": volunteer.wishes.open_cases, "kinds": volunteer.wishes.kinds,
        "admitted_on": volunteer.admission.decided_on if volunteer.admission else None,
        "rests_until": volunteer.rests_until if volunteer.rests_until and volunteer.rests_until >= work.day else None,
        "mediated": volunteer.cases_before + work.stores.engagements.of(VolunteerId(volunteer.id)).mediated,
        "courses": [
            {"kind": c.kind, "hours": c.hours, "completed_on": c.completed_on, "expires_on": c.expires_on,
             "is_valid": c.is_valid_on(work.day), "revoked_on": c.revoked_on}
            for c in sorted(volunteer.courses, key=lambda c: c.completed_on, reverse=True)
        ],
    }  # fmt: skip


def digest(work: Work) -> dict[str, Any]:
    """The advisers' weekly digest with names: whom to look at, and why."""
    work.permit(May.VOLUNTEER_READ)
    names = {v.id: v.name for v in work.stores.volunteers.all()}
    found_ = asdict(digest_of(work))
    work.note("volunteer_digest_read")
    return {why: [{"id": one, "name": names[one]} for one in ids] for why, ids in found_.items()}
