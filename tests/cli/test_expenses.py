"""Expenses and availability on the command line: from the mediator's claim to the files for payroll and the tax."""

import json
from pathlib import Path

from tests.actions.test_expenses import met
from tests.cli.conftest import Line


def test_a_claim_is_made_receipted_approved_paid_and_written_to_private_files(line: Line, tmp_path: Path) -> None:
    meeting = met(line.stage)

    def run(who: str, *words: str, form: object = None) -> dict[str, object]:
        answer = line.run(*words, "--json", who=who, stdin=json.dumps(form) if form is not None else "")
        assert answer.code == 0, answer.err
        return dict(answer.json)

    items = [{"kind": "ticket", "cents": 640, "text": "Bussilippu"}]
    form = {"meeting": meeting, "basis": "itemised", "items": items}
    claim = str(run("veikko", "expenses", "claim", form=form)["claim"])
    file = tmp_path / "kuitti.pdf"
    file.write_bytes(b"%PDF-1.7 kuitti")
    receipt = str(run("veikko", "expenses", "attach", claim, str(file))["receipt"])
    copy, batch, tax = tmp_path / "kopio.pdf", tmp_path / "maksut.csv", tmp_path / "vero.csv"
    run("adviser", "expenses", "show-receipt", receipt, str(copy))
    assert copy.read_bytes() == file.read_bytes()
    run("adviser", "expenses", "approve", form={"claim": claim})
    number = str(run("in_charge", "expenses", "pay", form={})["batch"])
    run("in_charge", "expenses", "batch", number, str(batch))
    run("in_charge", "expenses", "tax-report", str(line.stage.today.year), str(tax))
    assert '"6,40"' in batch.read_text("utf-8-sig")
    assert '"Veikko Vapaaehtoinen"' in tax.read_text("utf-8-sig")
    assert {p.stat().st_mode & 0o777 for p in (copy, batch, tax)} == {0o600}
    assert line.run("expenses", "own", who="veikko").out.count("paid") == 1
    assert line.run("expenses", "list", who="veikko").code == 4


def test_a_mediator_keeps_their_times_and_takes_their_calendar_away_as_a_file(line: Line, tmp_path: Path) -> None:
    form = {"pattern": [{"weekday": 3, "begins": "17:00", "ends": "19:00"}]}
    assert line.run("availability", "keep", who="veikko", stdin=json.dumps(form)).code == 0
    free = line.run("volunteers", "free", line.stage.volunteers["veikko"], "--days", "7", "--json", who="adviser").json
    assert len(free) == 1
    out = tmp_path / "oma.ics"
    assert line.run("volunteers", "calendar", str(out), who="veikko").code == 0
    assert line.run("volunteers", "read-calendar", str(out), "--json", who="veikko").json == {"taken": 0}
    assert line.run("availability", "link", who="veikko", stdin="{}").code == 0
    assert "/calendars/v_" in line.run("volunteers", "calendar-link", who="veikko").out
    assert line.run("volunteers", "digest", who="adviser").code == 0
