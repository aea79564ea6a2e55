"""Requests made up from the OpenAPI document, in each role: none may break the service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.running_lab import Lab

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
MADE_UP_OF_EACH = 6


def operations(lab: Lab) -> Iterator[APIOperation]:  # type: ignore[type-arg]
    schema = schemathesis.openapi.from_url(f"{lab.url}/api/openapi.json")
    # To sign out would end the session that the other requests are made with.
    for result in schema.exclude(path="/api/session", method="DELETE").get_all_operations():
        yield result.ok()


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("role", ["stranger", "student", "instructor"])
def test_made_up_requests_are_answered_as_the_schema_says(
    lab: Lab, role: str, mode: schemathesis.GenerationMode
) -> None:
    client = getattr(lab, role)()
    token = client.cookies.get("khaneh_session")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    for operation in operations(lab):

        @settings(
            max_examples=MADE_UP_OF_EACH,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=headers, checks=CHECKS)

        # Where a request has no parts, there is nothing to make wrong.
        with suppress(Unsatisfiable):
            check()
