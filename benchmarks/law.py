"""What the law costs to ask: one ruling on eligibility, and the search through every state of a matter.

`python -m benchmarks.law`. The facts differ from call to call, so that no ruling is remembered from before; beside it
the same ruling asked again, and the judges of its rules alone. The search is measured in seconds of this process.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from time import process_time, thread_time

from benchmarks.measure import Row, at_most, beside, in_turns, run
from mediation.law.facts import Facts, Initiator
from mediation.law.offence_table import offence_of
from mediation.law.packs import names, pack
from mediation.law.rule import in_force
from mediation.proof.prove import prove
from mediation.states.matter import MatterKind

FIRST = "finland"
ROUNDS, CALLS, DIFFERENT = 25, 200, 4096  # more different facts than rulings are remembered
MADE_ON = date(2026, 9, 1)


def crimes() -> Iterator[Facts]:
    """The same assault on one day after another, with everything known that the rules ask for."""
    for days in range(DIFFERENT):
        yield Facts(
            kind=MatterKind.CRIME, initiative_on=MADE_ON, initiated_by=Initiator.POLICE, offence="assault",
            offence_on=MADE_ON - timedelta(days=days), attempt=False, intentional=True, violence_used=True,
            close_person=True, suspect_age=16, victim_is_natural=True, victim_age=17, suitable=True,
            special_need_of_protection=False, facts_confirmed=True, victims_interest=True, everyone_understands=True,
            party_lives_in_area=True, crime_happened_in_area=True,
        )  # fmt: skip


def rulings() -> list[Row]:
    """One ruling on facts never asked about before, asked again, and its judges alone."""
    law, different = pack(FIRST), cycle(crimes())
    one = next(crimes())
    rules = in_force(law.eligibility, MADE_ON, MatterKind.CRIME)
    row = offence_of(law.offences, one)
    assert row is not None
    assert len(law.assess(one).findings) == len(rules)

    def judges() -> list[object]:
        return [rule.judge(one, row) for rule in rules]

    turns = in_turns(
        {"ruling": lambda: law.assess(next(different)), "again": lambda: law.assess(one), "judges": judges,
         "initiator": lambda: law.may_initiate(next(different))},
        rounds=ROUNDS, calls=CALLS, clock=thread_time,
    )  # fmt: skip
    return [
        at_most("a ruling on eligibility", turns.micro("ruling"), 200, " µs", f"{len(rules)} rules, each a finding"),
        beside("the same asked again", turns.micro("again"), " µs", "remembered"),
        beside("ruling ÷ its judges alone", turns.ratio("ruling", "judges"), "x", f"{turns.micro('judges'):.1f} µs"),
        at_most("a ruling on the initiator", turns.micro("initiator"), 200, " µs"),
    ]


def proofs() -> list[Row]:
    """The search of every country there is a pack for."""
    found = []
    for code in names():
        started = process_time()
        proof = prove(pack(code))
        spent = process_time() - started
        complete = all(c.is_complete for c in proof.coverage) and not proof.broken
        assert complete, f"{code} is not proved"
        size = f"{proof.points:,} states, {proof.edges:,} transitions, {proof.edges / spent:,.0f} a second"
        what = f"{code}: every state searched"
        first = code == FIRST
        found.append(at_most(what, spent, 60, " s", size) if first else beside(what, spent, " s", size))
    return found


def rows() -> list[Row]:
    """The table: rulings, then searches."""
    return rulings() + proofs()


if __name__ == "__main__":
    run("law", rows)
