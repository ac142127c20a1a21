"""Scenes of letters on paper: a case in which five people are written to, and what an office does with the letters."""

from datetime import timedelta
from typing import Any

from mediation.actions import letters
from mediation.actions.messages import send_due
from mediation.demo import stories as s
from mediation.demo.arrivals import two_suspects
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.notifications.letters import Letter
from mediation.states.small import LetterState as L
from mediation.work import unit

BY_POST = {"safe_channel": "letter", "email": ""}
OPEN = {"is_protected": False, "street": "Uhrinkuja 1", "postcode": "00999", "town": "Keksitty"}
EVERYBODY = {"s1": BY_POST, "s2": BY_POST, "h1": BY_POST, "h2": BY_POST, "u": BY_POST | OPEN}


def asked(stage: Stage, **contacts: dict[str, Any]) -> CaseId:
    """A case in which everyone is asked for consent, and the outbox has been sent."""
    arrival = two_suspects(stage.today, stage.today - timedelta(days=9))
    for person in arrival["people"]:
        person["contact"] |= (EVERYBODY | contacts).get(person["ref"], {})
    case_id = stage.register("police", arrival)
    s.triage(stage, case_id)
    stage.do("adviser", "consents ask", case_id, matters=list(stage.case(case_id).matters))
    send_due(stage.app, stage.clockwork)
    return case_id


def accepted(stage: Stage) -> tuple[CaseId, str]:
    """A case whose decision was served by letter today, nothing printed yet but the letters that asked."""
    case_id = asked(stage)
    printed(stage)
    stage.later(minutes=1)
    matters = list(stage.case(case_id).matters)
    s.everyone_consents(stage, case_id, matters)
    s.assess(stage, case_id, matters)
    decision = s.accept(stage, case_id, matters)
    send_due(stage.app, stage.clockwork)
    return case_id, decision


def do(stage: Stage, verb: str, who: str = "adviser", **form: Any) -> dict[str, Any]:
    acts = {
        "print": (letters.print_batch, letters.PrintRun), "posted": (letters.posted, letters.Posting),
        "returned": (letters.returned, letters.OneLetter), "again": (letters.again, letters.OneLetter),
        "drop": (letters.drop, letters.OneLetter),
    }  # fmt: skip
    return stage.record(who, *acts[verb], form)


def printed(stage: Stage) -> str:
    return str(do(stage, "print")["batch"])


def those(stage: Stage, *states: L) -> list[Letter]:
    with stage.app.open_stores() as stores:
        return stores.letters.in_state(*(states or tuple(L)))


def to(stage: Stage, case_id: CaseId, name: str) -> Letter:
    """The newest letter to somebody."""
    case = stage.case(case_id)
    (person,) = [p.id for p in case.people.values() if p.name.startswith(name)]
    return next(x for x in reversed(those(stage)) if x.to.id == person)


def tasks(stage: Stage, case_id: CaseId) -> list[str | None]:
    with stage.app.open_stores() as stores:
        return [d.subject_id for d in stores.deadlines.open_for(case_id) if d.rule == "letter_in_trouble"]


def read(stage: Stage, query: Any, who: str = "adviser") -> Any:
    with unit(stage.app, stage.actors[who]) as work:
        return query(work)


def correct(stage: Stage, case_id: CaseId, letter: Letter, contact: dict[str, Any]) -> None:
    person = stage.case(case_id).people[letter.to.id]  # type: ignore[index]
    kept = {f: getattr(person.contact, f) for f in ("email", "phone", "municipality")}
    stage.do(
        "adviser", "people correct", case_id, person=person.id, contact=kept | {"safe_channel": "letter"} | contact
    )
