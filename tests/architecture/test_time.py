"""Time and identity are arguments: one file asks the machine what time it is, and no date is counted as hours."""

import ast

from tests.architecture.tree import name, parsed, python_files

CLOCK = "mediation/kernel/clock.py"
ASKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"),
        ("time", "localtime"), ("time", "gmtime")}  # fmt: skip


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    askers = set()
    for path in python_files("mediation", "volunteers", "audit"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                if (owner, node.attr) in ASKS:
                    askers.add(name(path))
    assert askers == {CLOCK}


def test_no_instant_is_made_without_its_time_zone() -> None:
    """`datetime(…)` with a time of day names its zone; without one it is no instant."""
    naive = []
    for path in python_files("mediation", "audit"):
        for node in ast.walk(parsed(path)):
            is_made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "datetime"
            if is_made and not any(k.arg == "tzinfo" for k in node.keywords):
                naive.append(f"{name(path)}:{node.lineno}")
    assert naive == []


# One thread's own cipher object, which is costly to make and may not be shared; it carries nothing of anybody.
OWN_THREAD = {"mediation/vault/xaes.py"}


def test_nobody_acts_by_a_global() -> None:
    """No thread-local and no context variable carries who is acting, or anything else, below the doors."""
    carriers = {"threading.local", "contextvars.ContextVar", "ContextVar"}
    found = set()
    for path in python_files("mediation", "volunteers", "audit"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Global):
                found.add(f"{name(path)} global")
            if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in carriers:
                found.add(name(path))
    assert found <= OWN_THREAD


def test_a_state_changes_by_its_lifecycle_and_by_no_assignment() -> None:
    """`.state = ` stands in the machine alone; elsewhere a state is the answer of a step."""
    found = []
    for path in python_files("mediation"):
        for node in ast.walk(parsed(path)):
            targets = node.targets if isinstance(node, ast.Assign) else []
            if any(isinstance(t, ast.Attribute) and t.attr in {"state", "outcome"} for t in targets):
                found.append(name(path))
    assert found == ["mediation/states/machine.py"]
