"""Pairs and plans on a terminal: short lines, reasons in words, progress beside the answer."""

import sys
from typing import Any

from volunteers.planning import Progress


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """The pairs alone."""
    return {"fitting": found["fitting"], "pairs": [_line(pair) for pair in found["pairs"]]}


def explained(found: dict[str, Any]) -> dict[str, Any]:
    """The pairs with every reason, who is passed over and why, and the links an adviser looks at."""
    return {
        "fitting": found["fitting"],
        "pairs": [
            {"pair": _line(p), "for": [_reason(r) for r in p["for"]], "against": [_reason(r) for r in p["against"]]}
            for p in found["pairs"]
        ],
        "passed_over": [
            f"{one['name']}: {', '.join(b['words'] for b in one['because'])}" for one in found["passed_over"]
        ],
        "links": [f"{one['name']}: {one['words']} ({one['strength']}, {one['person']})" for one in found["links"]],
    }


def _line(pair: dict[str, Any]) -> str:
    return f"{' + '.join(m['name'] for m in pair['mediators'])}: {pair['points']}"


def _reason(reason: dict[str, Any]) -> str:
    whose = f"{reason['name']}: " if reason["name"] else ""
    return f"{reason['points']:+d}  {whose}{reason['words']}"


def planned(progress: Progress) -> None:
    """Tell on standard error how far a plan has come."""
    print(
        f"{progress.stage}: {progress.best:,.0f}, at least {progress.bound:,.0f} ({progress.seconds:.1f} s)",
        file=sys.stderr,
    )
