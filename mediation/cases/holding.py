"""A matter on hold, with a reason; what depends on it moves, a limitation date never does."""

from dataclasses import replace

from mediation.cases.assigning import move_answers
from mediation.cases.changes import Change
from mediation.cases.events import EventCode
from mediation.cases.note import Hold, Note
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import ItemId, MatterId
from mediation.kernel.refusals import Invalid
from mediation.states.machine import Subject
from mediation.states.small import HOLD, HoldState


def hold(change: Change, matter_id: MatterId, reason: str) -> ItemId:
    """Stop a matter's clock, with the reason."""
    matter = change.case.matter(matter_id)
    HOLD.take(Subject(HoldState.HELD if matter.held_since else HoldState.RUNNING), "hold")
    if not reason.strip():
        raise Invalid("a hold has a reason", fields=[("reason", "required")])
    made = Hold(id=change.new_item(), matter=matter_id, reason=reason, since=change.at, by=change.by)
    change.case.put(made)
    change.case.matters[matter_id] = replace(matter, held_since=change.day)
    change.case.emit(EventCode.HOLD_BEGUN, change.at, matter=matter_id, subject=made.id)
    return made.id


def resume(change: Change, matter_id: MatterId) -> int:
    """Let the clock run again; the days held (Helsinki) are returned and what depends on them has moved."""
    matter = change.case.matter(matter_id)
    HOLD.take(Subject(HoldState.HELD if matter.held_since else HoldState.RUNNING), "resume")
    open_hold = next(h for h in change.case.all(Hold) if h.matter == matter_id and h.until is None)
    since = helsinki_date(open_hold.since)
    days = (change.day - since).days
    move_answers(change, matter_id, since)
    change.case.put(replace(open_hold, until=change.at))
    change.case.matters[matter_id] = replace(matter, held_since=None, held_days=matter.held_days + days)
    change.case.emit(EventCode.HOLD_ENDED, change.at, matter=matter_id, subject=open_hold.id, days=days)
    change.note_conditions(matter_id)
    return days


def add_note(change: Change, text: str) -> ItemId:
    """A working note of the office; it never leaves it."""
    note = Note(id=change.new_item(), by=change.by, at=change.at, text=text)
    change.case.put(note)
    change.case.emit(EventCode.NOTE_ADDED, change.at, subject=note.id)
    return note.id
