"""The stage: an office with its people signed in, a clock moved by hand, and one way to act."""

from datetime import date, datetime, timedelta
from typing import Any

from mediation.actions import office as records
from mediation.actions import training, volunteers
from mediation.actions.arrival import Arrival
from mediation.actions.catalogue import BY_NAME
from mediation.actions.forms import read_form
from mediation.actions.intake import register_initiative
from mediation.bootstrap import House
from mediation.cases.case import Case
from mediation.demo.people import ACCOUNTS, UNITS, VOLUNTEERS
from mediation.kernel.actor import Actor, Role, service
from mediation.kernel.clock import SetClock, at_helsinki, helsinki_date
from mediation.kernel.ids import AccountId, CaseId
from mediation.work import unit


class Stage:
    """An office at work; `clock` is the only one there is."""

    def __init__(self, house: House, clock: SetClock) -> None:
        self.house, self.app, self.clock = house, house.app, clock
        self.clockwork: Actor = service(self.app.office.id)
        self.actors: dict[str, Actor] = {}
        self.tokens: dict[str, str] = {}
        self.volunteers: dict[str, str] = {}

    @property
    def today(self) -> date:
        """The date in Helsinki."""
        return helsinki_date(self.clock.now())

    def at(self, day: date, hour: int = 10, minute: int = 0) -> None:
        """Move the clock to a time of day in Helsinki."""
        self.clock.put(at_helsinki(day, hour, minute))

    def later(self, **span: int) -> datetime:
        """Move the clock on by minutes, hours or days."""
        self.clock.put(self.clock.now() + timedelta(**span))
        return self.clock.now()

    def open(self) -> None:
        """Fill an empty office with its people: administrator, staff, units, mediators, authorities."""
        with unit(self.app, self.clockwork) as work:
            form = records.NewAccount(name="Yrjö Ylläpitäjä", roles=(Role.ADMINISTRATOR,))
            answer = records.first_account(work, form)
        self._enter("administrator", str(answer["account"]), str(answer["token"]))
        for unit_form in UNITS:
            self.record("administrator", records.register_unit, records.NewUnit, unit_form)
        for key, form_values in ACCOUNTS.items():
            self.account(key, form_values)
        for key, values in VOLUNTEERS.items():
            self.admit(key, values)

    def account(self, key: str, values: dict[str, Any]) -> None:
        """Open an account and sign its holder in."""
        made = self.record("administrator", records.open_account, records.NewAccount, values)
        token = self.record("administrator", records.make_token, records.OneAccount, {"account": made["account"]})
        self._enter(key, made["account"], token["token"])

    def admit(self, key: str, values: dict[str, Any]) -> None:
        """Bring a volunteer from the application to their first day as a mediator."""
        made = self.record("adviser", volunteers.register_volunteer, volunteers.NewVolunteer, values)
        volunteer = self.volunteers[key] = made["volunteer"]
        for step in ("interview", "begin_training"):
            self.step(volunteer, step, "adviser")
        course = {"volunteer": volunteer, "kind": "basic", "hours": 54, "completed_on": str(self.today)}
        self.record("adviser", training.record_course, training.CourseForm, course)
        self.step(volunteer, "admit", "in_charge", "Koulutus suoritettu, haastattelu puolsi.")
        self.step(volunteer, "activate", "adviser")
        account = {k: values[k] for k in ("name", "email", "language") if k in values}
        self.account(key, account | {"roles": ["mediator"], "volunteer": volunteer})

    def step(self, volunteer: str, step: str, who: str, reason: str = "") -> None:
        """Move a volunteer on in their standing."""
        form = {"volunteer": volunteer, "step": step, "reason": reason}
        self.record(who, volunteers.move_volunteer, volunteers.VolunteerStep, form)

    def _enter(self, key: str, account: str, token: str) -> None:
        with self.app.open_stores() as stores:
            self.actors[key] = stores.accounts.get(AccountId(account)).actor()
        self.tokens[key] = token

    def renew_tokens(self) -> None:
        """Give everybody a token that runs from now: those of the beginning have run out."""
        for key, actor in self.actors.items():
            made = self.record("administrator", records.make_token, records.OneAccount, {"account": actor.id})
            self.tokens[key] = str(made["token"])

    def record(self, who: str, act: Any, form: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Do one thing with the office's own records."""
        with unit(self.app, self.actors[who]) as work:
            answer: dict[str, Any] = act(work, read_form(form, values))
        return answer

    def register(self, who: str, arrival: dict[str, Any]) -> CaseId:
        """An initiative arrives as JSON."""
        with unit(self.app, self.actors[who]) as work:
            answer = register_initiative(work, read_form(Arrival, arrival))
        return CaseId(str(answer["case"]))

    def do(self, who: str, what: str, case: CaseId, **form: Any) -> dict[str, Any]:
        """Take one step, named as `noun verb`, with the fields of its form."""
        noun, _, verb = what.partition(" ")
        action = BY_NAME[(noun, verb)]
        with unit(self.app, self.actors[who]) as work:
            return action.run(work, case, read_form(action.form, form))

    def case(self, case_id: CaseId) -> Case:
        """The case as it is now, looked at from behind the stage."""
        with self.app.open_stores() as stores:
            return stores.cases.get(case_id)
