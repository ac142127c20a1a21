"""The API of an office at work, and its people with their tokens."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from mediation.api.app import create_api
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from tests.api.template import Template
from tests.conftest import BEGINNING, new_house, page_only


class Web:
    """Requests in the name of somebody; every POST gets a key of its own unless one is given."""

    def __init__(self, stage: Stage, client: TestClient) -> None:
        self.stage, self.client, self._keys = stage, client, itertools.count(1)

    def headers(self, who: str, **more: str) -> dict[str, str]:
        token = self.stage.tokens.get(who)
        return ({"Authorization": f"Bearer {token}"} if token else {}) | more

    def get(self, who: str, path: str) -> httpx.Response:
        return self.client.get(f"/api/v1{path}", headers=self.headers(who))

    def post(self, who: str, path: str, body: Any, *, key: str = "", **more: str) -> httpx.Response:
        key = key or f"test-key-{next(self._keys):04d}"
        headers = {"Content-Type": "application/json"} | self.headers(who, **{"Idempotency-Key": key, **more})
        sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        return self.client.post(f"/api/v1{path}", headers=headers, **sent)

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.client.request(method, path, **more)

    def do(self, who: str, case: str, what: str, **form: Any) -> dict[str, Any]:
        noun, _, verb = what.partition(" ")
        answer = self.post(who, f"/cases/{case}/{noun}/{verb}", form)
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()
        return made


def opened(stage: Stage) -> Web:
    """The API of an office; a fault of it is an answer, as it is for anybody outside."""
    return Web(stage, TestClient(create_api(stage.app), raise_server_exceptions=False))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(tmp_path_factory.mktemp("office"), SetClock(BEGINNING), page_only)


@pytest.fixture
def own_stage(template: Template, tmp_path: Path, clock: SetClock) -> Iterator[Stage]:
    with template.copied(tmp_path, clock) as stage:
        yield stage


@pytest.fixture
def web(own_stage: Stage) -> Web:
    return opened(own_stage)


@pytest.fixture(scope="module")
def crowd(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """One office that all tests of a file share: for those that leave nothing another one would stumble over."""
    with template.copied(tmp_path_factory.mktemp("crowd"), SetClock(BEGINNING)) as stage:
        yield opened(stage)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def each_crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The same on both engines."""
    clock = SetClock(BEGINNING)
    house = new_house(tmp_path_factory.mktemp("crowd"), str(request.param), clock)
    stage = Stage(house, clock)
    stage.open()
    yield opened(stage)
    house.engine.dispose()
    house.key_engine.dispose()


@pytest.fixture
def each_web(stage: Stage) -> Web:
    """The same on SQLite and on PostgreSQL: what the driver of one takes, the other's may choke on."""
    return opened(stage)
