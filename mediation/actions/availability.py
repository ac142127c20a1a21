"""Availability kept by the volunteer or the office; rest after a heavy case; calendars in and out."""

import hashlib
import hmac
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from mediation.actions.forms import Day, Form, Id, WallClock
from mediation.actions.volunteers import found
from mediation.documents.calendars import taken_in
from mediation.kernel.ids import new_id
from mediation.kernel.refusals import Invalid, NotFound
from mediation.permissions.may import May
from mediation.work import App, Work
from volunteers.availability import Availability, Away, Extra, PatternRefused, Weekly, check


class WeeklyForm(Form):
    """One time of the week, on the wall clock in Helsinki."""

    weekday: Annotated[int, Field(ge=1, le=7)]
    begins: WallClock
    ends: WallClock
    since: Day | None = None
    until: Day | None = None


class AwayForm(Form):
    """Days away, the last one included."""

    since: Day
    until: Day
    why: Literal["holiday", "illness", "other"] = "holiday"


class ExtraForm(Form):
    """A time on one day beside the pattern."""

    day: Day
    begins: WallClock
    ends: WallClock


class AvailabilityForm(Form):
    """The whole of somebody's availability, as it is from now on."""

    volunteer: Id | Literal[""] = ""
    pattern: Annotated[tuple[WeeklyForm, ...], Field(max_length=40)] = ()
    away: Annotated[tuple[AwayForm, ...], Field(max_length=60)] = ()
    extra: Annotated[tuple[ExtraForm, ...], Field(max_length=60)] = ()


def keep(work: Work, form: AvailabilityForm) -> dict[str, object]:
    """Keep when a volunteer can come; rows that overlap are refused, and then everything stays as it was."""
    work.permit(May.AVAILABILITY_KEEP)
    before = availability_of(work, _whose(work, form.volunteer))
    pattern = tuple(Weekly(r.weekday, _minutes(r.begins), _minutes(r.ends), r.since, r.until) for r in form.pattern)
    away = tuple(Away(**r.model_dump()) for r in form.away)
    extra = tuple(Extra(r.day, _minutes(r.begins), _minutes(r.ends)) for r in form.extra)
    try:
        check(pattern, away, extra)
    except PatternRefused as refused:
        raise Invalid("these times do not fit together", fields=[(refused.field, refused.code)]) from None
    _put(work, replace(before, pattern=pattern, away=away, extra=extra))
    work.note("availability_kept", thing=before.volunteer, times=len(pattern), away=len(away), extra=len(extra))
    return {"times": len(pattern), "away": len(away), "extra": len(extra)}


def read_calendar(work: Work, raw: bytes, volunteer: str = "") -> dict[str, object]:
    """Take in what somebody's own calendar says is taken; the last reading counts, no word of it is kept."""
    work.permit(May.AVAILABILITY_KEEP)
    before = availability_of(work, _whose(work, volunteer))
    taken = taken_in(raw, work.now())
    _put(work, replace(before, taken=taken))
    work.note("calendar_read", thing=before.volunteer, taken=len(taken))
    return {"taken": len(taken)}


class LinkForm(Form):
    """Whose link to their calendar it is about; for the mediator themselves nothing need be said."""

    volunteer: Id | Literal[""] = ""


def make_link(work: Work, form: LinkForm) -> dict[str, object]:
    """Make a new link for a phone to subscribe to a mediator's meetings; the one before stops opening them."""
    work.permit(May.AVAILABILITY_KEEP)
    before = availability_of(work, _whose(work, form.volunteer))
    after = replace(before, feed=before.feed + 1, feed_ended=False)
    _put(work, after)
    work.note("calendar_link_made", thing=before.volunteer)
    return {"link": after.feed}


def end_link(work: Work, form: LinkForm) -> dict[str, object]:
    """Let no link open a mediator's calendar until a new one is made; NotFound if none does."""
    work.permit(May.AVAILABILITY_KEEP)
    before = availability_of(work, _whose(work, form.volunteer))
    if not before.has_feed:
        raise NotFound("no link was made yet", code="calendar_not_found")
    _put(work, replace(before, feed_ended=True))
    work.note("calendar_link_ended", thing=before.volunteer)
    return {"ended": before.feed}


class RestForm(Form):
    """Until when, that day included, a volunteer is offered nothing; nothing ends the rest."""

    volunteer: Id
    until: Day | None = None


def rest(work: Work, form: RestForm) -> dict[str, object]:
    """Let a volunteer rest until a day, or end their rest."""
    work.permit(May.VOLUNTEER_RECORD)
    if form.until is not None and form.until < work.day:
        raise Invalid("a rest lies ahead", fields=[("until", "in_past")])
    volunteer = found(work, form.volunteer)
    work.later(lambda: work.stores.volunteers.put(replace(volunteer, rests_until=form.until)))
    work.note("volunteer_rests", thing=volunteer.id, until=form.until.isoformat() if form.until else "ended")
    return {"until": form.until.isoformat() if form.until else ""}


def rest_after_heavy_case(work: Work, volunteer_id: str) -> date | None:
    """Let a mediator rest for the days of the office's policy; the last of them, or None for an office without."""
    days = work.app.policy.rest_days_after_heavy_case
    volunteer = found(work, volunteer_id)
    until = work.day + timedelta(days=days)
    if days == 0 or (volunteer.rests_until is not None and volunteer.rests_until >= until):
        return volunteer.rests_until
    work.later(lambda: work.stores.volunteers.put(replace(volunteer, rests_until=until)))
    work.note("volunteer_rests", thing=volunteer.id, until=until.isoformat())
    return until


def availability_of(work: Work, volunteer: str) -> Availability:
    """What is kept of a volunteer's availability; an empty one if nothing is yet."""
    kept = work.stores.records.about(Availability, volunteer, volunteer)
    return kept or Availability(id=new_id("a", work.now()), volunteer=volunteer)


def link_token(app: App, availability: Availability) -> str:
    """The secret by which a calendar is found without signing in: no table keeps it, a new link undoes it."""
    said = f"calendar:{app.office.id}:{availability.volunteer}:{availability.feed}".encode()
    return f"{availability.volunteer}.{hmac.digest(app.request_key, said, hashlib.sha256).hex()}"


def _whose(work: Work, volunteer: str) -> str:
    """Whose availability it is: one's own, or for the office anybody's; NotFound beyond that."""
    if not volunteer and work.actor.volunteer is not None:
        return work.actor.volunteer
    if not volunteer:
        raise Invalid("say whose it is", fields=[("volunteer", "required")])
    if volunteer != work.actor.volunteer:
        if not work.actor.is_staff:
            raise NotFound("no such volunteer", code="volunteer_not_found")
        found(work, volunteer)
    return volunteer


def _put(work: Work, availability: Availability) -> None:
    work.later(lambda: work.stores.records.put(availability))


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])
