"""The 15th and the 18th birthday of a party of an open case: found once a day, told once, and somebody's task."""

import logging
from datetime import date

from mediation.cases.case import Case
from mediation.cases.events import EventCode
from mediation.cases.party import PersonKind
from mediation.deadlines.calendar import comes_of_age
from mediation.effects import AlreadyDone
from mediation.kernel.actor import Actor
from mediation.kernel.clock import helsinki_date
from mediation.kernel.ids import CaseId, PersonId
from mediation.kernel.refusals import Refusal, Stale, Unavailable
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.states.matter import ENDED
from mediation.work import App, Stores, unit

log = logging.getLogger("mediation.due")
PAGE = 200
AGES = {15: EventCode.PERSON_TURNS_15, 18: EventCode.PERSON_TURNS_18}


def mark_birthdays(app: App, actor: Actor) -> int:
    """Leave an event for every birthday that has come (Helsinki) since a case arrived; how many there were.

    Cases are looked through once a day, for a birth date stands in no index; a look cut short is taken up by the
    next one, and a birthday that was missed is found late rather than never.
    """
    now = app.clock.now()
    today, looked = helsinki_date(now), f"birthdays:{app.office.id}:{helsinki_date(now).isoformat()}"
    if not is_permitted(actor, May.DEADLINE_RUN, Touch(now, app.office.id)):
        return 0
    with app.open_stores() as stores:
        if stores.effects.done(looked):
            return 0
    marked, whole, after = 0, True, None
    while True:
        with app.open_stores() as stores:
            page = stores.cases.unfinished(PAGE, after)
            due = [(case_id, _come_in(stores, case_id, today)) for case_id in page]
        for case_id, birthdays in due:
            for person, age in birthdays:
                done = _mark(app, actor, case_id, person, age)
                marked, whole = marked + int(done is True), whole and done is not None
        if len(page) < PAGE:
            break
        after = page[-1]
    if whole:
        _claim(app, actor, looked)
    return marked


def _come_in(stores: Stores, case_id: CaseId, today: date) -> list[tuple[PersonId, int]]:
    """The same of one kept case; one that does not open keeps nobody else waiting, and is tried again tomorrow."""
    try:
        return _come(stores.cases.get(case_id), today)
    except Unavailable:
        raise
    except Refusal as refusal:
        log.warning("case %s could not be looked at for birthdays: %s", case_id, refusal.code)
        return []


def _come(case: Case, today: date) -> list[tuple[PersonId, int]]:
    """The birthdays of its parties that have come since their matters arrived."""
    found = []
    for person in case.people.values():
        mine = [m for m in case.matters.values() if person.id in m.about.parties and m.state not in ENDED]
        if not mine or person.kind is not PersonKind.NATURAL or person.born_on is None:
            continue
        since = min(m.arrived_on for m in mine)
        found += [(person.id, age) for age in AGES if since < comes_of_age(person.born_on, age) <= today]
    return found


def _mark(app: App, actor: Actor, case_id: CaseId, person: PersonId, age: int) -> bool | None:
    """Whether it was marked now, or before; None when it could not be and has to be tried again."""
    key = f"birthday:{person}:{age}"
    try:
        with unit(app, actor) as work:
            if work.stores.effects.done(key):
                return False
            work.claim(key)
            change = work.change(case_id, May.DEADLINE_RUN)
            for matter in change.case.matters.values():
                if person in matter.about.parties and matter.state not in ENDED:
                    change.case.emit(AGES[age], change.at, matter=matter.id, subject=person)
    except AlreadyDone:
        return False
    except Stale:
        return None
    except Unavailable:
        raise
    except Exception as error:  # one case that fails must not keep the others from their birthdays
        log.warning("a birthday in case %s could not be marked: %s", case_id, type(error).__name__)
        return None
    return True


def _claim(app: App, actor: Actor, looked: str) -> None:
    try:
        with unit(app, actor) as work:
            work.permit(May.DEADLINE_RUN)
            work.claim(looked)
    except AlreadyDone:
        log.debug("another sweep has looked through the cases today")
