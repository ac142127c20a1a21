"""Any lifecycle as a Mermaid state diagram, drawn from its table."""

from mediation.states.machine import Lifecycle


def mermaid(life: Lifecycle) -> str:
    """The lifecycle as Mermaid text: steps as arrows, what each requires under its name."""
    lines = ["stateDiagram-v2", f"  [*] --> {life.initial}"]
    for step, source, target, needs in life.steps:
        required = "".join(f"<br/>· {need.code}" for need in needs)
        lines.append(f"  {source} --> {target}: {step}{required}")
    lines += [f"  {end} --> [*]" for end in sorted(life.ends)]
    return "\n".join(lines) + "\n"


def page(life: Lifecycle, source: str = "mediation/states/") -> str:
    """A documentation page: the diagram, and every step with the sections it rests on; `source` names its table."""
    rows = [
        f"| {step} | {start} | {target} | {'; '.join(f'{n.code} ({life.sections[n.code]})' for n in needs) or '–'} |"
        for step, start, target, needs in life.steps
    ]
    return (
        f"# The life of a {life.name}\n\nGenerated from `{source}`; `make docs` renews it.\n\n"
        f"```mermaid\n{mermaid(life)}```\n\n| step | from | to | requires |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )
