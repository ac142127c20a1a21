"""When one can come: the times of a week, days away, single times; and the link of one's calendar."""

from typing import Any, Final

from starlette.responses import Response

from mediation.actions.availability import AvailabilityForm, LinkForm, end_link, keep, make_link
from mediation.actions.forms import read_form
from mediation.kernel.refusals import Refusal
from mediation.permissions.may import May
from mediation.queries.availability import own_availability
from mediation.web.audience import Audience
from mediation.web.filled import Filled
from mediation.web.filling import filled_form, renumbered
from mediation.web.page import Page
from mediation.web.shapes import shapes_of
from mediation.web.typed import Typed, typed_of
from mediation.web.visit import Visit

LISTS: Final = ("pattern", "away", "extra")
SHAPES: Final = tuple(s for s in shapes_of(AvailabilityForm) if s.name in LISTS)
HALF_HOURS: Final = [clock for hour in range(7, 23) for clock in (f"{hour:02}:00", f"{hour:02}:30")]


def availability(visit: Visit) -> Response:
    """One's times, all of them on one form: what is sent takes the place of what was kept."""
    visit.typed = renumbered(_without_dropped(visit.typed), *LISTS)
    refusal: Refusal | None = None
    if visit.is_post and not visit.typed.has("more") and not visit.typed.has("drop"):
        try:
            form = read_form(AvailabilityForm, filled_form(SHAPES, visit.typed))
            visit.do(lambda work: keep(work, form))
        except Refusal as no:
            refusal = no
        else:
            visit.drop_draft()
            return visit.go(visit.path, "saved")
    kept = visit.read(own_availability)
    shown = visit.form(refusal)
    if not visit.is_post and not shown.kept_at:
        shown = Filled(visit.tongue, typed_of(_as_typed(kept)), None)
    known = {c for rows in (kept["pattern"], kept["extra"]) for r in rows for c in (_clock(r.begins), _clock(r.ends))}
    clocks = sorted({*HALF_HOURS, *known, *(v for n, v in visit.typed.pairs() if n.endswith(("begins", "ends")) and v)})
    shown.typed = renumbered(shown.typed, *LISTS)  # a draft may have gaps
    return visit.show_form(
        "volunteer/availability.html", refusal, shown, least=_least(shown), clocks=[(c, c) for c in clocks],
        link=str(visit.request.base_url).rstrip("/") + kept["path"] if kept["path"] else "",
    )  # fmt: skip


def link(visit: Visit) -> Response:
    """Make the calendar's link, make it anew, or end it."""
    ends = visit.typed.one("what") == "end"
    form = read_form(LinkForm, {})
    visit.do(lambda work: end_link(work, form) if ends else make_link(work, form))
    return visit.go("/me/availability", "link_ended" if ends else "link_made")


def _least(form: Filled) -> dict[str, int]:
    """How many rows of each list are shown: those there are, and one more of the list that asked for it."""
    there = {name: len(form.typed.under(name)) for name in LISTS}
    more = form.value("more")
    return {name: many + (1 if name == more or (name == "pattern" and not many) else 0) for name, many in there.items()}


def _without_dropped(typed: Typed) -> Typed:
    """What was typed without the row that is to go."""
    dropped = typed.one("drop")
    if not dropped:
        return typed
    hidden = [(n, typed.one(n)) for n in ("csrf", "once", "version") if typed.has(n)]
    return Typed([(n, v) for n, v in [*typed.pairs(), *hidden] if not n.startswith(f"{dropped}.")])


def _as_typed(kept: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for n, row in enumerate(kept["pattern"]):
        found |= {f"pattern.{n}.weekday": row.weekday, f"pattern.{n}.begins": _clock(row.begins),
                  f"pattern.{n}.ends": _clock(row.ends), f"pattern.{n}.since": row.since,
                  f"pattern.{n}.until": row.until}  # fmt: skip
    for n, row in enumerate(kept["away"]):
        found |= {f"away.{n}.since": row.since, f"away.{n}.until": row.until, f"away.{n}.why": row.why}
    for n, row in enumerate(kept["extra"]):
        found |= {f"extra.{n}.day": row.day, f"extra.{n}.begins": _clock(row.begins),
                  f"extra.{n}.ends": _clock(row.ends)}  # fmt: skip
    return found


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


V = Audience.VOLUNTEER
PAGES = [
    Page("/me/availability", V, May.AVAILABILITY_KEEP, availability, ("GET", "POST")),
    Page("/me/availability/link", V, May.AVAILABILITY_KEEP, link, ("POST",)),
]
