"""A request starts its deadline and its answer meets it: through the actions, as kept."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import timedelta

import pytest

from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.kernel.refusals import Invalid, NotPermitted, StepNotPossible
from tests.actions.scenes import Ids, arrived, consent_to_documents, opened

# fmt: off
#   what is asked          by whom it is answered            the deadline it starts             days until it is due
REQUESTS: list[tuple[str, str, str, str, int]] = [
    ("paper",              "adviser",   "answer",           "registration",                    0),
    ("timing",             "adviser",   "answer",           "estimate_of_time",                2),
    ("information",        "in_charge", "decide",           "request_for_documents",           14),
    ("large_information",  "in_charge", "decide",           "large_request_for_documents",     30),
    ("data_subject",       "adviser",   "answer",           "data_subject_request",            30),
]
# fmt: on


@pytest.mark.parametrize(("kind", "who", "verb", "rule", "days"), REQUESTS, ids=[row[0] for row in REQUESTS])
def test_a_request_starts_its_deadline_and_its_answer_meets_it(
    sqlite_stage: Stage, kind: str, who: str, verb: str, rule: str, days: int
) -> None:
    case, ids = arrived(sqlite_stage)
    made = sqlite_stage.do("adviser", "requests enter", case, matters=ids["matters"], kind=kind, text="Pyyntö.")
    assert opened(sqlite_stage, case)[rule] == sqlite_stage.today + timedelta(days=days)
    words = {"reasons": "Annetaan."} if verb == "decide" else {"text": "Vastattu."}
    sqlite_stage.do(who, f"requests {verb}", case, request=made["request"], **words)
    assert rule not in opened(sqlite_stage, case)
    with pytest.raises(Invalid):
        sqlite_stage.do(who, f"requests {verb}", case, request=made["request"], **words)


def test_documents_are_given_out_by_a_decision_of_the_person_in_charge_alone(sqlite_stage: Stage) -> None:
    case, ids = arrived(sqlite_stage)
    asked = sqlite_stage.do("adviser", "requests enter", case, matters=ids["matters"], kind="information", text="Jäljennös.")
    with pytest.raises(NotPermitted):
        sqlite_stage.do("adviser", "requests decide", case, request=asked["request"], reasons="Annetaan.")
    with pytest.raises(Invalid):
        sqlite_stage.do("in_charge", "requests answer", case, request=asked["request"], text="Annetaan.")


def test_an_authority_that_asks_names_the_day_and_hears_by_then(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = arrived(stage)
    day = stage.today + timedelta(days=20)
    for wrong in ({"kind": "status"}, {"kind": "timing", "wanted_by": str(day)}, {"kind": "status", "wanted_by": "2026-08-01"}):
        with pytest.raises(Invalid):
            stage.do("adviser", "requests enter", case, matters=ids["matters"], text="Missä?", **wrong)
    made = stage.do("adviser", "requests enter", case, matters=ids["matters"], kind="status", text="Missä?", wanted_by=str(day))
    assert opened(stage, case)["status_by_the_date_asked"] == day
    stage.do("adviser", "requests answer", case, request=made["request"], text="Edellytyksiä selvitetään.")
    left = opened(stage, case)
    assert "status_by_the_date_asked" not in left
    assert left["next_interim_status"] == stage.today + timedelta(days=30)


def test_records_are_asked_for_with_every_partys_consent_to_that(sqlite_stage: Stage) -> None:
    """§16(2): the consent to mediate is no consent to have documents fetched."""
    stage = sqlite_stage
    case, ids = arrived(stage)
    s.triage(stage, case)
    s.everyone_consents(stage, case, ids["matters"])
    ask: Ids = {"matters": ids["matters"], "kind": "records", "between": "Poliisi", "text": "Esitutkintapöytäkirja."}
    with pytest.raises(StepNotPossible) as refusal:
        stage.do("adviser", "requests enter", case, **ask)
    assert {(n.code, n.section) for n in refusal.value.needs} == {("consent_to_documents", "1015/2005 §16(2)")}
    consent_to_documents(stage, case, ids, ids["person"])
    with pytest.raises(StepNotPossible) as refusal:
        stage.do("adviser", "requests enter", case, **ask)
    assert [n.subject for n in refusal.value.needs] == [ids["victim"]]
    consent_to_documents(stage, case, ids, ids["victim"])
    made = stage.do("adviser", "requests enter", case, **ask)
    assert opened(stage, case)["documents"] == stage.today + timedelta(days=14)
    stage.do("adviser", "requests answer", case, request=made["request"], text="Saapui.")
    assert "documents" not in opened(stage, case)


def test_a_breach_is_told_to_the_controller_and_to_the_authority(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, ids = arrived(stage)
    made = stage.do("adviser", "requests enter", case, matters=ids["matters"], kind="breach", text="Väärä osoite.")
    assert {"breach_to_controller", "breach_to_authority"} <= opened(stage, case).keys()
    with pytest.raises(Invalid):
        stage.do("adviser", "requests answer", case, request=made["request"], text="Ilmoitettu.")
    stage.do("adviser", "requests answer", case, request=made["request"], text="Ilmoitettu.", to="controller")
    assert "breach_to_controller" not in opened(stage, case)
    assert "breach_to_authority" in opened(stage, case)
    stage.do("adviser", "requests answer", case, request=made["request"], text="Ilmoitettu.", to="authority")
    assert "breach_to_authority" not in opened(stage, case)
