"""Consent given, refused, withdrawn; a withdrawal interrupts mediation at once (§2.1, §19.1)."""

from mediation.cases import consent_matrix
from mediation.cases.changes import Change
from mediation.cases.consent import Answer, Consent, ConsentTo, checked, withdrawn
from mediation.cases.convening import call_off
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.events import EventCode
from mediation.kernel.ids import MatterId, PersonId
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.states.matter import CONDITIONS_PHASE, IN_MEDIATION_PHASE


def record(change: Change, consent: Consent) -> None:
    """Record one person's answer on one matter; refused where the person has no say in it."""
    case = change.case
    matter = case.matter(consent.matter)
    _check_standing(change, consent)
    checked(consent, change.at, case.law)
    if matter.state not in CONDITIONS_PHASE | IN_MEDIATION_PHASE:
        raise StepNotPossible(
            "consent is asked before mediation has ended",
            needs=[change.case.law.need("mediation_not_ended", matter.id)],
        )
    case.put(consent)
    code = EventCode.CONSENT_GIVEN if consent.answer is Answer.GIVEN else EventCode.CONSENT_REFUSED
    if consent.to is ConsentTo.DOCUMENTS:  # another question: it answers nothing that is asked about mediation
        code = EventCode.DOCUMENTS_CONSENT_RECORDED
    case.emit(code, change.at, matter=matter.id, subject=consent.person, answer=consent.answer.value)
    change.note_conditions(matter.id)
    stands = case.has_consent(consent.person, matter.id, consent.to, consent.on_behalf_of)
    if consent.to is ConsentTo.MEDIATION and not stands:
        _interrupt_if_under_way(change, matter.id, "consent_refused")


def withdraw(change: Change, person: PersonId, matter_ids: tuple[MatterId, ...], how: str) -> None:
    """Withdraw every valid consent of a person on these matters; mediation under way stops at once (§19.1)."""
    case = change.case
    given = [
        c for c in case.all(Consent)
        if c.person == person and c.matter in matter_ids and c.is_valid and _has_say(change, c)
    ]  # fmt: skip
    found = [c for c in given if case.matter(c.matter).state in CONDITIONS_PHASE | IN_MEDIATION_PHASE]
    if not found:
        lacking = "mediation_not_ended" if given else "a_valid_consent"
        raise StepNotPossible("there is no consent to withdraw", needs=[change.case.law.need(lacking, person)])
    for consent in found:
        case.put(withdrawn(consent, change.at, how))
    for matter_id, to in dict.fromkeys((c.matter, c.to) for c in found):
        code = EventCode.CONSENT_WITHDRAWN if to is ConsentTo.MEDIATION else EventCode.DOCUMENTS_CONSENT_WITHDRAWN
        case.emit(code, change.at, matter=matter_id, subject=person)
        if to is ConsentTo.MEDIATION:
            _interrupt_if_under_way(change, matter_id, "consent_withdrawn")


def _interrupt_if_under_way(change: Change, matter_id: MatterId, ground: str) -> None:
    if change.case.matter(matter_id).state in IN_MEDIATION_PHASE:
        interrupt(change, matter_id, ground, reasons="")


def interrupt(change: Change, matter_id: MatterId, ground: str, reasons: str) -> None:
    """Interrupt mediation of one matter by a decision, and call off what was arranged for it (§19)."""
    case = change.case
    decision = Decision(
        id=change.new_item(), kind=DecisionKind.INTERRUPT, matters=(matter_id,), by=change.by,
        at=change.at, reasons=reasons, sections=case.law.grounds[ground], ground=ground,
    )  # fmt: skip
    case.put(decision)
    change.step(matter_id, "interrupt")
    call_off(change, matter_id)
    case.emit(EventCode.DECISION_MADE, change.at, matter=matter_id, subject=decision.id, kind="interrupt")
    case.emit(EventCode.MATTER_INTERRUPTED, change.at, matter=matter_id, subject=decision.id, ground=ground)
    case.emit(EventCode.MEDIATION_ENDED, change.at, matter=matter_id)


def _check_standing(change: Change, consent: Consent) -> None:
    case, party = change.case, consent.on_behalf_of or consent.person
    case.person(consent.person)
    if party not in case.matter(consent.matter).about.parties:
        raise Invalid("this person is no party of the matter", fields=[("person", "not_a_party")])
    if not _has_say(change, consent):
        raise Invalid("this person does not act for the party", fields=[("on_behalf_of", "no_standing")])


def _has_say(change: Change, consent: Consent) -> bool:
    """Whether a person's word counts today: their own always, another's only for a company or a minor (§2.2)."""
    party = consent.on_behalf_of
    if party is None:
        return True
    return consent.person in consent_matrix.speakers(change.case, consent.matter, party, change.day)
