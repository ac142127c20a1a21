"""Whatever comes from wrong hands, at a wrong version or with the ids of another case, is refused and leaves nothing."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediation.actions.catalogue import BY_NAME
from mediation.actions.forms import read_form
from mediation.cases.assignment import Assignment
from mediation.cases.decision import Decision
from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import NotFound, NotPermitted, Refusal, Stale
from mediation.work import unit
from tests.api.bodies import BODIES, M
from tests.api.template import Template
from tests.conftest import BEGINNING, page_only
from tests.machine.played import Played
from tests.stories.telling import to_accepted, to_mediation

EVERYBODY = ("adviser", "in_charge", "veikko", "runar", "police", "prosecutor", "auditor", "administrator")
STAFF, OWN, MEDIATOR = {"adviser", "in_charge"}, {"adviser", "in_charge", "veikko"}, {"veikko"}
# fmt: off
MAY: dict[str, set[str]] = {   # in a case that veikko mediates, that runar was asked for, and of which the police has a notice
    "agreements certify": MEDIATOR, "agreements draft": OWN, "agreements sign": OWN, "assignments answer": {"runar"},
    "assignments recuse": MEDIATOR, "consents withdraw": OWN, "decisions make": {"in_charge"}, "doubts raise": OWN,
    "matters account": MEDIATOR, "matters end": OWN, "requests decide": {"in_charge"},
    "matters interrupt": {"in_charge"}, "meetings arrange": OWN, "meetings cancel": OWN, "meetings move": OWN,
    "meetings record": OWN, "reports acknowledge": {"police"}, "reports retrieve": {"police"},
}
# fmt: on


class Office:
    """An office with two cases and the forms that would do in the first of them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.played = stage, Played(stage, Counter())
        self.mine, self.matters = self.case(1)
        self.other, others = self.case(2)
        to_mediation(stage, self.mine, self.matters)
        offered = stage.do(
            "adviser", "assignments offer", self.mine, matters=self.matters, volunteer=stage.volunteers["runar"]
        )
        parties = list(stage.case(self.mine).people)
        stage.do("adviser", "consents withdraw", self.mine, matters=self.matters, person=parties[0])
        case = stage.case(self.mine)
        to_accepted(stage, self.other, others)
        report = s.report(stage, self.mine, self.matters)
        assert [a.id for a in case.all(Assignment)][-1] == offered["assignment"]
        decision = next(iter(case.all(Decision))).id
        ids = {"assignment": offered["assignment"], "decision": decision, "report": report, "person": parties[0]}
        self.forms: dict[str, dict[str, Any]] = {
            what: {k: self.matters if v == M else ids[k] if k in ids and isinstance(v, str) else v for k, v in body.items()}
            for what, body in BODIES.items()
        }  # fmt: skip
        self.forms["assignments recuse"] = {"assignment": next(iter(case.all(Assignment))).id}  # veikko's own
        assert stage.case(self.mine).item(Report, report).document is not None  # type: ignore[arg-type]

    def case(self, number: int) -> tuple[CaseId, list[str]]:
        """A new case and its matters."""
        case = self.stage.register("police", simple(number, "assault", self.stage.today))
        return case, list(self.stage.case(case).matters)

    def attempt(self, who: str, what: str, case: CaseId, form: dict[str, Any], version: int | None) -> Refusal:
        """The refusal of what ought not to be; nothing may be left behind."""
        before = self.played.fingerprint()
        noun, _, verb = what.partition(" ")
        action = BY_NAME[(noun, verb)]
        with pytest.raises(Refusal) as refusal, unit(self.stage.app, self.stage.actors[who]) as work:
            action.run(work, case, read_form(action.form, form), version)
        assert self.played.fingerprint() == before, f"{who}: {what}"
        return refusal.value


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    clock = SetClock(BEGINNING)
    template = Template(tmp_path_factory.mktemp("template"), clock, page_only)
    with template.copied(tmp_path_factory.mktemp("office"), clock) as stage:
        yield Office(stage)


WHATS = st.sampled_from(sorted(BODIES))
QUIET = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@QUIET
@given(acts=st.lists(st.tuples(WHATS, st.sampled_from(EVERYBODY)), min_size=4, max_size=8))
def test_from_wrong_hands(office: Office, acts: list[tuple[str, str]]) -> None:
    for what, who in acts:
        if who in MAY.get(what, STAFF):
            continue
        refusal = office.attempt(who, what, office.mine, office.forms[what], None)
        expected = NotPermitted if who in OWN else NotFound
        assert type(refusal) is expected, f"{who}: {what}"


@QUIET
@given(acts=st.lists(st.tuples(WHATS, st.sampled_from([-1, 1, 5])), min_size=4, max_size=8))
def test_at_a_version_that_is_not_there(office: Office, acts: list[tuple[str, int]]) -> None:
    version = office.stage.case(office.mine).version
    for what, off in acts:
        who = sorted(MAY.get(what, STAFF))[0]
        assert type(office.attempt(who, what, office.mine, office.forms[what], version + off)) is Stale, what


@QUIET
@given(acts=st.lists(WHATS.filter(lambda what: what != "notes add"), min_size=4, max_size=8))
def test_with_the_ids_of_another_case(office: Office, acts: list[str]) -> None:
    """The right person, the right form, the wrong case: nothing of one case is reached through another."""
    for what in acts:
        who = sorted(MAY.get(what, STAFF) & STAFF or {"in_charge"})[0]
        refusal = office.attempt(who, what, office.other, office.forms[what], None)
        assert isinstance(refusal, NotFound | NotPermitted) or refusal.code in {"invalid", "step_not_possible"}, what


@QUIET
@given(acts=st.lists(st.tuples(WHATS, st.sampled_from(["more", "less", "other"])), min_size=4, max_size=8))
def test_on_a_form_that_is_not_the_form(office: Office, acts: list[tuple[str, str]]) -> None:
    for what, how in acts:
        form = dict(office.forms[what])
        first = next(iter(form))
        if how == "less":
            form.pop(first)
        else:
            form["by" if how == "more" else first] = {"u_1": 1}
        who = sorted(MAY.get(what, STAFF))[0]
        assert office.attempt(who, what, office.mine, form, None).code in {"invalid", "not_json"}, what
