"""Everything one case shows to a member of the office: states, what may come next, and what is missing for it."""

from typing import Any

from mediation.actions.suiting import lines
from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent import Consent
from mediation.cases.decision import Decision
from mediation.cases.facts import Answers
from mediation.cases.meeting import Meeting
from mediation.cases.party import Person
from mediation.cases.report import Report
from mediation.kernel.ids import CaseId
from mediation.permissions.may import May
from mediation.permissions.permit import is_permitted
from mediation.permissions.predicates import Touch
from mediation.work import Work


def case_page(work: Work, case_id: CaseId) -> dict[str, Any]:
    """One case, opened for its handling; contact data only for who may read it."""
    return shown(work, work.view(case_id, May.CASE_READ, "handling"))


def shown(work: Work, case: Case) -> dict[str, Any]:
    """What an actor who may read a case is shown of it."""
    touch = Touch(work.now(), work.office, case)
    contacts = is_permitted(work.actor, May.CONTACT_READ, touch)
    staff = is_permitted(work.actor, May.NOTE_READ, touch)
    return {
        "id": case.id,
        "number": case.number,
        "version": case.version,
        "initiative": {
            "initiator": case.initiative.initiator.value,
            "initiated_on": case.initiative.initiated_on.isoformat(),
            "reference": case.initiative.reference if staff else "",
        },
        "people": [_person(p, contacts, staff) for p in case.people.values()],
        "parts": [{"person": p.person, "role": p.role.value, "acts_for": p.acts_for} for p in case.parts],
        "matters": [_matter(work, case, m) for m in case.matters],
        "consents": [_consent(c) for c in case.all(Consent)],
        "decisions": [_decision(d, staff) for d in case.all(Decision)],
        "assignments": [
            {"id": a.id, "volunteer": a.volunteer, "state": a.state.value, "answer_by": a.answer_by.isoformat()}
            for a in case.all(Assignment)
        ],
        "meetings": [
            {
                "id": m.id, "form": m.form.value, "state": m.state.value, "matters": list(m.matters),
                "starts_at": m.starts_at.isoformat(), "place": m.place, "invited": list(m.invited),
                "came": list(m.came),
            }
            for m in case.all(Meeting)
        ],
        "agreements": [
            {
                "id": a.id, "number": a.number, "superseded": a.superseded, "matters": list(a.matters),
                "signed_by": [s.person for s in a.signatures], "certified": a.certified_at is not None,
            }
            for a in case.all(Agreement)
        ],
        "obligations": [_obligation(o) for o in case.all(Obligation)],
        "reports": [
            {
                "id": r.id, "kind": r.kind.value, "state": r.state.value, "unit": r.unit, "matters": list(r.matters),
            }
            for r in case.all(Report)
        ] if staff else [],
    }  # fmt: skip


def next_steps(work: Work, case_id: CaseId) -> list[dict[str, Any]]:
    """Every step of every matter from where it is, with what is missing and its section."""
    case = work.view(case_id, May.CASE_READ, "handling")
    return [step for m in case.matters for step in _steps(work, case, m)]


def _steps(work: Work, case: Case, matter_id: Any) -> list[dict[str, Any]]:
    facts = Answers(case, matter_id, work.day, work.app.policy.mediators_per_matter)
    return [
        {
            "matter": matter_id,
            "step": offer.step,
            "to": offer.to.value,
            "possible": offer.possible,
            "missing": [{"code": n.code, "section": n.section, "subject": n.subject} for n in offer.missing],
        }
        for offer in case.offers(matter_id, facts)
    ]


def _matter(work: Work, case: Case, matter_id: Any) -> dict[str, Any]:
    matter = case.matters[matter_id]
    about, still = matter.about, matter.debt_stands_still
    return {
        "debt_stands_still": None if still is None else {
            "since": still.since.isoformat(), "until": still.until.isoformat() if still.until else None,
            "days": still.days_by(work.day),
        },
        "id": matter.id, "kind": matter.kind.value, "title": about.title, "offence": about.offence,
        "act_on": about.act_on.isoformat() if about.act_on else None, "state": matter.state.value,
        "outcome": matter.outcome.value if matter.outcome else None, "held": matter.held_since is not None,
        "suspects": list(about.suspects), "victims": list(about.victims),
        "claimants": list(about.claimants), "respondents": list(about.respondents),
        "steps": _steps(work, case, matter_id),
    }  # fmt: skip


def _person(person: Person, contacts: bool, staff: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": person.id, "name": person.name, "kind": person.kind.value, "language": person.language.value,
        "born_on": person.born_on.isoformat() if person.born_on else None,
        "interpreter_language": person.interpreter_language,
    }  # fmt: skip
    if contacts and not person.contact.is_protected:
        at = person.contact
        shown["contact"] = {
            "email": at.email, "phone": at.phone, "street": at.street, "postcode": at.postcode,
            "town": at.town, "municipality": at.municipality,
        }  # fmt: skip
    shown["is_protected"] = person.contact.is_protected
    if staff:
        shown |= {"suits": lines(person.suits), "mixed_mediators": person.mixed_mediators}
    return shown


def _consent(c: Consent) -> dict[str, Any]:
    return {
        "id": c.id, "person": c.person, "matter": c.matter, "on_behalf_of": c.on_behalf_of, "to": c.to.value,
        "answer": c.answer.value, "valid": c.is_valid, "given_at": c.given_at.isoformat(),
        "withdrawn_at": c.withdrawn_at.isoformat() if c.withdrawn_at else None,
    }  # fmt: skip


def _decision(d: Decision, staff: bool) -> dict[str, Any]:
    return {
        "id": d.id, "kind": d.kind.value, "matters": list(d.matters), "at": d.at.isoformat(),
        "sections": list(d.sections), "reasons": d.reasons if staff else "",
        "services": [
            {
                "person": s.person, "received_on": s.received_on.isoformat(),
                "appeal_until": s.appeal_until.isoformat(),
            }
            for s in d.services
        ],
    }  # fmt: skip


def _obligation(o: Obligation) -> dict[str, Any]:
    return {
        "id": o.id, "kind": o.kind.value, "promised_by": o.promised_by, "promised_to": o.promised_to,
        "due_on": o.due_on.isoformat(), "state": o.state.value, "number": o.number, "of": o.of,
        "cents": o.amount.cents if o.amount else None, "kept_on": o.kept_on.isoformat() if o.kept_on else None,
    }  # fmt: skip
