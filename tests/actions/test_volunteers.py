"""The register at work: details, admission, gates before an offer and before naming, courses in and out."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mediation.actions import training, volunteers
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, StepNotPossible
from mediation.queries.volunteers import register_list, volunteer_page
from mediation.work import unit
from volunteers import Volunteer

DETAILS = {
    "email": "ulla@vapaaehtoinen.example", "phone": "040 999 0001", "language": "sv", "languages": ["sv", "fi", "so"],
    "levels": [{"language": "fi", "level": "c1"}, {"language": "sv", "level": "native"}], "gender": "female",
    "address": {"street": "Keksittykatu 9", "postcode": "00999", "town": "Keksitty"}, "employer": "Keksitty Oy",
    "ties": [{"kind": "close_person", "name": "Uuno Uusi"}], "areas": ["Helsinki", "Vantaa"], "travel_km": 30,
    "specialities": ["youth"], "wishes": {"open_cases": 3, "kinds": ["dispute"]}, "cases_before": 2,
    "background_checked_on": "2026-08-01",
}  # fmt: skip


def register(stage: Stage, **more: Any) -> str:
    made = stage.record("adviser", volunteers.register_volunteer, volunteers.NewVolunteer,
                        {"name": "Ulla Uusi"} | more)  # fmt: skip
    return str(made["volunteer"])


def entry(stage: Stage, volunteer: str) -> Volunteer:
    with stage.app.open_stores() as stores:
        return stores.volunteers.get(volunteer)


def step(stage: Stage, volunteer: str, *steps: str, who: str = "adviser", **more: Any) -> None:
    for one in steps:
        stage.record(who, volunteers.move_volunteer, volunteers.VolunteerStep,
                     {"volunteer": volunteer, "step": one} | more)  # fmt: skip


def course(stage: Stage, volunteer: str, kind: str = "basic", hours: int = 54, **more: Any) -> None:
    form = {"volunteer": volunteer, "kind": kind, "hours": hours, "completed_on": str(stage.today)} | more
    stage.record("adviser", training.record_course, training.CourseForm, form)


def a_beginner(stage: Stage, key: str = "ulla", **more: Any) -> str:
    """Somebody admitted who has mediated nothing yet, signed in."""
    stage.admit(key, {"name": "Ulla Uusi", "email": "ulla@vapaaehtoinen.example"} | more)
    return stage.volunteers[key]


def accepted(stage: Stage, number: int = 1, kind: str = "assault", **matter: Any) -> tuple[CaseId, list[str]]:
    arrival = simple(number, kind, stage.today)
    arrival["matters"][0] |= matter
    case = stage.register("police", arrival)
    matters = [str(m) for m in stage.case(case).matters]
    s.triage(stage, case, matters)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    return case, matters


def needs(refused: pytest.ExceptionInfo[StepNotPossible]) -> list[str]:
    return [need.code for need in refused.value.needs]


def test_the_register_keeps_everything_it_is_told_and_a_correction_changes_only_what_is_given(stage: Stage) -> None:
    volunteer = register(stage, **DETAILS)
    kept = entry(stage, volunteer)
    assert json.loads(json.dumps(DETAILS)) == DETAILS
    assert (kept.language, kept.languages, kept.gender) == ("sv", ("sv", "fi", "so"), "female")
    assert (kept.address.street, kept.ties[0].name, kept.travel_km) == ("Keksittykatu 9", "Uuno Uusi", 30)
    assert (kept.wishes.open_cases, kept.wishes.kinds, kept.cases_before) == (3, ("dispute",), 2)
    assert str(kept.background_checked_on) == "2026-08-01"
    stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection,
                 {"volunteer": volunteer, "name": "Ulla Toinen", "wishes": {"open_cases": 1}})  # fmt: skip
    everything = {"volunteer": volunteer, "name": "Ulla Toinen"} | DETAILS | {"wishes": {"open_cases": 1}}
    stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection, everything)
    after = entry(stage, volunteer)
    assert (after.name, after.wishes.open_cases, after.wishes.kinds) == ("Ulla Toinen", 1, ())
    assert replace(after, name=kept.name, wishes=kept.wishes, version=kept.version) == kept


WRONG_DETAILS: dict[str, tuple[dict[str, Any], str]] = {
    "a level of a language that is not spoken": (
        {"levels": [{"language": "de", "level": "b1"}]}, "not_among_languages"),
    "two levels of one language": (
        {"levels": [{"language": "fi", "level": "b1"}, {"language": "fi", "level": "c1"}]}, "given_twice"),
    "a level that is none":                       ({"levels": [{"language": "fi", "level": "hyvä"}]}, "literal_error"),
    "a check of tomorrow":                        ({"background_checked_on": "2026-09-02"}, "in_future"),
    "the content of a check":                     ({"background_check": "Ei merkintöjä."}, "unknown_field"),
    "no language at all":                         ({"languages": []}, "too_short"),
    "fewer than no kilometres":                   ({"travel_km": -1}, "greater_than_equal"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG_DETAILS)
def test_the_register_refuses(sqlite_stage: Stage, sentence: str) -> None:
    details, code = WRONG_DETAILS[sentence]
    with pytest.raises(Invalid) as refused:
        register(sqlite_stage, **details)
    assert code in {c for _, c in refused.value.fields}


def test_a_correction_of_nothing_is_refused(sqlite_stage: Stage) -> None:
    with pytest.raises(Invalid):
        sqlite_stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection,
                            {"volunteer": register(sqlite_stage)})  # fmt: skip


def test_nobody_is_admitted_before_the_office_hours_of_the_basic_course(sqlite_stage: Stage) -> None:
    volunteer = register(sqlite_stage)
    step(sqlite_stage, volunteer, "interview", "begin_training")
    course(sqlite_stage, volunteer, hours=53)
    with pytest.raises(StepNotPossible) as refused:
        step(sqlite_stage, volunteer, "admit", who="in_charge", reason="Hyvä.")
    assert needs(refused) == ["basic_course_missing"]
    assert entry(sqlite_stage, volunteer).standing == "in_training"
    step(sqlite_stage, volunteer, "admit", who="in_charge", reason="Kokenut.", otherwise_qualified=True)
    assert entry(sqlite_stage, volunteer).admission.otherwise_qualified  # type: ignore[union-attr]


def test_admission_and_release_are_decisions_of_the_person_in_charge_with_a_reason(sqlite_stage: Stage) -> None:
    stage, volunteer = sqlite_stage, sqlite_stage.volunteers["veikko"]
    with pytest.raises(NotPermitted):
        step(stage, volunteer, "release", reason="Muutti pois.")
    with pytest.raises(Invalid):
        step(stage, volunteer, "release", who="in_charge")
    step(stage, volunteer, "release", who="in_charge", reason="Muutti pois.")
    release = entry(stage, volunteer).release
    assert release is not None
    assert (release.decided_by, release.reason) == (stage.actors["in_charge"].id, "Muutti pois.")


def test_an_expired_certificate_is_not_edited_backwards(sqlite_stage: Stage) -> None:
    stage, volunteer = sqlite_stage, a_beginner(sqlite_stage)
    done = str(stage.today)
    course(stage, volunteer, "close_relation", 16, expires_on=str(stage.today + timedelta(days=10)))
    stage.later(days=30)
    with pytest.raises(Invalid) as refused:
        course(stage, volunteer, "close_relation", 16, completed_on=done, expires_on="2030-01-01")
    assert refused.value.fields == (("completed_on", "already_certified"),)
    assert [c.kind for c in entry(stage, volunteer).courses] == ["basic", "close_relation"]


def test_a_certificate_is_revoked_by_the_person_in_charge_and_stays_in_the_record(sqlite_stage: Stage) -> None:
    stage, volunteer = sqlite_stage, sqlite_stage.volunteers["veikko"]
    form = {"volunteer": volunteer, "kind": "basic", "completed_on": str(stage.today), "reason": "Väärä henkilö."}
    with pytest.raises(NotPermitted):
        stage.record("adviser", training.revoke_course, training.RevokedCourse, form)
    stage.record("in_charge", training.revoke_course, training.RevokedCourse, form)
    assert [c.revoked_on for c in entry(stage, volunteer).courses] == [stage.today]
    case, matters = accepted(stage)
    with pytest.raises(StepNotPossible) as refused:
        stage.do("adviser", "assignments offer", case, matters=matters, volunteer=volunteer)
    assert needs(refused) == ["basic_course_missing"]
    with pytest.raises(NotFound):
        stage.record("in_charge", training.revoke_course, training.RevokedCourse, form | {"volunteer": "v_none"})


def test_a_close_relation_is_offered_only_to_who_has_the_further_course(stage: Stage) -> None:
    case, matters = accepted(stage, kind="defamation", close_person=True, stated_complainant_offence=True)
    offer = {"matters": matters, "volunteer": stage.volunteers["veikko"]}
    with pytest.raises(StepNotPossible) as refused:
        stage.do("adviser", "assignments offer", case, **offer)
    assert needs(refused) == ["close_relation_course_missing"]
    course(stage, stage.volunteers["veikko"], "close_relation", 16)
    assert stage.do("adviser", "assignments offer", case, **offer)["assignment"]


def test_a_beginner_is_offered_a_case_only_beside_an_experienced_mediator(stage: Stage) -> None:
    beginner = a_beginner(stage)
    case, matters = accepted(stage)
    offer = {"matters": matters, "volunteer": beginner}
    with pytest.raises(StepNotPossible) as refused:
        stage.do("adviser", "assignments offer", case, **offer)
    assert needs(refused) == ["beside_experienced_only"]
    stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers["veikko"])
    assert stage.do("adviser", "assignments offer", case, **offer)["assignment"]


def test_two_beginners_are_not_named_when_the_experienced_one_declines(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    a_beginner(stage, "ulla")
    a_beginner(stage, "otso")
    case, matters = accepted(stage)
    made = {who: stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers[who])
            for who in ("veikko", "ulla", "otso")}  # fmt: skip
    stage.do("veikko", "assignments answer", case, assignment=made["veikko"]["assignment"], accept=False)
    for who in ("ulla", "otso"):
        stage.do(who, "assignments answer", case, assignment=made[who]["assignment"], accept=True, undisqualified=True)
    with pytest.raises(StepNotPossible) as refused:
        stage.do("adviser", "mediators name", case, matters=matters)
    assert needs(refused) == ["an_experienced_mediator"]


def test_experience_grows_with_the_cases_mediated(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    beginner = a_beginner(stage, cases_before=2)
    case, matters = accepted(stage)
    for who in ("veikko", "ulla"):
        made = stage.do("adviser", "assignments offer", case, matters=matters, volunteer=stage.volunteers[who])
        stage.do(who, "assignments answer", case, assignment=made["assignment"], accept=True, undisqualified=True)
    stage.do("adviser", "mediators name", case, matters=matters)
    with unit(stage.app, stage.actors["adviser"]) as work:
        assert (page := volunteer_page(work, beginner))["mediated"] == 2
        assert page["on_hand"] == 1
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    stage.do("veikko", "matters end", case, matters=matters)
    with unit(stage.app, stage.actors["adviser"]) as work:
        assert (page := volunteer_page(work, beginner))["mediated"] == 3
        assert page["on_hand"] == 0
    case, matters = accepted(stage, 2)
    assert stage.do("adviser", "assignments offer", case, matters=matters, volunteer=beginner)["assignment"]


def test_the_list_tells_why_nobody_can_be_offered_a_case_and_mediators_do_not_read_it(sqlite_stage: Stage) -> None:
    stage, new = sqlite_stage, register(sqlite_stage)
    with unit(stage.app, stage.actors["adviser"]) as work:
        told = {row["id"]: row["hindrances"] for row in register_list(work)}
    assert told[new] == ["not_active", "not_admitted", "basic_course_missing"]
    assert told[stage.volunteers["veikko"]] == []
    for reading in (register_list, lambda work: volunteer_page(work, new)):
        with pytest.raises(NotPermitted), unit(stage.app, stage.actors["veikko"]) as work:
            reading(work)


def test_a_talk_is_recorded_without_its_content_and_once(sqlite_stage: Stage) -> None:
    stage, volunteer = sqlite_stage, sqlite_stage.volunteers["maija"]
    form = {"volunteer": volunteer, "kind": "supervision", "held_on": str(stage.today)}
    stage.record("adviser", volunteers.record_talk, volunteers.TalkForm, form)
    for wrong in (form, form | {"held_on": str(stage.today + timedelta(days=1))}, form | {"text": "Väsynyt."}):
        with pytest.raises(Invalid):
            stage.record("adviser", volunteers.record_talk, volunteers.TalkForm, wrong)
    assert [(t.kind, t.held_on) for t in entry(stage, volunteer).talks] == [("supervision", stage.today)]


def test_a_volunteer_who_is_a_party_or_declared_a_relation_is_not_offered_the_case(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters = accepted(stage)
    first, second = stage.case(case).people.values()
    offer = {"matters": matters, "volunteer": stage.volunteers["veikko"]}
    for details, link in (
        ({"name": first.name, "email": first.contact.email}, "is the person, same email"),
        ({"name": "Veikko V.", "ties": [{"kind": "close_person", "name": second.name}]}, "same email, tie declared"),
    ):
        stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection,
                     {"volunteer": stage.volunteers["veikko"]} | details)  # fmt: skip
        with pytest.raises(StepNotPossible, match=f": {link}$") as refused:
            stage.do("adviser", "assignments offer", case, **offer)
        assert needs(refused) == ["no_conflict"]
        assert {need.section for need in refused.value.needs} == {"434/2003 §27-29"}
    stage.record("adviser", volunteers.correct_volunteer, volunteers.VolunteerCorrection,
                 {"volunteer": stage.volunteers["veikko"], "ties": [], "email": "veikko@vapaaehtoinen.example",
                  "name": f"Veikko {second.name.split()[-1]}"})  # fmt: skip
    with pytest.raises(StepNotPossible, match=": same surname$") as refused:
        stage.do("adviser", "assignments offer", case, **offer)
    assert needs(refused) == ["conflict_is_considered"]
    stage.do("adviser", "assignments offer", case, **offer, considered="Kaima, ei sukua.")
