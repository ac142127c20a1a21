"""The one question every door asks: may this actor do this to that?"""

from mediation.kernel.actor import Actor
from mediation.kernel.refusals import NotFound, NotPermitted
from mediation.permissions.may import May
from mediation.permissions.policy import POLICY
from mediation.permissions.predicates import Touch


def is_permitted(actor: Actor, may: May, touch: Touch) -> bool:
    """Whether one way of the table holds; what is not in the table is refused."""
    return any(all(holds(actor, touch) for holds in way) for way in POLICY.get(may, ()))


def permit(actor: Actor, may: May, touch: Touch) -> None:
    """Nothing if permitted; else NotFound to who may not know of the case, NotPermitted to the office's own."""
    if is_permitted(actor, may, touch):
        return
    knows = touch.case is None or is_permitted(actor, May.CASE_READ, touch)
    if knows:
        raise NotPermitted(f"{may} is not yours to do", code="not_permitted")
    raise NotFound("no such case", code="case_not_found")
