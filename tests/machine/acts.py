"""Acts an office could think of: the form as a door would get it, and the same in the words of the model."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.machine.held_true import TALKS
from tests.machine.model import Agreement, Meeting, ModelCase
from tests.machine.played import Played

Answer = dict[str, Any] | None


def triage(p: Played, case: ModelCase, matters: list[str], who: str = "adviser", **given: Any) -> Answer:
    return p.act(who, "matters triage", case, {"matters": matters} | given, matters=matters, **given)


def simply(p: Played, case: ModelCase, what: str, matters: list[str], who: str = "adviser", **more: Any) -> Answer:
    """A step whose form is a list of matters, and perhaps words that change nothing."""
    return p.act(who, what, case, {"matters": matters}, matters=matters, **more)


def one(p: Played, case: ModelCase, what: str, who: str, **form: Any) -> Answer:
    """A step whose form the model reads as it is."""
    return p.act(who, what, case, dict(form), **form)


def consent(p: Played, case: ModelCase, matters: list[str], person: str, party: str, *, answer: str = "given",
            to: str = "mediation", ago: timedelta = timedelta(0), interpreted: bool = True) -> Answer:  # fmt: skip
    at = p.stage.clock.now() - ago
    behalf = None if party == person else party
    told = {"matters": matters, "person": person, "on_behalf_of": behalf, "to": to, "answer": answer,
            "interpreter_used": interpreted}  # fmt: skip
    explained = (at - timedelta(minutes=30)).isoformat()
    return p.act("adviser", "consents record", case, told | {"given_at": at}, **told, given_at=at.isoformat(),
                 rights_explained_at=explained, language="fi", channel="phone")  # fmt: skip


def assess(p: Played, case: ModelCase, matter: str, question: str, person: str | None, holds: bool = True) -> Answer:
    form = {"matters": [matter], "question": question, "holds": holds, "person": person}
    return p.act("adviser", "conditions assess", case, form, **form, reason=TALKS)


def hear(p: Played, case: ModelCase, matter: str, person: str) -> Answer:
    form = {"matters": [matter], "person": person}
    return p.act("adviser", "hearings record", case, form, **form, how="answered", statement=TALKS)


def decide(p: Played, case: ModelCase, matters: list[str], kind: str, who: str = "in_charge") -> Answer:
    form = {"matters": matters, "kind": kind}
    return p.act(who, "decisions make", case, form, **form, reasons="Edellytyksiä on harkittu.")


def serve(p: Played, case: ModelCase, decision: str, person: str, channel: str) -> Answer:
    told = {"decision": decision, "person": person}
    return p.act("adviser", "decisions serve", case, told, **told, channel=channel)


def offer(p: Played, case: ModelCase, matters: list[str], mediator: str) -> Answer:
    told = {"matters": matters, "mediator": mediator}
    return p.act(
        "adviser", "assignments offer", case, told, matters=matters, volunteer=p.stage.volunteers[mediator],
        considered="Ei yhteyttä osapuoliin.",
    )  # fmt: skip


def arrange(p: Played, case: ModelCase, matters: list[str], *, joint: bool, starts_at: datetime, invited: list[str],
            agreed_by: list[str], interpreted: list[str], who: str = "adviser") -> Answer:  # fmt: skip
    told = {"matters": matters, "joint": joint, "starts_at": starts_at, "invited": invited, "agreed_by": agreed_by,
            "interpreted": interpreted}  # fmt: skip
    return p.act(
        who, "meetings arrange", case, told, matters=matters, form="joint" if joint else "separate",
        starts_at=starts_at.isoformat(), invited=invited, agreed_by=agreed_by,
        interpreting=[{"person": x, "language": "ar", "interpreter": "Tiina Tulkki"} for x in interpreted],
    )  # fmt: skip


def move(p: Played, case: ModelCase, meeting: Meeting, starts_at: datetime) -> Answer:
    told = {"meeting": meeting.id, "starts_at": starts_at}
    return p.act("adviser", "meetings move", case, told, meeting=meeting.id, starts_at=starts_at.isoformat())


def draft(p: Played, case: ModelCase, matters: list[str], promises: list[tuple[str, date]], who: str) -> Answer:
    first = case.matters[matters[0]]
    by, to = first.one[0], first.other[0]
    between = {"promised_by": by, "promised_to": to}
    items: list[dict[str, Any]] = [between | {"kind": "apology", "text": "Pyytää anteeksi."}]
    told = sorted(d for kind, d in promises if kind == "money")
    if told:
        parts = [{"due_on": str(d), "cents": 5000} for d in told]
        items.append(between | {"kind": "money", "text": "Korvaus", "cents": 5000 * len(parts), "instalments": parts})
    works = [d for kind, d in promises if kind == "work"]
    items += [between | {"kind": "work", "text": "Korjaa aidan.", "due_on": str(d)} for d in works]
    foretold = {"matters": matters, "promises": [("money", d) for d in told] + [("work", d) for d in works]}
    return p.act(who, "agreements draft", case, foretold, matters=matters, items=items)


def sign(p: Played, case: ModelCase, agreement: Agreement, person: str, party: str) -> Answer:
    told = {"agreement": agreement.id, "person": person, "on_behalf_of": None if person == party else party}
    return p.act("adviser", "agreements sign", case, told, **told, at=p.stage.clock.now().isoformat())


def perform(p: Played, case: ModelCase, promise: str, step: str, on: date | None) -> Answer:
    told = {"obligation": promise, "step": step, "on": on}
    return p.act("adviser", "obligations record", case, told, obligation=promise, step=step, on=on and str(on))


def add_custodian(p: Played, case: ModelCase, child: str, *, custodian: bool) -> Answer:
    told = {"acts_for": child, "custodian": custodian}
    person = {"ref": "x", "name": "Uuno Uusi", "contact": {"email": "uuno@keksitty.example", "safe_channel": "email"}}
    role = "custodian" if custodian else "legal_representative"
    return p.act("adviser", "people add", case, told, person=person, role=role, acts_for=child)
