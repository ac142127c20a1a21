"""The API against its own description: every address is described, and no input of any shape makes it stumble."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from mediation.actions.catalogue import ACTIONS
from mediation.api.app import create_api
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from tests.api.conftest import Web


def test_every_action_of_the_table_is_an_address_with_a_described_body(web: Web) -> None:
    paths = web.raw("GET", "/api/v1/openapi.json").json()["paths"]
    for action in ACTIONS:
        described = paths[f"/api/v1/cases/{{case_id}}/{action.noun}/{action.verb}"]["post"]
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        assert set(schema["properties"]) == set(action.form.model_fields)
        assert described["summary"] == action.says


def _schema(stage: Stage) -> Any:
    api = create_api(stage.app)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", api)


def _hammer(stage: Stage, examples: int) -> int:
    case_id = stage.register("police", simple(1, "assault", stage.today))
    schema, tried = _schema(stage), 0
    for found in schema.get_all_operations():
        operation = found.ok()
        strategy = operation.as_strategy()

        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=strategy)
        def send(case: Any) -> None:
            nonlocal tried
            tried += 1
            if "case_id" in (case.path_parameters or {}):
                case.path_parameters["case_id"] = case_id
            headers = {**(case.headers or {}), "Authorization": f"Bearer {stage.tokens['adviser']}"}
            headers["Idempotency-Key"] = f"fuzz-{tried:06d}"
            response = case.call(headers=headers)
            case.validate_response(response, checks=(not_a_server_error,))
            assert response.status_code != 500

        send()
    return tried


def test_no_generated_request_is_a_fault(sqlite_stage: Stage) -> None:
    assert _hammer(sqlite_stage, 6) > 200


@pytest.mark.heavy
def test_no_generated_request_is_a_fault_at_length(sqlite_stage: Stage) -> None:
    assert _hammer(sqlite_stage, 150) > 5000
