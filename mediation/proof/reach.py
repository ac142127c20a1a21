"""Whether every path can still come to an end: asked backwards from the ends, over all edges of a search."""

from collections.abc import Callable
from typing import Final

from mediation.proof.point import Point
from mediation.proof.search import Found
from mediation.states.matter import ENDED

NOWHERE: Final = -1


def cut_off(found: Found, ends: Callable[[Point], bool] | None = None) -> int:
    """The number of the nearest point from which no end can be reached any more; NOWHERE if there is none.

    Whoever keeps doing what can be done comes to an end, then: no point is stuck, and no circle has no way out.
    """
    is_end = ends or (lambda p: p.state in ENDED)
    reaches = bytearray(is_end(p) for p in found.points)
    edges = list(zip(found.sources, found.targets, strict=True))
    edges.reverse()  # a search goes forward: most of what reaches an end is marked in the first round backwards
    changed = True
    while changed:
        changed = False
        for source, target in edges:
            if reaches[target] and not reaches[source]:
                reaches[source] = changed = True
    return reaches.find(0)
