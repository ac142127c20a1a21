"""A new office and a whole case by the command line alone: made, peopled, registered, mediated, reported, closed."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mediation.kernel.clock import SetClock, SystemClock
from tests.cli.conftest import Line, arrival

PEOPLE: dict[str, dict[str, Any]] = {
    "adviser": {"name": "Aino Ohjaaja", "roles": ["adviser"]},
    "in_charge": {"name": "Valma Vastuuhenkilö", "roles": ["person_in_charge"]},
    "police": {"name": "Pekka Poliisi", "roles": ["police"], "unit": "n_poliisi_keksitty"},
    "auditor": {"name": "Teija Tarkastaja", "roles": ["auditor"]},
}


class Office:
    """An office that begins with nothing but a folder."""

    def __init__(self, line: Line, clock: SetClock) -> None:
        self.line, self.clock, self.tokens = line, clock, dict[str, str]()

    def run(self, who: str, *words: str, form: Any = None, stdin: str = "") -> Any:
        given = json.dumps(form) if form is not None else stdin
        answer = self.line.run(*words, "--json", stdin=given, MEDIATION_TOKEN=self.tokens.get(who, ""))
        assert answer.code == 0, (words, answer.err)
        return answer.json

    def step(self, who: str, case: str, what: str, **form: Any) -> Any:
        return self.run(who, *what.split(), case, form=form)

    def open(self, who: str, form: dict[str, Any]) -> None:
        account = self.run("administrator", "accounts", "open", form=form)["account"]
        self.tokens[who] = self.run("administrator", "accounts", "token", form={"account": account})["token"]

    def mediator(self, who: str, name: str) -> str:
        form = {"name": name, "cases_before": 8}
        volunteer = str(self.run("adviser", "volunteers", "register", form=form)["volunteer"])
        for step in ("interview", "begin_training"):
            self.run("adviser", "volunteers", "step", form={"volunteer": volunteer, "step": step})
        self.run("adviser", "volunteers", "course",
                 form={"volunteer": volunteer, "kind": "basic", "hours": 54, "completed_on": "2026-01-15"})  # fmt: skip
        self.run(
            "in_charge", "volunteers", "step", form={"volunteer": volunteer, "step": "admit", "reason": "Koulutettu."}
        )
        self.run("adviser", "volunteers", "step", form={"volunteer": volunteer, "step": "activate"})
        self.open(who, {"name": name, "roles": ["mediator"], "volunteer": volunteer})
        return volunteer


@pytest.fixture
def office(bare: Line, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(bare, SetClock(SystemClock().now()))
    monkeypatch.setattr("mediation.bootstrap.SystemClock", lambda: made.clock)
    made.tokens["administrator"] = made.run("", "init", "--name", "Yrjö Ylläpitäjä")["token"]
    made.run("administrator", "units", "register",
             form={"id": "n_poliisi_keksitty", "kind": "police", "name": "Keksitty poliisi"})  # fmt: skip
    for who, form in PEOPLE.items():
        made.open(who, form)
    return made


def test_a_new_office_takes_a_case_from_a_file_to_its_end(office: Office, tmp_path: Path) -> None:
    mediators = {who: office.mediator(who, f"{who.title()} Sovittelija") for who in ("veikko", "maija")}
    file = tmp_path / "initiative.json"
    file.write_text(arrival(), encoding="utf-8")
    made = office.run("police", "cases", "register", str(file))
    case, matters = made["case"], made["matters"]
    a, b = (p["id"] for p in office.run("adviser", "cases", "show", case)["people"])
    office.step("adviser", case, "matters triage", matters=matters, venue_is_here=True)
    office.step("adviser", case, "consents ask", matters=matters)
    now = (SystemClock().now() - timedelta(minutes=5)).isoformat()
    for person in (a, b):
        office.step("adviser", case, "consents record", matters=matters, person=person, rights_explained_at=now,
                    given_at=now, language="fi", channel="phone")  # fmt: skip
        office.step("adviser", case, "conditions assess", matters=matters, person=person, question="understands",
                    holds=True, reason="Keskusteltu.")  # fmt: skip
    office.step("adviser", case, "conditions assess", matters=matters, person=a, question="confirms_facts",
                holds=True, reason="Vahvistaa.")  # fmt: skip
    for question in ("victims_interest", "suitable"):
        office.step("adviser", case, "conditions assess", matters=matters, question=question, holds=True, reason="On.")
    office.step("in_charge", case, "decisions make", matters=matters, kind="accept", reasons="Täyttyvät.")
    for who, volunteer in mediators.items():
        offer = office.step("adviser", case, "assignments offer", matters=matters, volunteer=volunteer)["assignment"]
        assert [one["assignment"] for one in office.run(who, "assignments", "list")] == [offer]
        office.step(who, case, "assignments answer", assignment=offer, accept=True, undisqualified=True)
    office.step("adviser", case, "mediators name", matters=matters)
    starts = office.clock.now() + timedelta(days=5)
    meeting = office.step("veikko", case, "meetings arrange", matters=matters, form="joint",
                          starts_at=starts.isoformat(), invited=[a, b])["meeting"]  # fmt: skip
    office.clock.put(starts + timedelta(hours=2))
    office.step("veikko", case, "meetings record", meeting=meeting, came=[a, b])
    items = [{"kind": "apology", "promised_by": a, "promised_to": b, "text": "Pyydän anteeksi."}]
    agreement = office.step("veikko", case, "agreements draft", matters=matters, items=items)["agreement"]
    for person in (a, b):
        office.step("veikko", case, "agreements sign", agreement=agreement, person=person, at=now)
    office.step("veikko", case, "agreements certify", agreement=agreement)
    office.step("veikko", case, "matters account", matters=matters, text="Tapaaminen pidettiin.")
    report = office.step("adviser", case, "reports prepare", matters=matters)["report"]
    office.step("in_charge", case, "reports approve", report=report)
    office.step("adviser", case, "reports send", report=report)
    assert [one["report"] for one in office.run("police", "reports", "inbox")] == [report]
    document = office.step("police", case, "reports retrieve", report=report)["document"]
    out = tmp_path / "report.pdf"
    office.run("police", "documents", "get", case, document, str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    office.step("police", case, "reports acknowledge", report=report)
    office.step("adviser", case, "matters close", matters=matters)
    assert [m["state"] for m in office.run("adviser", "cases", "show", case)["matters"]] == ["closed"]
    assert office.run("", "due", "run")["failed"] == []
    assert office.run("adviser", "cases", "search", "vastapuoli1")[0]["id"] == case
    assert office.line.run("doctor").code == 0


def test_what_an_office_lists_can_be_read_by_eye_and_by_machine(office: Office) -> None:
    case = office.run("police", "cases", "register", stdin=arrival())["case"]
    lists: dict[str, tuple[str, ...]] = {
        "adviser": ("cases list", f"cases show {case}", f"cases steps {case}", f"cases deadlines {case}",
                    f"cases messages {case}", f"documents list {case}", "volunteers list", "units list"),
        "administrator": ("accounts list", "keys status", "database status"),
        "police": ("reports inbox",),
    }  # fmt: skip
    for who, commands in lists.items():
        for command in commands:
            office.run(who, *command.split())
            plain = office.line.run(*command.split(), MEDIATION_TOKEN=office.tokens[who])
            assert plain.code == 0, plain.err
            assert plain.out.strip()
            assert "{" not in plain.out
    assert "Aino Ohjaaja" in office.line.run("accounts", "list", MEDIATION_TOKEN=office.tokens["administrator"]).out


def test_cases_are_listed_a_page_at_a_time(office: Office) -> None:
    made = {office.run("police", "cases", "register", stdin=arrival(n))["case"] for n in range(1, 6)}
    seen, after = list[str](), ""
    while True:
        page = office.run("adviser", "cases", "list", "--limit", "2", "--after", after)
        seen += [c["id"] for c in page["cases"]]
        after = page["next"]
        if not after:
            break
    assert len(seen) == 5
    assert set(seen) == made
