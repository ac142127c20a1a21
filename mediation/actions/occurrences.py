"""What happens beside the steps of a matter: contacts, doubts, questions of venue, birthdays, charges."""

from typing import Literal

from mediation.actions.forms import FilledLine, FilledText, Form, ItemRef, Line, Matters, PersonRef
from mediation.cases import doubting, opening, venue
from mediation.cases.doubt import DoubtAbout
from mediation.cases.events import EventCode
from mediation.kernel.ids import CaseId
from mediation.permissions.may import May
from mediation.work import Work


class Contact(Form):
    """One try to reach a person, and how it went."""

    matters: Matters
    person: PersonRef
    went: Literal["reached", "unanswered", "letter_sent"]


CONTACTS = {
    "reached": EventCode.CONTACT_MADE,
    "unanswered": EventCode.CONTACT_UNANSWERED,
    "letter_sent": EventCode.LETTER_SENT,
}


def contact(work: Work, case_id: CaseId, form: Contact, expect: int | None = None) -> dict[str, object]:
    """Record a try to reach somebody: reached, not reached, or written to with a day to answer by (434/2003 §36)."""
    change = work.change(case_id, May.CONSENT_ASK, expect=expect)
    change.case.person(form.person)
    for matter_id in change.case.some_matters(form.matters):
        change.case.emit(CONTACTS[form.went], change.at, matter=matter_id, subject=form.person)
    return {"person": form.person}


class NewDoubt(Form):
    """Reason to suspect that a consent is not voluntary, or that a party does not understand."""

    matters: Matters
    person: PersonRef
    about: DoubtAbout
    reason: FilledText


def doubt(work: Work, case_id: CaseId, form: NewDoubt, expect: int | None = None) -> dict[str, object]:
    """Raise a doubt on a matter under way: nobody meets until it is interrupted or settled (§19.1)."""
    change = work.change(case_id, May.DOUBT_RAISE, expect=expect)
    chosen = change.case.some_matters(form.matters)
    return {"doubts": [doubting.raise_doubt(change, m, form.person, form.about, form.reason) for m in chosen]}


class SettledDoubt(Form):
    """Why a doubt proved unfounded."""

    doubt: ItemRef
    because: FilledText


def settle_doubt(work: Work, case_id: CaseId, form: SettledDoubt, expect: int | None = None) -> dict[str, object]:
    """Record that a doubt proved unfounded; a founded one interrupts the matter instead (§19.1)."""
    change = work.change(case_id, May.CONDITIONS_ASSESS, expect=expect)
    doubting.settle(change, form.doubt, form.because)
    return {"doubt": form.doubt}


class Misplaced(Form):
    """The office a matter belongs to."""

    matters: Matters
    office: FilledLine


def misplace(work: Work, case_id: CaseId, form: Misplaced, expect: int | None = None) -> dict[str, object]:
    """Note that matters belong to another office, to be handed over without delay (§14.2)."""
    change = work.change(case_id, May.CASE_TRIAGE, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        venue.misplaced(change, matter_id, form.office)
    return {"matters": list(form.matters)}


class Disputed(Form):
    """Matters whose office is disputed."""

    matters: Matters


def dispute_venue(work: Work, case_id: CaseId, form: Disputed, expect: int | None = None) -> dict[str, object]:
    """Note that the other office disagrees, and that the organiser is asked (§14.3)."""
    change = work.change(case_id, May.CASE_TRIAGE, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        venue.dispute(change, matter_id)
    return {"matters": list(form.matters)}


class SettledVenue(Form):
    """What the organiser decided: handled here, or in the office that is named."""

    matters: Matters
    here: bool
    office: Line = ""


def settle_venue(work: Work, case_id: CaseId, form: SettledVenue, expect: int | None = None) -> dict[str, object]:
    """Record which office the organiser decided on (§14.3)."""
    change = work.change(case_id, May.CASE_TRIAGE, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        venue.settle(change, matter_id, form.here, form.office)
    return {"matters": list(form.matters)}


class OnePerson(Form):
    """One person of the case."""

    person: PersonRef


def review_age(work: Work, case_id: CaseId, form: OnePerson, expect: int | None = None) -> dict[str, object]:
    """Note that consents and readers were looked at after somebody's 15th or 18th birthday (§2.2, §18.1)."""
    change = work.change(case_id, May.CASE_CORRECT, expect=expect)
    opening.review_age(change, form.person)
    return {"person": form.person}


class Charged(Form):
    """Crimes for which charges were brought."""

    matters: Matters


def charge(work: Work, case_id: CaseId, form: Charged, expect: int | None = None) -> dict[str, object]:
    """Note that charges were brought: the right to bring them lapses no more (Criminal Code 8:1)."""
    change = work.change(case_id, May.CASE_CORRECT, expect=expect)
    for matter_id in change.case.some_matters(form.matters):
        opening.charge(change, matter_id)
    return {"matters": list(form.matters)}
