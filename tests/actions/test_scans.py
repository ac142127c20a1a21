"""The paper signed in ink comes back as a picture: kept sealed beside its version, whether it is certified or not."""

import pytest

from mediation.actions.scans import attach
from mediation.cases.agreement import Agreement
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, ItemId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, StepNotPossible
from mediation.queries.lists import documents, kept_document
from mediation.work import unit
from tests.documents.hostile_scans import document, picture
from tests.stories.telling import begin, to_mediation


@pytest.fixture
def drafted(sqlite_stage: Stage) -> tuple[Stage, CaseId, list[str], str]:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    return stage, case, matters, draft(stage, case, matters, named["Olli"], named["Vuokko"])


def draft(stage: Stage, case: CaseId, matters: list[str], by: str, to: str) -> str:
    apology = {"kind": "apology", "promised_by": by, "promised_to": to, "text": "Pyytää anteeksi."}
    return str(stage.do("veikko", "agreements draft", case, matters=matters, items=[apology])["agreement"])


def attached(stage: Stage, case: CaseId, agreement: str, raw: bytes, who: str = "veikko") -> str:
    with unit(stage.app, stage.actors[who]) as work:
        return str(attach(work, case, ItemId(agreement), raw)["document"])


Drafted = tuple[Stage, CaseId, list[str], str]


def test_a_scan_is_kept_beside_its_version_and_comes_back_as_it_was(drafted: Drafted) -> None:
    stage, case, _, agreement = drafted
    pdf, photo = document(), picture("JPEG")
    made = [attached(stage, case, agreement, raw) for raw in (pdf, photo)]
    assert list(stage.case(case).item(Agreement, ItemId(agreement)).scans) == made
    with unit(stage.app, stage.actors["adviser"]) as work:
        kept = [kept_document(work, case, one) for one in made]  # type: ignore[arg-type]
        listed = [d for d in documents(work, case) if d["kind"] == "agreement_scan"]
    assert [k.media for k in kept] == ["application/pdf", "image/jpeg"]
    assert kept[0].pdf == pdf
    assert {d["id"] for d in listed} == set(made)


def test_a_paper_may_come_in_after_the_mediator_has_certified(drafted: Drafted) -> None:
    stage, case, matters, agreement = drafted
    for who in stage.case(case).matters[matters[0]].about.parties:  # type: ignore[index]
        stage.do("veikko", "agreements sign", case, agreement=agreement, person=who, at=stage.clock.now().isoformat())
    stage.do("veikko", "agreements certify", case, agreement=agreement)
    assert attached(stage, case, agreement, picture("PNG"), "adviser")


def test_a_paper_of_a_version_nobody_signs_any_more_is_refused(drafted: Drafted) -> None:
    stage, case, matters, agreement = drafted
    by, to = stage.case(case).matters[matters[0]].about.parties  # type: ignore[index]
    draft(stage, case, matters, by, to)
    with pytest.raises(StepNotPossible):
        attached(stage, case, agreement, document())


def test_what_is_no_scan_leaves_nothing_behind(drafted: Drafted) -> None:
    stage, case, _, agreement = drafted
    with pytest.raises(Invalid):
        attached(stage, case, agreement, b"<html>")
    with pytest.raises(NotFound):
        attached(stage, case, "i_" + "0" * 26, document())
    assert stage.case(case).item(Agreement, ItemId(agreement)).scans == ()


@pytest.mark.parametrize("who", ["police", "runar", "administrator"])
def test_nobody_else_adds_a_paper(drafted: Drafted, who: str) -> None:
    stage, case, _, agreement = drafted
    with pytest.raises((NotFound, NotPermitted)):
        attached(stage, case, agreement, document(), who)


def test_the_story_goes_on_without_any_scan(drafted: Drafted) -> None:
    stage, case, matters, _ = drafted
    by, to = stage.case(case).matters[matters[0]].about.parties  # type: ignore[index]
    s.agree(stage, case, matters, [{"kind": "apology", "promised_by": by, "promised_to": to, "text": "Anteeksi."}])
