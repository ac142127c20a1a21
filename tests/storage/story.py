"""A full story in which every kind of text is written, and a memory of all that must stay secret."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mediation.actions.due import run_due
from mediation.actions.messages import send_due
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.people import ACCOUNTS, VOLUNTEERS
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.queries.lists import search
from mediation.work import unit
from tests.stories import test_two_suspects as two

PERSONAL = {
    "name", "email", "phone", "street", "postcode", "town", "municipality", "identity_code", "born_on", "title",
    "description", "place", "reference", "official", "delivery_id", "text", "reason", "reasons", "statement",
    "how", "transfer_to", "interpreter", "because",
}  # fmt: skip
PUBLIC = {
    "Helsinki",  # the office's own name
    "Keksitty",  # the town, which is in the units' names too
    "answered",  # a code, in a field that elsewhere is free text
}


def secrets_in(form: Any, field: str = "") -> Iterator[str]:
    """Every personal value of a form, however deep."""
    if isinstance(form, dict):
        for key, value in form.items():
            yield from secrets_in(value, key)
    elif isinstance(form, list):
        for value in form:
            yield from secrets_in(value, field)
    elif isinstance(form, str) and field in PERSONAL and len(form) > 4 and form not in PUBLIC:
        yield form


class Recording(Stage):
    """A stage that remembers every personal word it was ever given."""

    secrets: set[str]
    answers: list[dict[str, Any]]

    def open(self) -> None:
        self.answers = []
        self.secrets = {*secrets_in(list(ACCOUNTS.values())), *secrets_in(list(VOLUNTEERS.values()))}
        super().open()

    def record(self, who: str, act: Any, form: Any, values: dict[str, Any]) -> dict[str, Any]:
        if "kind" not in values:  # a unit is a public body
            self.secrets |= set(secrets_in(values))
        return super().record(who, act, form, values)

    def register(self, who: str, arrival: dict[str, Any]) -> CaseId:
        self.secrets |= set(secrets_in(arrival))
        return super().register(who, arrival)

    def do(self, who: str, what: str, case: CaseId, **form: Any) -> dict[str, Any]:
        self.secrets |= set(secrets_in(form))
        self.answers.append(super().do(who, what, case, **form))
        return self.answers[-1]


def tell(stage: Recording) -> None:
    """The story of the two suspects, and a second case with every other text there is."""
    two.test_one_no_stops_that_suspects_matter_and_leaves_the_other_running_to_its_end(stage)
    case_id = stage.register("adviser", simple(71, "assault", stage.today) | {"delivery_id": "9990.R.2071.26"})
    (matter,) = stage.case(case_id).matters
    first, second = stage.case(case_id).people
    stage.do("adviser", "notes add", case_id, text="Pelkää kohdata toisen, soittakaa vasta iltapäivällä.")
    stage.do("adviser", "matters hold", case_id, matters=[matter], reason="Osapuoli on leikkauksessa.")
    stage.later(days=2)
    stage.do("adviser", "matters resume", case_id, matters=[matter])
    s.triage(stage, case_id)
    stage.do("adviser", "matters correct", case_id, matters=[matter], title="Lievä pahoinpitely", description="Lyönti.")
    contact = {"phone": "050 999 0071", "email": "uusi.osoite@keksitty.example", "street": "Muuttokatu 71 B"}
    stage.do("adviser", "people correct", case_id, person=first, name="Olli Uusinimi", contact=contact)
    helper = {"ref": "x", "name": "Tuija Tukihenkilö", "contact": {"phone": "050 999 0072"}}
    stage.do("adviser", "people add", case_id, person=helper, role="support_person", acts_for=second)
    stage.do("adviser", "consents ask", case_id, matters=[matter])
    s.everyone_consents(stage, case_id, [matter])
    s.assess(stage, case_id, [matter])
    s.accept(stage, case_id, [matter])
    stage.secrets.add("Tuntee toisen osapuolen lapsuudesta.")
    made = stage.do("adviser", "assignments offer", case_id, matters=[matter], volunteer=stage.volunteers["runar"])
    stage.do("runar", "assignments answer", case_id, assignment=made["assignment"], accept=False,
             reason="Tuntee toisen osapuolen lapsuudesta.")  # fmt: skip
    s.name_mediators(stage, case_id, [matter])
    booked = {"person": second, "language": "arabia", "interpreter": "Iida Tulkki"}
    starts_at = (stage.clock.now() + timedelta(days=6)).isoformat()
    made = stage.do("veikko", "meetings arrange", case_id, matters=[matter], form="joint", starts_at=starts_at,
                    place="Kätketty huone, Piilokatu 5", invited=[first, second], interpreting=[booked])  # fmt: skip
    stage.do("veikko", "meetings cancel", case_id, meeting=made["meeting"], because="Veikko sairastui äkisti.")
    s.meet(stage, case_id, [matter], in_days=6)
    stage.do("adviser", "consents withdraw", case_id, matters=[matter], person=second, how="Itki puhelimessa kauan.")
    for _ in range(20):
        stage.later(days=1)
        run_due(stage.app, stage.clockwork)
        send_due(stage.app, stage.clockwork)
    with unit(stage.app, stage.actors["adviser"]) as work:
        assert [hit["id"] for hit in search(work, "Uusinimi")] == [case_id]
    stage.house.journal.checkpoint(stage.clock.now())


def a_case(stage: Stage) -> CaseId:
    """A small case with records, a note and a message: enough to tamper with."""
    case_id = stage.register("police", two_suspects(stage.today, stage.today - timedelta(days=9)))
    s.triage(stage, case_id)
    matters = list(stage.case(case_id).matters)
    stage.do("adviser", "consents ask", case_id, matters=matters)
    s.consent(stage, case_id, matters, stage.case(case_id).matters[matters[0]].about.victims[0])
    stage.do("adviser", "notes add", case_id, text="Soitettu kahdesti.")
    return case_id
