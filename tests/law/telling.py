"""A case told under any law: its office set up, its steps taken, and what stood in the way named with its section."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mediation.actions import office as records
from mediation.bootstrap import House, prepare
from mediation.cases.agreement import Obligation
from mediation.cases.case import Case
from mediation.cases.consent_matrix import required
from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock, at_helsinki
from mediation.kernel.ids import CaseId, MatterId
from mediation.kernel.refusals import StepNotPossible
from mediation.law.questions import Asked
from mediation.settings import read_settings
from tests.conftest import BEGINNING, page_only


@contextmanager
def office_under(profile: Path, folder: Path) -> Iterator[Stage]:
    """An office whose profile names a law, on SQLite, with its people signed in."""
    clock = SetClock(BEGINNING)
    given = {"MEDIATION_HOME": str(folder / "home"), "MEDIATION_OFFICE": str(profile)}
    house: House = prepare(read_settings(given), clock)
    house = replace(house, app=replace(house.app, print_pdf=page_only))
    stage = Stage(house, clock)
    stage.open()
    yield stage
    house.engine.dispose()
    house.key_engine.dispose()


def enter_unit(stage: Stage, key: str, unit: str, kind: str, name: str) -> None:
    """A unit of an authority, and one account of its people."""
    stage.record("administrator", records.register_unit, records.NewUnit, {"id": unit, "kind": kind, "name": name})
    stage.account(key, {"name": f"Official of {name}", "roles": [kind], "unit": unit})


def message(number: int, stage: Stage, initiator: str, matter: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An initiative with two grown people, `a` and `b`, unless others are given."""
    people = [person("a", "Alma Invented", born_on="1985-05-05"), person("b", "Bert Invented", born_on="1990-09-09")]
    return {
        "format": "mediation-initiative/1", "delivery_id": f"delivery-{number:04d}", "initiator": initiator,
        "initiated_on": str(stage.today), "people": people, "matters": [matter], **more,
    }  # fmt: skip


def crime(stage: Stage, **more: Any) -> dict[str, Any]:
    """A crime of `a` against `b` on the day."""
    return {"kind": "crime", "title": "Damage to a fence", "act_on": str(stage.today), "suspects": ["a"],
            "victims": ["b"], **more}  # fmt: skip


def dispute(**more: Any) -> dict[str, Any]:
    """A dispute of `a` with `b`."""
    return {"kind": "dispute", "title": "A fence", "claimants": ["a"], "respondents": ["b"], **more}


class Told:
    """One case of one matter, told step by step."""

    def __init__(self, stage: Stage, who: str, arrival: dict[str, Any]) -> None:
        self.stage = stage
        self.id: CaseId = stage.register(who, arrival)
        self.matters: list[str] = list(self.case.matters)
        self.named = {p.name.split()[0]: p.id for p in self.case.people.values()}

    @property
    def case(self) -> Case:
        return self.stage.case(self.id)

    @property
    def state(self) -> str:
        return self.case.matters[MatterId(self.matters[0])].state.value

    def do(self, who: str, what: str, **form: Any) -> dict[str, Any]:
        """One step on the matter."""
        return self.stage.do(who, what, self.id, matters=self.matters, **form)

    def in_the_way(self, who: str, what: str, **form: Any) -> dict[str, str]:
        """What stands in the way of a step: each code with its section."""
        with pytest.raises(StepNotPossible) as refusal:
            self.do(who, what, **form)
        return {need.code: need.section for need in refusal.value.needs}

    def triage(self) -> None:
        self.do("adviser", "matters triage", venue_is_here=True)

    def answer(self, *questions: str, holds: bool = True) -> None:
        """The office answers questions of the law, each of whom it is asked of."""
        for question in questions:
            about = self.case.matters[MatterId(self.matters[0])].about
            people: list[Any] = [None]
            if self.case.law.questions[question] is Asked.OF_A_PERSON:
                people = list(about.suspects if question == "confirms_facts" else about.parties)
            for someone in people:
                self.do("adviser", "conditions assess", question=question, holds=holds, reason="Asked by telephone.",
                        person=someone)  # fmt: skip

    def everyone_consents(self) -> None:
        self.do("adviser", "consents ask")
        s.everyone_consents(self.stage, self.id, self.matters)

    def accept(self) -> None:
        self.do("in_charge", "decisions make", kind="accept", reasons="Everything is there.")

    def offer(self, *mediators: str) -> None:
        """Mediators are offered the case and take it."""
        for who in mediators:
            made = self.do("adviser", "assignments offer", volunteer=self.stage.volunteers[who])
            self.stage.do(who, "assignments answer", self.id, assignment=made["assignment"], accept=True,
                          undisqualified=True)  # fmt: skip

    def arrange(self, **form: Any) -> str:
        """A joint meeting a week ahead, everybody invited."""
        starts = at_helsinki(self.stage.today.replace(day=min(28, self.stage.today.day + 7)), 17)
        given = {"form": "joint", "starts_at": starts.isoformat(), "invited": s.everyone_of(self.case, self.matters)}
        return str(self.do("veikko", "meetings arrange", **(given | form))["meeting"])

    def meet(self, **form: Any) -> None:
        meeting = self.arrange(**form)
        found = self.case.item(Meeting, meeting)  # type: ignore[arg-type]
        self.stage.clock.put(found.starts_at)
        self.stage.later(minutes=found.minutes)
        self.stage.do("veikko", "meetings record", self.id, meeting=meeting, came=list(found.invited))

    def draft(self, *items: dict[str, Any]) -> str:
        """An agreement is drafted, and signed by everybody who has to."""
        agreement = str(self.do("veikko", "agreements draft", items=list(items))["agreement"])
        for need in required(self.case, MatterId(self.matters[0]), self.stage.today):
            self.stage.do("veikko", "agreements sign", self.id, agreement=agreement, person=need.person,
                          on_behalf_of=need.on_behalf_of, at=self.stage.clock.now().isoformat())  # fmt: skip
        return agreement

    def certify(self, agreement: str) -> None:
        self.stage.later(minutes=1)  # the certified print is newer than the one that was signed
        self.stage.do("veikko", "agreements certify", self.id, agreement=agreement)

    def certifying(self, agreement: str) -> dict[str, str]:
        """What stands in the way of certifying."""
        with pytest.raises(StepNotPossible) as refusal:
            self.certify(agreement)
        return {need.code: need.section for need in refusal.value.needs}

    def report(self, approver: str = "in_charge") -> str:
        made = str(self.do("adviser", "reports prepare")["report"])
        self.stage.do(approver, "reports approve", self.id, report=made)
        self.stage.do("adviser", "reports send", self.id, report=made)
        return made

    def fetch(self, who: str, report: str) -> None:
        s.acknowledge(self.stage, self.id, report, who)

    def keep_promises(self) -> None:
        """Every promise is kept on its day."""
        for promise in list(self.case.all(Obligation)):
            self.stage.at(max(promise.due_on, self.stage.today), 12)
            self.stage.do("adviser", "obligations record", self.id, obligation=promise.id, step="keep",
                          on=str(self.stage.today))  # fmt: skip

    def page(self, kind: str) -> str:
        """The newest letter of a kind, as its page."""
        with self.stage.app.open_stores() as stores:
            made = [d for d in stores.documents.of_case(self.id) if d.kind == kind]
            return stores.documents.get(max(made, key=lambda d: d.made_at).id).pdf.decode()

    def money(self, cents: int, due_on: str) -> dict[str, Any]:
        """`a` pays `b` a sum on a day."""
        return {"kind": "money", "promised_by": self.named["Alma"], "promised_to": self.named["Bert"],
                "text": "The fence.", "cents": cents,
                "instalments": [{"due_on": due_on, "cents": cents}]}  # fmt: skip
