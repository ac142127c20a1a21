"""The report as a machine reads it: the same facts as on the page, for its own unit and for nobody else."""

import json
from typing import Any

import pytest

from mediation.cases.report import Report
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.ids import CaseId, ItemId
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.queries.lists import facts, kept_document
from mediation.work import unit
from tests.stories.telling import begin, to_mediation


@pytest.fixture
def sent(sqlite_stage: Stage) -> tuple[Stage, CaseId, str]:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    apology = {"kind": "apology", "promised_by": named["Olli"], "promised_to": named["Vuokko"], "text": "Anteeksi."}
    s.agree(stage, case, matters, [apology])
    s.account(stage, case, matters)
    report = s.report(stage, case, matters)
    return stage, case, str(stage.case(case).item(Report, ItemId(report)).document)


def read(stage: Stage, who: str, case: CaseId, document: str) -> dict[str, Any]:
    with unit(stage.app, stage.actors[who]) as work:
        return facts(work, case, document)  # type: ignore[arg-type]


def test_the_unit_reads_the_facts_of_its_report(sent: tuple[Stage, CaseId, str]) -> None:
    stage, case, document = sent
    told = read(stage, "police", case, document)
    assert (told["format"], told["document"]) == ("mediation-document/1", DocumentKind.REPORT_TO_PROSECUTOR)
    assert [m["outcome"] for m in told["facts"]["matters"]] == ["agreed"]
    with unit(stage.app, stage.actors["adviser"]) as work:
        kept = kept_document(work, case, document)  # type: ignore[arg-type]
    assert told["sha256"] == kept.sha256
    assert json.loads(kept.facts)["facts"] == told["facts"]


@pytest.mark.parametrize("who", ["prosecutor", "veikko", "administrator"])
def test_nobody_else_does(sent: tuple[Stage, CaseId, str], who: str) -> None:
    stage, case, document = sent
    with pytest.raises((NotFound, NotPermitted)):
        read(stage, who, case, document)


def test_that_the_facts_were_read_is_in_the_journal(sent: tuple[Stage, CaseId, str]) -> None:
    stage, case, document = sent
    read(stage, "police", case, document)
    with stage.app.open_stores() as stores:
        last = [e for e in stores.journal_of(case) if e.act == "case.document_read"][-1]
    assert (last.thing, last.actor) == (document, stage.actors["police"].id)
