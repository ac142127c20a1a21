"""What Finland's pack says where the engine used to: identity codes, attendance, grounds, the second person."""

from datetime import timedelta

import pytest

from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.refusals import Invalid, StepNotPossible
from mediation.law.packs import pack
from tests.stories.telling import begin, to_accepted


def test_a_meeting_by_video_is_no_attendance_in_person(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_accepted(stage, case, matters)
    s.name_mediators(stage, case, matters)
    starts = (stage.clock.now() + timedelta(days=5)).isoformat()
    with pytest.raises(StepNotPossible) as refusal:
        stage.do("veikko", "meetings arrange", case, matters=matters, form="joint", starts_at=starts, remote=True,
                 place="Videoyhteys", invited=list(named.values()))  # fmt: skip
    assert [(n.code, n.section) for n in refusal.value.needs] == [("attendance_in_person", "1015/2005 §18.1")]


def test_an_interruption_rests_on_a_ground_of_section_19(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    to_accepted(stage, case, matters)
    with pytest.raises(Invalid) as unknown:
        stage.do("in_charge", "matters interrupt", case, matters=matters, ground="bored", reasons="Syy.")
    assert unknown.value.fields == (("ground", "unknown_code"),)
    with pytest.raises(Invalid) as not_chosen:
        stage.do("in_charge", "matters interrupt", case, matters=matters, ground="consent_withdrawn", reasons="Syy.")
    assert not_chosen.value.fields == (("ground", "not_chosen"),)
    stage.do("in_charge", "matters interrupt", case, matters=matters, ground="no_conditions", reasons="Syy.")


def test_an_interpreters_use_is_asked_for_with_the_section_of_the_law(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    message = simple(1, "dispute", stage.today)
    message["people"][0]["interpreter_language"] = "somali"
    case, matters, named = begin(stage, "adviser", message)
    s.triage(stage, case, matters)
    now = stage.clock.now().isoformat()
    with pytest.raises(Invalid, match=r"1015/2005 §16\(3\)"):
        stage.do("adviser", "consents record", case, matters=matters, person=named["Olli"], rights_explained_at=now,
                 given_at=now, language="fi", channel="phone")  # fmt: skip


def test_whoever_gives_no_language_is_written_to_in_the_offices_own(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, _, _ = begin(stage, "adviser", simple(1, "dispute", stage.today))
    assert {p.language.value for p in stage.case(case).people.values()} == {"fi"}


def test_a_question_of_another_country_is_not_asked(sqlite_stage: Stage) -> None:
    assert "agreement_approved" not in pack("finland").questions
    stage = sqlite_stage
    case, matters, _ = begin(stage, "adviser", simple(1, "dispute", stage.today))
    with pytest.raises(Invalid, match="asks no such question"):
        stage.do("adviser", "conditions assess", case, matters=matters, question="agreement_approved", holds=True,
                 reason="Syy.")  # fmt: skip
