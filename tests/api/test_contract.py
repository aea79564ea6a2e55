"""What holds for every route: in which form it refuses, and what its answers carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from fastapi.routing import APIRoute, iter_route_contexts

from api.app import create_app
from tests.api.refusals import check_problem
from tests.api.running_lab import Lab


@dataclass(frozen=True)
class Operation:
    method: str
    path: str

    def check_refusal(self, client: httpx.Client) -> None:
        """Ask for something that is not there, with a body that says nothing."""
        path = re.sub(r"{\w+}", "no-such", self.path)
        body: dict[str, str] | None = None if self.method in {"GET", "DELETE"} else {}
        # Streamed, for what is told of events may have no end.
        with client.stream(self.method, path, json=body) as answer:
            if answer.status_code >= 400:
                answer.read()
                check_problem(answer)


def operations(lab: Lab) -> Iterator[Operation]:
    """All but those that would end the session in which they are asked for."""
    for path, methods in lab.stranger().get("/api/openapi.json").json()["paths"].items():
        for method in methods:
            if (method, path) not in {("delete", "/api/session"), ("delete", "/api/me/sessions")}:
                yield Operation(method.upper(), path)


def test_every_refusal_is_a_problem_in_both_languages(lab: Lab) -> None:
    """Of what may be asked, but not so; what may not be asked at all is refused in test_rights.py."""
    client = lab.administrator()
    for operation in operations(lab):
        operation.check_refusal(client)


def test_unknown_addresses_and_methods_are_problems_too(lab: Lab) -> None:
    client = lab.stranger()
    assert client.get("/api/no-such").json()["code"] == "not_found"
    assert client.get("/assets/no-such.js").json()["code"] == "not_found"
    refused = client.put("/healthz")
    assert (refused.json()["code"], refused.headers["allow"]) == ("method_not_allowed", "GET")


def test_failure_of_ours_shows_no_traceback(lab: Lab) -> None:
    lab.service.sign_in.with_link = None  # type: ignore[method-assign, assignment]
    answer = lab.stranger().post("/api/session", json={"link": "x"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "Traceback" not in answer.text
    assert "NoneType" not in answer.text


def test_every_route_is_in_the_schema(lab: Lab) -> None:
    assert lab.stranger().get("/api/openapi.json").json()["openapi"].startswith("3.")
    routes = list(iter_route_contexts(create_app(lab.service).routes))
    every = [route for route in routes if isinstance(route.original_route, APIRoute)]
    assert len(every) > 20, "the routes of the service should be found"
    assert [route.path for route in every if not route.include_in_schema] == []


def test_no_documentation_page_is_loaded_from_elsewhere(lab: Lab) -> None:
    assert "swagger" not in lab.stranger().get("/docs").text.lower()


def test_readiness_names_what_is_missing(lab: Lab) -> None:
    assert lab.stranger().get("/readyz").json() == {"status": "ok", "reasons": []}
    lab.house.connected = False
    answer = lab.stranger().get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["the house process cannot be reached"])
    assert lab.stranger().get("/healthz").status_code == 200


def test_long_answers_travel_packed(lab: Lab) -> None:
    student = lab.student()
    answers = [
        student.get("/api/openapi.json", headers={"Accept-Encoding": each}) for each in ("gzip", "identity")
    ]
    packed, plain = answers
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) * 4 < len(plain.content), "it was hardly worth it"
