"""The seal on the command line: made once by an administrator, then on every document that binds somebody."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from mediation.cli.serve import with_page_for_seals
from mediation.demo import stories as s
from mediation.demo.folder import environment as demo_settings
from mediation.documents.pdf import render_pdf
from mediation.kernel.ids import CaseId
from mediation.settings import read_settings
from tests.cli.conftest import Line, arrival
from tests.documents.page_text import of_pdf


@pytest.fixture
def sealing(line: Line, monkeypatch: pytest.MonkeyPatch) -> Line:
    assert line.run("keys", "seal", "--json", who="administrator").code == 0
    monkeypatch.setattr("mediation.bootstrap.render_pdf", render_pdf)
    return line


def test_without_a_root_certificate_the_command_says_what_to_do(line: Line, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7")
    told = line.run("documents", "verify", str(paper))
    assert told.code == 2
    assert "--root" in told.err


def declined(line: Line) -> tuple[str, Any]:
    """A matter declined and its reader's decision served, with the real typesetter."""
    case = line.run("cases", "register", "-", "--json", who="adviser", stdin=arrival()).json["case"]
    stage = line.stage
    matters = s.open_matters(stage.case(CaseId(case)))
    s.triage(stage, CaseId(case), matters)
    for party in stage.case(CaseId(case)).matters[matters[0]].about.parties:  # type: ignore[index]
        heard = {"person": party, "how": "answered", "statement": "Ei."}
        stage.do("adviser", "hearings record", CaseId(case), matters=matters, **heard)
    made = line.do("in_charge", case, "decisions make", matters=matters, kind="decline",
                   reasons="Edellytykset eivät täyty.", sections=["1015/2005 §15"])  # fmt: skip
    reader = stage.case(CaseId(case)).matters[matters[0]].about.parties[0]  # type: ignore[index]
    served = line.do("adviser", case, "decisions serve", decision=made["decision"], person=reader, channel="letter")
    return case, served


def test_a_decision_is_sealed_kept_and_verified_wherever_it_goes(sealing: Line, tmp_path: Path) -> None:
    case, _ = declined(sealing)
    listed = sealing.run("documents", "list", case, "--json", who="adviser").json
    (decision,) = [d for d in listed if d["kind"] == "decision_to_decline"]
    assert decision["sealed"] is True
    out = tmp_path / "decision.pdf"
    assert sealing.run("documents", "get", case, decision["id"], str(out), who="adviser").code == 0
    good = sealing.run("documents", "verify", str(out), "--json")
    assert (good.code, good.json["holds"], good.json["sha256"]) == (0, True, decision["sha256"])
    said = of_pdf(out.read_bytes())
    assert decision["id"].removeprefix("f_") in said
    assert "Tarkista aitous" not in said  # no page checks seals here, so that none is named

    copied = tmp_path / "root.pem"
    copied.write_bytes((sealing.home / "seal" / "root.pem").read_bytes())
    elsewhere = sealing.run("documents", "verify", str(out), "--root", str(copied), "--json", MEDIATION_HOME="nowhere")
    assert elsewhere.code == 0

    out.write_bytes(out.read_bytes().replace(b"%%EOF", b"%%EOF ", 1))
    bad = sealing.run("documents", "verify", str(out), "--json")
    assert (bad.code, json.loads(bad.out)["holds"]) == (1, False)


def test_the_key_is_made_once_by_an_administrator_and_closed_to_others(line: Line) -> None:
    assert line.run("keys", "seal", "--json", who="adviser").code != 0
    assert not (line.home / "seal" / "seal.pem").exists()
    made = line.run("keys", "seal", "--json", who="administrator")
    assert made.code == 0
    key = Path(made.json["key"])
    before = key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o400
    again = line.run("keys", "seal", "--json", who="administrator")
    assert (again.code, again.refused["refused"]) == (2, "seal_exists")
    assert key.read_bytes() == before


def test_an_office_whose_seal_lies_open_does_not_start(line: Line) -> None:
    line.run("keys", "seal", who="administrator")
    (line.home / "seal" / "seal.pem").chmod(0o644)
    answer = line.run("cases", "list", "--json", who="adviser")
    assert (answer.code, answer.refused["refused"]) == (10, "key_file_unsafe")


def test_an_office_without_a_seal_sends_unsealed_documents_and_says_so(line: Line) -> None:
    case, _ = declined(line)
    listed = line.run("documents", "list", case, "--json", who="adviser").json
    assert {d["sealed"] for d in listed} == {False}


def test_an_office_in_production_is_told_to_make_its_seal(bare: Line) -> None:
    bare.run("init")
    examined = bare.run("doctor", "--json", MEDIATION_PRODUCTION="yes")
    assert "no_seal" in {f["code"] for f in json.loads(examined.out)["findings"]}


NAMED = {  # what is set → where a document says that its seal is checked; on `mediation serve`
    "nothing":             ({}, "", "http://127.0.0.1:8800/verify/"),
    "another port":        ({"MEDIATION_HTTP_PORT": "9000"}, "", "http://127.0.0.1:9000/verify/"),
    "where the office is": ({"MEDIATION_LINK": "https://sovittelu.test"}, "https://sovittelu.test/verify/", "https://sovittelu.test/verify/"),
    "the page itself":     ({"MEDIATION_VERIFY_URL": "https://seal.test/", "MEDIATION_LINK": "https://a.test/"}, "https://seal.test/", "https://seal.test/"),
    "production, nothing": ({"MEDIATION_PRODUCTION": "yes"}, "", ""),
}  # fmt: skip


@pytest.mark.parametrize("sentence", NAMED)
def test_a_document_names_the_page_that_checks_it_where_its_address_is_known(sentence: str) -> None:
    given, everywhere, served = NAMED[sentence]
    settings = read_settings(given)
    assert settings.verify_url == everywhere
    assert with_page_for_seals(settings).verify_url == served


def test_the_papers_of_the_demo_name_the_demos_own_page(tmp_path: Path) -> None:
    assert read_settings(demo_settings(tmp_path)).verify_url == "http://127.0.0.1:8800/verify/"
