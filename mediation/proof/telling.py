"""A proof told: as one answer for machines, and as lines for people."""

from typing import Any

from mediation.law.pack import RulePack
from mediation.proof.counterexample import Counterexample
from mediation.proof.invariants import INVARIANTS, Invariant
from mediation.proof.prove import Proof


def answer(proof: Proof, law: RulePack) -> dict[str, Any]:
    """Counts, coverage of every table, and each invariant with its section and whether it holds."""
    broken = {one.invariant.says: one for one in proof.broken}
    return {
        "law": proof.law,
        "holds": not proof.broken,
        "states": proof.points,
        "transitions": proof.edges,
        "scenes": [
            {"kind": s.scene.kind.value, "scene": s.scene.name, "states": s.points, "transitions": s.edges}
            for s in proof.searched
        ],
        "coverage": [
            {"table": c.name, "rows": c.rows, "not_taken": list(c.not_taken), "requirements": c.refusals,
             "never_refusing": list(c.not_refused)}
            for c in proof.coverage
        ],
        "invariants": [
            {"invariant": one.says, "section": section(one, law), "holds": one.says not in broken}
            | (_broken(broken[one.says]) if one.says in broken else {})
            for one in proof.asked
        ],
        "not_asked": [one.says for one in INVARIANTS if one not in proof.asked],
    }  # fmt: skip


def lines(proof: Proof, law: RulePack) -> list[str]:
    """What was gone through, what of the tables was seen, and the counterexample of each broken invariant."""
    told = [f"{proof.law}: {proof.points:,} states and {proof.edges:,} transitions in {len(proof.searched)} scenes"]
    for c in proof.coverage:
        told.append(
            f"  {c.name}: {c.rows - len(c.not_taken)} of {c.rows} rows taken, "
            f"{c.refusals - len(c.not_refused)} of {c.refusals} requirements seen refusing"
        )
        told += [f"    never taken: {row}" for row in c.not_taken]
        told += [f"    never refusing: {need}" for need in c.not_refused]
    told.append(f"  {len(proof.asked) - len(proof.broken)} of {len(proof.asked)} invariants hold")
    told += [f"    no such rule in this law: {one.says}" for one in INVARIANTS if one not in proof.asked]
    for one in proof.broken:
        told += [f"  BROKEN: {one.invariant.says} [{section(one.invariant, law)}]",
                 f"    {one.scene.kind}: {one.scene.name}"]  # fmt: skip
        told += [f"    {number}. {line}" for number, line in enumerate(one.words(), 1)]
    return told


def section(one: Invariant, law: RulePack) -> str:
    """The provision an invariant rests on under a law; what no law needs to say rests on the shape of the tables."""
    return law.sections.get(one.rests_on, "") or "the shape of a life"


def _broken(one: Counterexample) -> dict[str, Any]:
    return {"kind": one.scene.kind.value, "scene": one.scene.name, "steps": one.words(), "moves": list(one.moves)}
