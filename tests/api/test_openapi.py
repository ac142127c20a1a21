"""The API against its own description: every address is described, every answer is as described, none is a fault."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mediation.actions.catalogue import ACTIONS
from mediation.actions.records import RECORDS
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from tests.api.conftest import Web

NOTHING_TO_GET_WRONG = {  # they take nothing
    "/api/v1/inbox", "/api/v1/assignments", "/api/v1/register", "/api/v1/volunteer-digest",
    "/api/v1/expenses", "/api/v1/own-expenses", "/api/v1/own-calendar", "/api/v1/letters",
}  # fmt: skip
ALWAYS = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
)  # fmt: skip


def test_every_action_of_the_table_is_an_address_with_a_described_body(web: Web) -> None:
    paths = web.raw("GET", "/api/v1/openapi.json").json()["paths"]
    for action in ACTIONS:
        described = paths[f"/api/v1/cases/{{case_id}}/{action.noun}/{action.verb}"]["post"]
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        assert set(schema["properties"]) == set(action.form.model_fields)
        assert schema["additionalProperties"] is False
        assert described["summary"] == action.says
        assert described["security"] == [{"token": []}]
        assert {p["name"]: p["required"] for p in described["parameters"]} == {
            "case_id": True, "Idempotency-Key": True, "If-Match-Version": False,
        }  # fmt: skip


def test_every_record_of_the_office_is_an_address_with_a_described_body(web: Web) -> None:
    paths = web.raw("GET", "/api/v1/openapi.json").json()["paths"]
    for record in RECORDS:
        described = paths[f"/api/v1/{record.noun}/{record.verb}"]["post"]
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        assert set(schema["properties"]) == set(record.form.model_fields)
        assert schema["additionalProperties"] is False
        assert described["summary"] == record.says
        assert {p["name"]: p["required"] for p in described["parameters"]} == {"Idempotency-Key": True}


def test_every_no_is_described_as_a_problem_document(web: Web) -> None:
    described = web.raw("GET", "/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                assert status < "400" or set(answer["content"]) == {"application/problem+json"}, path
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert described["components"]["schemas"]["Facts"]["additionalProperties"] is False


class Hammer:
    """Generated requests by somebody signed in, about a case that exists."""

    def __init__(self, web: Web, mode: GenerationMode, who: str) -> None:
        self.stage: Stage = web.stage
        self.case: CaseId = self.stage.register("police", simple(1, "assault", self.stage.today))
        self.mode, self.who, self.tried = mode, who, 0
        self._app = web.client.app

    def operations(self) -> Iterator[Any]:
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", self._app)
        for methods in schema.raw_schema["paths"].values():
            for operation in methods.values():
                operation.pop("security")  # we sign in ourselves, also where a generated request would not have
        for operation in (found.ok() for found in schema.get_all_operations()):
            if self.mode is GenerationMode.POSITIVE or operation.path not in NOTHING_TO_GET_WRONG:
                yield operation

    def strike(self, operation: Any, examples: int) -> None:
        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(made=operation.as_strategy(generation_mode=self.mode))
        def send(made: Any) -> None:
            self.tried += 1
            if self.mode is GenerationMode.POSITIVE:
                self._make_real(made)
            headers = {**(made.headers or {}), "Authorization": f"Bearer {self.stage.tokens[self.who]}"}
            if self.mode is GenerationMode.POSITIVE:
                headers["Idempotency-Key"] = f"fuzz-{self.who}-{self.tried:06d}"
            checks = ALWAYS if self.mode is GenerationMode.POSITIVE else (*ALWAYS, negative_data_rejection)
            made.validate_response(made.call(headers=headers), checks=checks)

        send()

    def _make_real(self, made: Any) -> None:
        """Put what exists in the place of ids that do not, so that the request gets further than the first look."""
        if "case_id" in (made.path_parameters or {}):
            made.path_parameters["case_id"] = self.case
        case = self.stage.case(self.case)
        self._real = {"m_": list(case.matters), "p_": list(case.people), "i_": list(case.items),
                      "v_": list(self.stage.volunteers.values())}  # fmt: skip
        made.body = self._realer(made.body)

    def _realer(self, node: Any) -> Any:
        if isinstance(node, dict):
            return {key: self._realer(value) for key, value in node.items()}
        if isinstance(node, list):
            return [self._realer(value) for value in node]
        if isinstance(node, str) and self._real.get(node[:2]):
            there = self._real[node[:2]]
            return there[self.tried % len(there)]
        return node


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_no_generated_request_is_a_fault_and_every_answer_is_as_described(web: Web, mode: GenerationMode) -> None:
    hammer = Hammer(web, mode, "adviser")
    for operation in hammer.operations():
        hammer.strike(operation, 3)
    assert hammer.tried >= len(ACTIONS) * 3


@pytest.mark.heavy
@pytest.mark.parametrize("who", ["adviser", "in_charge", "veikko", "police"])
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_no_generated_request_is_a_fault_at_length(web: Web, mode: GenerationMode, who: str) -> None:
    hammer = Hammer(web, mode, who)
    for operation in hammer.operations():
        hammer.strike(operation, 60)
    assert hammer.tried >= len(ACTIONS) * 50
