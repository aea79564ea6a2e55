"""Requests that schemathesis makes up from the OpenAPI document, about things that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.running_lab import Lab
from tests.api.test_rights import build

Operation = APIOperation[Any, Any, Any, Any]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def operations(lab: Lab, routes: Collection[str]) -> Iterator[Operation]:
    """Those of these routes (`METHOD /path`) that the document tells of."""
    schema = schemathesis.openapi.from_url(f"{lab.url}/api/openapi.json")
    for result in schema.get_all_operations():
        operation = result.ok()  # type: ignore[union-attr]
        if f"{operation.method.upper()} {operation.path}" in routes:
            yield operation


def ask_all(lab: Lab, asked: Iterable[Operation], role: str, mode: GenerationMode, of_each: int) -> None:
    """Ask for each operation in this role `of_each` times; fail where an answer is not as the document says."""
    for operation in asked:
        centre = build(lab)
        # Where a request has no parts, there is nothing to make wrong.
        with suppress(Unsatisfiable):
            _ask(operation, mode, of_each, centre.named, centre.tokens.get(role))


def _ask(
    operation: Operation, mode: GenerationMode, times: int, named: Mapping[str, str], token: str | None
) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}

    @settings(
        max_examples=times,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        there = {name: named[name] for name in case.path_parameters or {} if name in named}
        case.path_parameters = {**(case.path_parameters or {}), **there}
        case.call_and_validate(headers=headers, checks=CHECKS)

    check()
