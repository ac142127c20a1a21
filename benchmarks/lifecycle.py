"""One step of a matter's life without storage, beside three other engines; and the steps offered to a person.

`python -m benchmarks.lifecycle`. The same table, the same two guards, from an object that was just loaded. A peer
that needs a machine for each object is measured with it and, apart from that, with a machine that is there already.
"""

from collections.abc import Callable
from itertools import repeat
from time import thread_time
from typing import Any

from benchmarks.measure import Row, Work, at_least, at_most, beside, in_turns, run
from benchmarks.peers import SpiffMatter, statemachine_machine, viewflow_flow
from benchmarks.sample import DAY, a_case
from mediation.cases.facts import Answers
from mediation.law.finland.lifecycle import CRIME_STEPS, LIFECYCLES
from mediation.states.machine import Subject
from mediation.states.matter import MatterKind, MatterState

AGREED, REPORTED, STEP = MatterState.AGREED, MatterState.REPORTED, "report"
GUARDS = {"account_is_given": True, "authority_is_informed": True}
ROUNDS, CALLS = 25, 200

PEERS = (
    # peer                    with what it needs for each object       with a machine that is there already
    ("Viewflow (fsm)",        "Viewflow, a flow per object",           "Viewflow, one flow kept"),
    ("python-statemachine",   "python-statemachine, one per object",   "python-statemachine, one kept"),
    ("SpiffWorkflow",         "SpiffWorkflow, loaded as stored",       "SpiffWorkflow, loaded before"),
)  # fmt: skip


class Facts:
    """Two facts that hold."""

    account_is_given = True
    authority_is_informed = True


class Uninformed(Facts):
    """One of the two does not hold."""

    authority_is_informed = False


class Loaded:
    """An object with a state, as a peer's model."""

    def __init__(self, state: MatterState, facts: Facts) -> None:
        self.state, self.facts = state, facts


def ours() -> Work:
    """The product's engine."""
    life, facts = LIFECYCLES[MatterKind.CRIME], Facts()

    def step() -> Subject:
        subject = Subject(AGREED, facts)
        life.take(subject, STEP)
        return subject

    assert refuses(lambda: life.take(Subject(AGREED, Uninformed()), STEP))
    assert step().state is REPORTED
    return step


def guards() -> Work:
    """The two guards and nothing else."""
    facts = Facts()
    needs = next(needs for step, source, _, needs in CRIME_STEPS if (step, source) == (STEP, AGREED))
    return lambda: not any(tuple(need.lacking(facts)) for need in needs)


def refuses(work: Callable[[], object]) -> bool:
    """Whether a step is refused: every engine really asks its guards."""
    try:
        work()
    except Exception:
        return True
    return False


def viewflow() -> tuple[Work, Work]:
    """A flow made for the object, and one that is kept."""
    flow_class, facts = viewflow_flow(), Facts()
    kept_for = Subject(AGREED, facts)
    kept = flow_class(kept_for)

    def made() -> Subject:
        subject = Subject(AGREED, facts)
        flow_class(subject).report()
        return subject

    def reused() -> Subject:
        kept_for.state = AGREED
        kept.report()
        return kept_for

    assert refuses(lambda: flow_class(Subject(AGREED, Uninformed())).report())
    assert made().state is REPORTED
    assert reused().state is REPORTED
    return made, reused


def statemachine() -> tuple[Work, Work]:
    """A machine made for the model, and one that is kept."""
    machine, facts = statemachine_machine(), Facts()
    kept_for = Loaded(AGREED, facts)
    kept = machine(kept_for)

    def made() -> Loaded:
        model = Loaded(AGREED, facts)
        machine(model).send(STEP)
        return model

    def reused() -> Loaded:
        kept_for.state = AGREED
        kept.send(STEP)
        return kept_for

    assert refuses(lambda: machine(Loaded(AGREED, Uninformed())).send(STEP))
    assert made().state is REPORTED
    assert reused().state is REPORTED
    return made, reused


def spiff(calls: int) -> tuple[Work, Work]:
    """A workflow loaded from its stored form, and workflows that were loaded before the clock starts."""
    matter = SpiffMatter()
    waiting = iter([matter.load() for _ in range(calls)])

    def loaded() -> str:
        return matter.step(matter.load(), STEP, GUARDS)

    def step() -> str:
        return matter.step(next(waiting), STEP, GUARDS)

    assert refuses(lambda: matter.step(matter.load(), STEP, GUARDS | {"authority_is_informed": False}))
    assert loaded() == REPORTED
    return loaded, step


def rows() -> list[Row]:
    """The table: our step, each peer against it, and the steps offered."""
    few = 4  # the slower ones are called less often; each round still has them side by side
    names = [name for _, *pair in PEERS for name in pair]
    works = dict(zip(names, [*viewflow(), *statemachine(), *spiff((ROUNDS + 2) * few)], strict=True))
    quick_ones = {n: w for n, w in works.items() if n.startswith("Viewflow")}
    slow_ones = {n: w for n, w in works.items() if n not in quick_ones}
    step, twenty = ours(), 20
    quick = in_turns({"ours": step, "guards": guards()} | quick_ones, rounds=ROUNDS, calls=CALLS, clock=thread_time)
    slow = in_turns({"ours": _often(step, twenty)} | slow_ones, rounds=ROUNDS, calls=few, clock=thread_time)
    found = [
        at_most("a step, two guards, no storage", quick.micro("ours"), 20, " µs"),
        beside("its two guards alone", quick.micro("guards"), " µs", "what no engine can do without"),
    ]
    for _, each, kept in PEERS:
        turns, scale = (quick, 1) if each in quick_ones else (slow, twenty)
        spent = {name: f"{turns.micro(name):,.1f} µs" for name in (each, kept)}
        found.append(at_least(f"{each} ÷ ours", turns.ratio(each, "ours") * scale, 5, "x", spent[each]))
        found.append(beside(f"{kept} ÷ ours", turns.ratio(kept, "ours") * scale, "x", spent[kept]))
    return found + offers()


def _often(work: Work, times: int) -> Work:
    def many() -> None:
        for _ in repeat(None, times):
            work()

    return many


def offers() -> list[Row]:
    """Every step from here with everything that is missing, for one matter of a realistic case."""
    asked: dict[str, Callable[[], Any]] = {}
    for state in (MatterState.EXAMINING_CONDITIONS, MatterState.MEDIATORS_NAMED, MatterState.IN_MEDIATION):
        case = a_case(1, notes=0, state=state)
        matter = list(case.matters)[1]  # the young suspect's, with two custodians
        asked[state.value] = lambda c=case, m=matter: c.offers(m, Answers(c, m, DAY))
    turns = in_turns(asked, rounds=ROUNDS, calls=CALLS // 2, clock=thread_time)
    return [
        at_most(f"steps offered, matter in {state}", turns.micro(state), 50, " µs", f"{len(work())} steps, 20 records")
        for state, work in asked.items()
    ]


if __name__ == "__main__":
    run("lifecycle", rows)
