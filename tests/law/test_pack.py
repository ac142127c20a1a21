"""What a pack is made of: consent rows for every age, templates of its own, and a law nobody has written is named."""

import pytest

from mediation.docs_templates.sandbox import room
from mediation.docs_templates.templates import COMMON, Templates
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.law.consents import ConsentRow, Speaking, loaded_consents
from mediation.law.packs import names, pack
from mediation.states.machine import Lifecycle, Subject
from mediation.states.matter import MatterState
from mediation.states.requirement import found
from tests.states.facts import Made

S, NOBODY = MatterState, Speaking.NOBODY
ADULTS = ConsentRow(True, 18, 999, True, NOBODY, "1015/2005 §2.1")
COMPANIES = ConsentRow(False, 0, 999, False, Speaking.ONE, "1015/2005 §2.1", "1015/2005 §2.1")

@pytest.mark.parametrize(
    ("rows", "said"),
    [((ADULTS, COMPANIES), "age 0 has 0 rows"), ((ADULTS, ADULTS), "age 0 has 0 rows")],
    ids=["nobody says who consents for a child", "nor when adults stand there twice"],
)
def test_a_consent_matrix_has_one_row_for_every_age(rows: tuple[ConsentRow, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        loaded_consents(rows)


def test_a_law_that_is_not_there_is_refused_and_those_there_are_are_named() -> None:
    assert "finland" in names()
    with pytest.raises(Invalid, match="one of .*finland") as refusal:
        pack("atlantis")
    assert refusal.value.code == "no_such_law"


def test_a_step_waits_until_a_question_of_the_law_s_own_is_answered_with_yes() -> None:
    steps = [("go", S.RECEIVED, S.TRIAGE, (found("risk_assessed"),))]
    life = Lifecycle("asking", S, S.RECEIVED, steps, {"risk_assessed": "office policy"})
    answers = {"risk_assessed": False}
    subject = Subject(S.RECEIVED, Made(is_found=answers.__getitem__))
    assert [(n.code, n.section) for n in life.missing(subject, "go")] == [("risk_assessed", "office policy")]
    answers["risk_assessed"] = True
    life.take(subject, "go")
    assert subject.state is S.TRIAGE


def test_a_law_s_templates_go_before_the_common_ones_and_only_its_own_documents_exist() -> None:
    own = Templates("mediation.law.finland", {"invitation": frozenset({Language.SWEDISH})})
    assert own.languages("invitation", frozenset(Language)) == {Language.SWEDISH}
    assert own.languages("agreement", frozenset(Language)) == frozenset()
    assert COMMON.languages("agreement", frozenset(Language)) == frozenset(Language)
    shared = room(Language.SWEDISH, html=True, templates=own).get_template("letters/invitation/sv.html")
    assert shared.filename is not None
    assert shared.filename.startswith(COMMON.package)  # what it has not itself is the common one
