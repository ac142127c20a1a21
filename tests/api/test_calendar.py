"""The one address that asks nobody who they are: a calendar under a secret path; every other path is the same no."""

from mediation.actions import availability
from mediation.queries.availability import own_link
from mediation.work import unit
from tests.api.bodies import ZERO
from tests.api.conftest import Web


def test_a_phone_fetches_its_owners_calendar_and_every_wrong_path_is_answered_alike(web: Web) -> None:
    stage = web.stage
    stage.record("veikko", availability.make_link, availability.LinkForm, {})
    with unit(stage.app, stage.actors["veikko"]) as work:
        path = own_link(work)["path"]
    answer = web.raw("GET", path)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["cache-control"] == "no-store"
    wrong = [path.replace("v_", "w_"), path[:-5] + "0.ics", f"/calendars/v_{ZERO}.{'0' * 64}.ics", "/calendars/x.ics"]
    answers = {(a.status_code, a.content) for a in (web.raw("GET", one) for one in wrong)}
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404
    stage.record("veikko", availability.make_link, availability.LinkForm, {})
    assert web.raw("GET", path).status_code == 404
