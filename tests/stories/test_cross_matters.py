"""Each hit the other: two matters in which suspect and victim change places, one meeting, one agreement."""

from datetime import timedelta
from typing import Any

from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.states.matter import MatterState, Outcome
from tests.stories.telling import begin, mornings, open_rules, papers, states, to_accepted, told


def each_hit_the_other(stage: Stage) -> dict[str, Any]:
    message = simple(1, "assault", stage.today)
    message["matters"].append(message["matters"][0] | {"suspects": ["b"], "victims": ["a"]})
    return message


def test_two_who_hit_each_other_settle_both_matters_at_one_table(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", each_hit_the_other(stage))
    one, other = (stage.case(case).matters[m].about for m in matters)  # type: ignore[index]
    assert (one.suspects, one.victims) == (other.victims, other.suspects)

    to_accepted(stage, case, matters)
    assert papers(stage, case)["decision_to_mediate"] == 2, "one letter for each person, on both matters"
    s.name_mediators(stage, case, matters)
    meeting = s.meet(stage, case, matters, in_days=10)
    mornings(stage, 9)
    for who in (named["Olli"], named["Vuokko"], stage.volunteers["veikko"]):
        assert told(stage, case)[("meeting_notice", who)] == 1
        assert told(stage, case)[("meeting_reminder", who)] == 2, "a week before and the day before, not twice each"
    s.hold_meeting(stage, case, meeting)
    assert states(stage, case) == [MatterState.IN_MEDIATION] * 2
    assert stage.case(case).item(Meeting, meeting).matters == tuple(matters)  # type: ignore[arg-type]

    due = stage.today + timedelta(days=20)
    items = [
        {"kind": "apology", "promised_by": a, "promised_to": b, "text": "Pyydän anteeksi."}
        for a, b in ((named["Olli"], named["Vuokko"]), (named["Vuokko"], named["Olli"]))
    ]
    items.append(
        {
            "kind": "money",
            "promised_by": named["Olli"],
            "promised_to": named["Vuokko"],
            "text": "Silmälasit",
            "cents": 8000,
            "instalments": [{"due_on": str(due), "cents": 8000}],
        }
    )  # type: ignore[dict-item]
    s.agree(stage, case, matters, items)
    assert states(stage, case) == [MatterState.AGREED] * 2
    [agreement] = stage.case(case).all(Agreement)
    assert len(agreement.signatures) == 2, "each signs once for both matters"
    [promise] = stage.case(case).all(Obligation)

    s.account(stage, case, matters)
    s.acknowledge(stage, case, s.report(stage, case, matters))
    assert papers(stage, case)["report_to_prosecutor"] == 1
    stage.do("adviser", "matters follow-up", case, matters=matters)
    stage.at(due)
    stage.do("adviser", "obligations record", case, obligation=promise.id, step="keep", on=str(due))
    s.acknowledge(stage, case, s.report(stage, case, matters))
    stage.do("adviser", "matters close", case, matters=matters)
    assert {m.outcome for m in stage.case(case).matters.values()} == {Outcome.AGREEMENT}
    assert stage.case(case).is_closed
    assert open_rules(stage, case) <= {"appeal", "inactivity"}


def test_one_of_them_withdraws_as_a_victim_and_stays_as_a_suspect(sqlite_stage: Stage) -> None:
    """A person's no stops the matter it was said in; in the other they may still make good."""
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", each_hit_the_other(stage))
    to_accepted(stage, case, matters)
    stage.do("adviser", "consents withdraw", case, matters=matters[:1], person=named["Vuokko"])
    assert states(stage, case) == [MatterState.INTERRUPTED, MatterState.ACCEPTED]
