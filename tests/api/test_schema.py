"""Requests made up from the OpenAPI document, in each role: each is answered as the document says.

What a path names exists, in a centre that is made anew for each operation, and each operation is asked by those
who have the least rights to it. Wrong requests are in `test_hostile_requests.py`; `tests/soak` makes up more of
both, in every role.
"""

from __future__ import annotations

import pytest
from schemathesis import GenerationMode

from tests.api.made_up import ask_all, operations
from tests.api.rights_table import LINES, MAY
from tests.api.running_lab import Lab

OF_EACH = 3
ASKING = ("stranger", "student", "own instructor", "administrator")


def asked_by(role: str) -> set[str]:
    """The routes that this role may use, and none of those before it."""
    before = ASKING[: ASKING.index(role)]
    return {
        line.key
        for line in LINES
        if line.who.answer(role) == MAY and MAY not in {line.who.answer(each) for each in before}
    }


@pytest.mark.parametrize("role", ASKING)
def test_made_up_requests_are_answered_as_the_schema_says(lab: Lab, role: str) -> None:
    ask_all(lab, operations(lab, asked_by(role)), role, GenerationMode.POSITIVE, OF_EACH)


def test_every_operation_says_what_it_does_and_has_a_name_of_its_own(lab: Lab) -> None:
    schema = lab.stranger().get("/api/openapi.json").json()
    every = {
        f"{method.upper()} {path}": operation
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }
    silent = [name for name, operation in every.items() if not operation.get("description")]
    assert silent == [], "the docstring of a route is what others read of it"
    names = [operation["operationId"] for operation in every.values()]
    assert sorted(set(names)) == sorted(names)
    assert all(name.isidentifier() for name in names)


def test_every_error_code_is_listed_with_its_words_and_means_one_thing(lab: Lab) -> None:
    listed = lab.stranger().get("/api/openapi.json").json()["x-problems"]
    codes = [each["code"] for each in listed]
    assert {"not_signed_in", "not_found", "invalid_request", "storage_full"} <= set(codes)
    assert sorted(set(codes)) == codes
    assert all(each["status"] >= 400 and each["says"]["en"] and each["says"]["fa"] for each in listed)
