"""Which door answers which address of the one port: the API, a phone's calendar, or the pages."""

from starlette.testclient import TestClient

from mediation.actions import availability
from mediation.cli.doors import doors
from mediation.demo.stage import Stage
from mediation.queries.availability import own_link
from mediation.work import unit


def test_the_api_the_calendars_and_the_pages_share_one_port(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    stage.record("veikko", availability.make_link, availability.LinkForm, {})
    with unit(stage.app, stage.actors["veikko"]) as work:
        calendar = own_link(work)["path"]
    client = TestClient(doors(stage.house))
    kinds = {path: client.get(path).headers["content-type"].partition(";")[0] for path in ("/", "/health", calendar)}
    assert kinds == {"/": "text/html", "/health": "application/json", calendar: "text/calendar"}
