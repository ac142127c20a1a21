"""The API of an office at work, and its people with their tokens."""

import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from mediation.api.app import create_api
from mediation.demo.stage import Stage


class Web:
    """Requests in the name of somebody; every POST gets a key of its own unless one is given."""

    def __init__(self, stage: Stage, client: TestClient) -> None:
        self.stage, self._client, self._keys = stage, client, itertools.count(1)

    def headers(self, who: str, **more: str) -> dict[str, str]:
        token = self.stage.tokens.get(who)
        return ({"Authorization": f"Bearer {token}"} if token else {}) | more

    def get(self, who: str, path: str) -> httpx.Response:
        return self._client.get(f"/api/v1{path}", headers=self.headers(who))

    def post(self, who: str, path: str, body: Any, *, key: str = "", **more: str) -> httpx.Response:
        key = key or f"test-key-{next(self._keys):04d}"
        headers = self.headers(who, **{"Idempotency-Key": key, **more})
        if isinstance(body, bytes):
            headers = {"Content-Type": "application/json"} | headers
            return self._client.post(f"/api/v1{path}", content=body, headers=headers)
        return self._client.post(f"/api/v1{path}", json=body, headers=headers)

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self._client.request(method, path, **more)

    def do(self, who: str, case: str, what: str, **form: Any) -> dict[str, Any]:
        noun, _, verb = what.partition(" ")
        answer = self.post(who, f"/cases/{case}/{noun}/{verb}", form)
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()
        return made


@pytest.fixture
def web(sqlite_stage: Stage) -> Iterator[Web]:
    with TestClient(create_api(sqlite_stage.app), raise_server_exceptions=False) as client:
        yield Web(sqlite_stage, client)
