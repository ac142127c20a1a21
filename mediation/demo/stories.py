"""Cases brought forward as an office would: each step is a call of an action by the person whose step it is."""

from datetime import timedelta
from typing import Any

from mediation.actions.papers import readers_of_decision
from mediation.cases.agreement import Obligation
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent_matrix import required
from mediation.cases.decision import Decision
from mediation.cases.meeting import Meeting
from mediation.demo.stage import Stage
from mediation.kernel.clock import at_helsinki
from mediation.kernel.ids import CaseId, MatterId
from mediation.states.matter import MatterKind, MatterState
from mediation.states.small import AssignmentState, ObligationState

TWO = ("veikko", "maija")


def open_matters(case: Case) -> list[str]:
    """The matters that are still somewhere before their end."""
    ended = {MatterState.CLOSED, MatterState.TRANSFERRED, MatterState.DECLINED, MatterState.LAPSED}
    return [m.id for m in case.matters.values() if m.state not in ended]


def triage(stage: Stage, case_id: CaseId, matters: list[str] | None = None) -> None:
    """Triage says yes: the conditions are examined next."""
    matters = matters or open_matters(stage.case(case_id))
    stage.do("adviser", "matters triage", case_id, matters=matters, venue_is_here=True)


def consent(stage: Stage, case_id: CaseId, matters: list[str], person: str, on_behalf_of: str | None = None,
            answer: str = "given") -> dict[str, Any]:  # fmt: skip
    """One person answers after their rights were explained."""
    explained = stage.clock.now() - timedelta(minutes=30)
    speaker = stage.case(case_id).people[person]  # type: ignore[index]
    return stage.do(
        "adviser", "consents record", case_id, matters=matters, person=person, on_behalf_of=on_behalf_of,
        answer=answer, rights_explained_at=explained.isoformat(), given_at=stage.clock.now().isoformat(),
        language=speaker.language.value, channel="phone", interpreter_used=bool(speaker.interpreter_language),
    )  # fmt: skip


def everyone_consents(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    """Everybody whose consent the matters need says yes."""
    case = stage.case(case_id)
    for matter in matters:
        for need in required(case, MatterId(matter), stage.today):
            if need.person is not None:
                consent(stage, case_id, [matter], need.person, need.on_behalf_of)


def assess(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    """The conditions are found to be there, each with its reason."""
    case = stage.case(case_id)
    for matter_id in matters:
        matter = case.matters[MatterId(matter_id)]
        asked: list[tuple[str, str | None]] = [("understands", p) for p in matter.about.parties]
        if matter.kind is MatterKind.CRIME:
            asked += [("confirms_facts", p) for p in matter.about.suspects]
            asked += [("victims_interest", None), ("suitable", None)]
            act_on = matter.about.act_on or stage.today
            minors = [p for p in matter.about.victims if case.people[p].is_minor_on(act_on)]
            asked += [("no_special_need_of_protection", p) for p in minors]
        else:
            asked += [("suitable", None), ("purposeful", None)]
        for question, person in asked:
            stage.do("adviser", "conditions assess", case_id, matters=[matter_id], question=question,
                     holds=True, reason="Keskusteltu puhelimessa.", person=person)  # fmt: skip


def accept(stage: Stage, case_id: CaseId, matters: list[str]) -> str:
    """The person in charge takes the matters; each reader gets the decision."""
    made = stage.do("in_charge", "decisions make", case_id, matters=matters, kind="accept",
                    reasons="Sovittelun edellytykset täyttyvät.", sections=["1015/2005 §15"])  # fmt: skip
    serve(stage, case_id, str(made["decision"]))
    return str(made["decision"])


def decline(stage: Stage, case_id: CaseId, matters: list[str]) -> str:
    """The parties are heard and the person in charge does not take the matters."""
    case = stage.case(case_id)
    for matter in matters:
        for party in case.matters[MatterId(matter)].about.parties:
            stage.do("adviser", "hearings record", case_id, matters=[matter], person=party, how="answered",
                     statement="Ei huomauttamista.")  # fmt: skip
    made = stage.do("in_charge", "decisions make", case_id, matters=matters, kind="decline",
                    reasons="Kaikki osapuolet eivät suostu sovitteluun.",
                    sections=["1015/2005 §2.1", "1015/2005 §15"])  # fmt: skip
    serve(stage, case_id, str(made["decision"]))
    return str(made["decision"])


def serve(stage: Stage, case_id: CaseId, decision: str) -> None:
    """The decision goes by letter to everyone it is served on."""
    case = stage.case(case_id)
    for reader in readers_of_decision(case, case.item(Decision, decision)):  # type: ignore[arg-type]
        stage.do("adviser", "decisions serve", case_id, decision=decision, person=reader, channel="letter")


def name_mediators(stage: Stage, case_id: CaseId, matters: list[str], pair: tuple[str, str] = TWO) -> None:
    """Two mediators are offered the case, declare that nothing disqualifies them, and are named."""
    for who in pair:
        made = stage.do("adviser", "assignments offer", case_id, matters=matters, volunteer=stage.volunteers[who],
                        considered="Yhteydet asian henkilöihin katsottu, ei estettä.")  # fmt: skip
        stage.do(who, "assignments answer", case_id, assignment=made["assignment"], accept=True, undisqualified=True)
    stage.do("adviser", "mediators name", case_id, matters=matters)


def everyone_of(case: Case, matters: list[str]) -> list[str]:
    """The parties of matters, and who acts for a minor among them."""
    parties = dict.fromkeys(p for m in matters for p in case.matters[MatterId(m)].about.parties)
    return [*parties, *(p.person for p in case.parts if p.acts_for in parties)]


def lead(stage: Stage, case_id: CaseId) -> str:
    """Who of the case's mediators writes and records: the one who took it first."""
    keys = {volunteer: key for key, volunteer in stage.volunteers.items()}
    taken = (a for a in stage.case(case_id).all(Assignment) if a.state is AssignmentState.ACCEPTED)
    return keys[next(taken).volunteer]


def meet(stage: Stage, case_id: CaseId, matters: list[str], in_days: int = 10, form: str = "joint",
         hour: int = 17) -> str:  # fmt: skip
    """A meeting is arranged, its day comes, everybody comes."""
    case = stage.case(case_id)
    invited = everyone_of(case, matters)
    if form == "separate":  # with one side only
        suspects = {p for m in matters for p in case.matters[MatterId(m)].about.suspects}
        invited = [
            p for p in invited if p in suspects or any(x.person == p and x.acts_for in suspects for x in case.parts)
        ]
    parties = list(dict.fromkeys(p for m in matters for p in case.matters[MatterId(m)].about.parties))
    starts = at_helsinki(stage.today + timedelta(days=in_days), hour)
    made = stage.do(lead(stage, case_id), "meetings arrange", case_id, matters=matters, form=form,
                    starts_at=starts.isoformat(), invited=invited,
                    agreed_by=parties if form == "separate" else [])  # fmt: skip
    return str(made["meeting"])


def hold_meeting(stage: Stage, case_id: CaseId, meeting: str) -> None:
    """The meeting takes place."""
    found = stage.case(case_id).item(Meeting, meeting)  # type: ignore[arg-type]
    stage.clock.put(found.starts_at + timedelta(minutes=found.minutes))
    stage.do(lead(stage, case_id), "meetings record", case_id, meeting=meeting, came=list(found.invited))


def agree(stage: Stage, case_id: CaseId, matters: list[str], items: list[dict[str, Any]], **more: Any) -> str:
    """The agreement is drafted, signed by everyone who has to, and certified by a mediator."""
    made = stage.do(lead(stage, case_id), "agreements draft", case_id, matters=matters, items=items, **more)
    agreement = str(made["agreement"])
    case = stage.case(case_id)
    for need in {(n.person, n.on_behalf_of) for m in matters for n in required(case, MatterId(m), stage.today)}:
        stage.do(lead(stage, case_id), "agreements sign", case_id, agreement=agreement, person=need[0],
                 on_behalf_of=need[1], at=stage.clock.now().isoformat())  # fmt: skip
    stage.do(lead(stage, case_id), "agreements certify", case_id, agreement=agreement)
    return agreement


def account(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    """The mediators give their account of course and outcome."""
    stage.do(lead(stage, case_id), "matters account", case_id, matters=matters, text="Tapaamiset pidettiin sovitusti.")


def report(stage: Stage, case_id: CaseId, matters: list[str]) -> str:
    """A report or notice is prepared, approved by a second person, and sent to the unit's portal."""
    made = stage.do("adviser", "reports prepare", case_id, matters=matters)
    stage.do("in_charge", "reports approve", case_id, report=made["report"])
    stage.do("adviser", "reports send", case_id, report=made["report"])
    return str(made["report"])


def acknowledge(stage: Stage, case_id: CaseId, report_id: str, who: str = "police") -> None:
    """The unit fetches the report and confirms that it has read it."""
    stage.do(who, "reports retrieve", case_id, report=report_id)
    stage.do(who, "reports acknowledge", case_id, report=report_id)


def keep_next_promise(stage: Stage, case_id: CaseId) -> None:
    """The next open promise is kept today."""
    open_ones = [o for o in stage.case(case_id).all(Obligation) if o.state is ObligationState.PROMISED]
    first = min(open_ones, key=lambda o: o.due_on)
    stage.do("adviser", "obligations record", case_id, obligation=first.id, step="keep", on=str(stage.today))
