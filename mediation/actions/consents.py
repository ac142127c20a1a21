"""Consents asked, recorded and withdrawn (§2, §16(2), §19.1)."""

from mediation.actions import papers
from mediation.actions.forms import Form, Instant, Line, Matters, PersonRef, not_after
from mediation.cases import consent_matrix, consenting
from mediation.cases.consent import Answer, Consent, ConsentTo
from mediation.cases.events import EventCode
from mediation.cases.matter import Matter
from mediation.cases.party import Channel
from mediation.kernel.ids import CaseId, MatterId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.permissions.may import May
from mediation.reactions import due_after
from mediation.work import Work


class ConsentQuestion(Form):
    """Ask everyone whose consent the matters need."""

    matters: Matters


def ask_consent(work: Work, case_id: CaseId, form: ConsentQuestion, expect: int | None = None) -> dict[str, object]:
    """Invite everyone who has to consent: an invitation with the rights explained, and a form to answer on."""
    change = work.change(case_id, May.CONSENT_ASK, expect=expect)
    asked: dict[tuple[str, str | None], list[MatterId]] = {}
    for matter_id in change.case.some_matters(form.matters):
        consenting.check_may_be_asked(change, matter_id)
        for need in consent_matrix.required(change.case, matter_id, change.day):
            if need.person is None:
                raise Invalid(
                    "nobody is known who could consent for a party; add that person first",
                    fields=[(need.party, need.lacking)],
                )
            if not change.case.has_consent(need.person, matter_id, ConsentTo.MEDIATION, need.on_behalf_of):
                asked.setdefault((need.person, need.on_behalf_of), []).append(matter_id)
    for (person, child), matters in asked.items():
        answer_by = due_after(
            change.case, EventCode.CONSENT_ASKED, matters, "consent_answer", work.app.policy, change.at
        )
        papers.invitation(work, change, person, child, matters, answer_by)
        papers.consent_form(work, change, person, child, matters, answer_by)
        for matter_id in matters:
            change.case.emit(EventCode.CONTACT_MADE, change.at, matter=matter_id, subject=person)
            change.case.emit(
                EventCode.CONSENT_ASKED, change.at, matter=matter_id, subject=person,
                answer_by=answer_by.isoformat(),
            )  # fmt: skip
    return {"asked": sorted({person for person, _ in asked})}


class ConsentAnswer(Form):
    """One person's answer, as it was given; instants carry their time zone."""

    matters: Matters
    person: PersonRef
    on_behalf_of: PersonRef | None = None
    to: ConsentTo = ConsentTo.MEDIATION
    answer: Answer = Answer.GIVEN
    rights_explained_at: Instant
    given_at: Instant
    text_version: Line = "1"
    language: Language
    channel: Channel
    interpreter_used: bool = False


def record_consent(work: Work, case_id: CaseId, form: ConsentAnswer, expect: int | None = None) -> dict[str, object]:
    """Record one person's yes or no on matters; a no, once mediation is under way, interrupts it at once."""
    change = work.change(case_id, May.CONSENT_RECORD, expect=expect)
    not_after(form.given_at, work.now(), "given_at")
    person = change.case.person(form.person)
    section = change.case.law.sections["interpreters_are_there"]
    if person.interpreter_language and form.answer is Answer.GIVEN and not form.interpreter_used:
        raise Invalid(
            f"this person's rights are explained through an interpreter ({section})",
            fields=[("interpreter_used", "required")],
        )
    made = []
    for matter_id in change.case.some_matters(form.matters):
        consent = Consent(
            id=change.new_item(), person=form.person, matter=matter_id, to=form.to, answer=form.answer,
            rights_explained_at=form.rights_explained_at, given_at=form.given_at,
            text_version=form.text_version, language=form.language, channel=form.channel,
            recorded_by=work.actor.id, on_behalf_of=form.on_behalf_of, interpreter_used=form.interpreter_used,
        )  # fmt: skip
        consenting.record(change, consent)
        made.append(consent.id)
    return {"consents": made, "states": _states(change.case.matters, form.matters)}


class ConsentWithdrawal(Form):
    """One person takes back what they had consented to."""

    matters: Matters
    person: PersonRef
    how: Line = ""


def withdraw_consent(
    work: Work, case_id: CaseId, form: ConsentWithdrawal, expect: int | None = None
) -> dict[str, object]:
    """Withdraw a person's consent; mediation under way is interrupted in the same breath (§19.1)."""
    change = work.change(case_id, May.CONSENT_WITHDRAW, expect=expect)
    consenting.withdraw(change, form.person, change.case.some_matters(form.matters), form.how)
    return {"states": _states(change.case.matters, form.matters)}


def _states(matters: dict[MatterId, Matter], ids: Matters) -> dict[str, str]:
    return {m: matters[m].state.value for m in ids}
