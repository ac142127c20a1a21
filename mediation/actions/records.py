"""THE table of the office's own records: noun, verb, what comes in, who may; command line and API are made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mediation.actions import availability, expenses, letters, training, volunteers
from mediation.actions.forms import Form
from mediation.permissions.may import May


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that is done with the office's own records, no case in hand."""

    noun: str
    verb: str
    may: May
    form: type[Form]
    run: Callable[..., dict[str, Any]]

    @property
    def says(self) -> str:
        """What it does, in one sentence."""
        return (self.run.__doc__ or "").strip().splitlines()[0]


M = May
# fmt: off
#           noun          verb             permission            form                              does
RECORDS = [
    Record("availability", "end-link",    M.AVAILABILITY_KEEP,  availability.LinkForm,            availability.end_link),
    Record("availability", "keep",        M.AVAILABILITY_KEEP,  availability.AvailabilityForm,    availability.keep),
    Record("availability", "link",        M.AVAILABILITY_KEEP,  availability.LinkForm,            availability.make_link),
    Record("expenses",   "approve",       M.EXPENSE_APPROVE,    expenses.OneClaim,                expenses.approve),
    Record("expenses",   "claim",         M.EXPENSE_CLAIM,      expenses.ClaimForm,               expenses.claim),
    Record("expenses",   "pay",           M.EXPENSE_PAY,        expenses.Payment,                 expenses.pay),
    Record("expenses",   "receipt",       M.EXPENSE_CLAIM,      expenses.ReceiptForm,             expenses.add_receipt),
    Record("expenses",   "return",        M.EXPENSE_APPROVE,    expenses.ReturnedClaim,           expenses.give_back),
    Record("expenses",   "tax-reported",  M.EXPENSE_PAY,        expenses.TaxYear,                 expenses.record_tax_report),
    Record("letters",    "again",         M.LETTER_POST,        letters.OneLetter,                letters.again),
    Record("letters",    "drop",          M.LETTER_POST,        letters.OneLetter,                letters.drop),
    Record("letters",    "posted",        M.LETTER_POST,        letters.Posting,                  letters.posted),
    Record("letters",    "print",         M.LETTER_POST,        letters.PrintRun,                 letters.print_batch),
    Record("letters",    "returned",      M.LETTER_POST,        letters.OneLetter,                letters.returned),
    Record("volunteers", "correct",       M.VOLUNTEER_RECORD,   volunteers.VolunteerCorrection,   volunteers.correct_volunteer),
    Record("volunteers", "course",        M.VOLUNTEER_RECORD,   training.CourseForm,              training.record_course),
    Record("volunteers", "register",      M.VOLUNTEER_RECORD,   volunteers.NewVolunteer,          volunteers.register_volunteer),
    Record("volunteers", "rest",          M.VOLUNTEER_RECORD,   availability.RestForm,            availability.rest),
    Record("volunteers", "revoke-course", M.VOLUNTEER_ADMIT,    training.RevokedCourse,           training.revoke_course),
    Record("volunteers", "step",          M.VOLUNTEER_RECORD,   volunteers.VolunteerStep,         volunteers.move_volunteer),
    Record("volunteers", "talk",          M.VOLUNTEER_RECORD,   volunteers.TalkForm,              volunteers.record_talk),
]
# fmt: on

RECORD_BY_NAME: dict[tuple[str, str], Record] = {(r.noun, r.verb): r for r in RECORDS}
