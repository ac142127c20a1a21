"""THE table of the forty: what kind of case, how old in days, and how far it has come."""

from collections.abc import Callable
from datetime import timedelta

from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId

Chapter = Callable[[Stage, CaseId, list[str]], None]


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


def named(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.name_mediators(stage, case_id, matters)


def met(stage: Stage, case_id: CaseId, matters: list[str]) -> None:
    s.hold_meeting(stage, case_id, s.meet(stage, case_id, matters, in_days=3))


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
    stage.do("veikko", "matters end", case_id, matters=matters)


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
TO_MEDIATION: list[Chapter] = [*TO_ACCEPTED, named, met]

# fmt: off
#   how many, kind,         days ago, how far it has come
WORLD: list[tuple[int, str, int, list[Chapter]]] = [
    (3,       "assault",     1,        []),
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


def fill(stage: Stage, on_case: Callable[[int, int], None]) -> list[CaseId]:
    """Bring forty cases to where the table says, the oldest first; the clock ends where it began."""
    home, made = stage.clock.now(), []
    plan = sorted(((kind, ago, tale) for n, kind, ago, tale in WORLD for _ in range(n)), key=lambda p: -p[1])
    for number, (kind, ago, tale) in enumerate(plan, 1):
        stage.at((home - timedelta(days=ago)).date())
        unit = "n_aklagare_hittepa" if number % 9 == 0 else "n_poliisi_keksitty"
        case_id = stage.register("adviser", simple(number, kind, stage.today, unit=unit))
        for chapter in tale:
            stage.later(hours=20)
            chapter(stage, case_id, list(stage.case(case_id).matters))
        made.append(case_id)
        on_case(number, len(plan))
    stage.clock.put(home)
    return made
