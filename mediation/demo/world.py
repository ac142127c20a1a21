"""THE table of the forty: what kind of case, how old in days, and how far it has come."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from mediation.cases.meeting import Meeting
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.clockwork import Clockwork
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, MatterId
from mediation.states.small import MeetingState

Chapter = Callable[[Stage, CaseId, list[str]], None]


HOURS = (17, 15, 13, 19)


def pair_for(stage: Stage, case_id: CaseId) -> tuple[str, str, int]:
    """The two mediators of one of the forty, and the hour at which they meet: no pair has two cases at one hour."""
    signed_in = [key for key in stage.volunteers if key in stage.actors and key not in s.TWO]
    number = int(stage.case(case_id).number.rpartition("-")[2])
    if len(signed_in) < 2:  # a small office: the two take turns with the hours
        return (*s.TWO, HOURS[number % len(HOURS)])
    turn, pair = divmod(number, len(signed_in) // 2)
    return signed_in[2 * pair], signed_in[2 * pair + 1], HOURS[turn % len(HOURS)]


def begun(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("adviser", "matters begin-triage", case_id, matters=matters)


def triaged(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.triage(stage, case_id, matters)


def asked(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("adviser", "consents ask", case_id, matters=matters)


def consented(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.everyone_consents(stage, case_id, matters)


def assessed(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.assess(stage, case_id, matters)


def accepted(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.accept(stage, case_id, matters)
    party = stage.case(case_id).matter(MatterId(matters[0])).about.parties[0]
    suits = [{"weekday": day, "begins": "16:00", "ends": "20:00"} for day in ("mon", "wed", "thu")]
    stage.do("adviser", "people correct", case_id, person=party, suits=suits)


def named(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.name_mediators(stage, case_id, matters, pair_for(stage, case_id)[:2])


def arranged(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.meet(stage, case_id, matters, in_days=2, hour=pair_for(stage, case_id)[2])


def met(stage: Stage, case_id: CaseId, _: list[str]) -> None:
    arranged_ones = [m for m in stage.case(case_id).all(Meeting) if m.state is MeetingState.ARRANGED]
    came = list(arranged_ones[-1].invited)
    stage.do(s.lead(stage, case_id), "meetings record", case_id, meeting=arranged_ones[-1].id, came=came)


def agreed(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    first, second = stage.case(case_id).matters[matters[0]].about.parties  # type: ignore[index]
    apology = {"kind": "apology", "promised_by": first, "promised_to": second, "text": "Pyydän anteeksi."}
    day = stage.today + timedelta(days=20)
    payment = {
        "kind": "money", "promised_by": first, "promised_to": second, "text": "Korvaus", "cents": 12000,
        "instalments": [{"due_on": str(day), "cents": 12000}],
    }  # fmt: skip
    s.agree(stage, case_id, matters, [apology, payment], demand="withdrawn")


def agreed_on_an_apology(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    first, second = stage.case(case_id).matters[matters[0]].about.parties  # type: ignore[index]
    apology = {"kind": "apology", "promised_by": first, "promised_to": second, "text": "Pyydän anteeksi."}
    s.agree(stage, case_id, matters, [apology])


def no_agreement(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do(s.lead(stage, case_id), "matters end", case_id, matters=matters)


def accounted(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.account(stage, case_id, matters)


def reported(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.report(stage, case_id, matters)


def followed(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("adviser", "matters follow-up", case_id, matters=matters)


def closed(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("adviser", "matters close", case_id, matters=matters)


def declined(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.decline(stage, case_id, matters)


def lapsed(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("in_charge", "decisions make", case_id, matters=matters, kind="lapse", ground="not_reached",
             reasons="Osapuolia ei tavoitettu.", sections=["434/2003 §36"])  # fmt: skip


def transferred(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("adviser", "matters triage", case_id, matters=matters, transfer_to="Keksityn naapurin sovittelutoimisto")


def withdrawn(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    who = stage.case(case_id).matters[matters[0]].about.parties[-1]  # type: ignore[index]
    stage.do("adviser", "consents withdraw", case_id, matters=matters, person=who, how="puhelimitse")


def held(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    stage.do("adviser", "matters hold", case_id, matters=matters, reason="Osapuoli on matkoilla.")


TO_CONSENT: list[Chapter] = [triaged, asked, consented]
TO_ACCEPTED: list[Chapter] = [*TO_CONSENT, assessed, accepted]
TO_MEDIATION: list[Chapter] = [*TO_ACCEPTED, named, arranged, met]

# fmt: off
#   how many, kind,         days ago, how far it has come
WORLD: list[tuple[int, str, int, list[Chapter]]] = [
    (2,       "assault",     1,        []),
    (1,       "assault",     3,        [begun]),
    (1,       "dispute",     1,        []),
    (3,       "assault",     6,        [triaged]),
    (2,       "defamation",  8,        [triaged, asked]),
    (3,       "assault",     20,       TO_CONSENT),
    (1,       "dispute",     24,       TO_CONSENT),
    (3,       "defamation",  30,       TO_ACCEPTED),
    (1,       "assault",     32,       [*TO_ACCEPTED, held]),
    (3,       "assault",     40,       [*TO_ACCEPTED, named]),
    (3,       "assault",     50,       TO_MEDIATION),
    (1,       "dispute",     55,       [*TO_MEDIATION, agreed_on_an_apology]),
    (2,       "defamation",  60,       [*TO_MEDIATION, agreed]),
    (1,       "assault",     62,       [*TO_MEDIATION, no_agreement]),
    (1,       "assault",     64,       [*TO_MEDIATION, withdrawn]),
    (2,       "assault",     70,       [*TO_MEDIATION, agreed, accounted, reported]),
    (2,       "defamation",  75,       [*TO_MEDIATION, agreed, accounted, reported, followed]),
    (1,       "assault",     80,       [*TO_MEDIATION, no_agreement, accounted, reported, closed]),
    (2,       "assault",     82,       [triaged, declined]),
    (1,       "defamation",  84,       [triaged, declined, reported, closed]),
    (1,       "assault",     86,       [triaged, lapsed]),
    (1,       "dispute",     88,       [triaged, lapsed, closed]),
    (1,       "assault",     90,       [transferred]),
    (1,       "dispute",     90,       [*TO_MEDIATION, agreed_on_an_apology, accounted, closed]),
]
# fmt: on


def plan(stage: Stage, clockwork: Clockwork, end: date, on_case: Callable[[CaseId], None]) -> int:
    """Plan the forty into the days before `end`, each case's chapters spread over its age; how many cases."""
    tales = [(kind, ago, tale) for many, kind, ago, tale in WORLD for _ in range(many)]
    for number, (kind, ago, tale) in enumerate(tales, 1):
        _plan_one(stage, clockwork, number, kind, end - timedelta(days=ago), (end, tale), on_case)
    return len(tales)


def _plan_one(
    stage: Stage, clockwork: Clockwork, number: int, kind: str, begins: date, rest: tuple[date, list[Chapter]],
    on_case: Callable[[CaseId], None],
) -> None:  # fmt: skip
    (end, tale), made = rest, list[CaseId]()
    unit = "n_aklagare_hittepa" if number % 9 == 0 else "n_poliisi_keksitty"

    def arrive() -> None:
        made.append(stage.register("adviser", simple(number, kind, stage.today, unit=unit)))
        on_case(made[0])

    def turn(chapter: Chapter) -> None:
        chapter(stage, made[0], list(stage.case(made[0]).matters))

    clockwork.plan(begins, arrive)
    days = (end - begins).days
    for step, chapter in enumerate(tale, 1):
        clockwork.plan(begins + timedelta(days=days * step // (len(tale) + 1)), partial(turn, chapter))
