"""Whatever stands in a path, a query or a body, the service itself never fails over it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.rights_table import LINES, Line
from tests.api.running_lab import Lab
from tests.api.test_rights import build, filled

HOSTILE = {
    "a NUL": "a\0b",
    "half a character": "a\ud800b",
    "a long text": "آ" * 2_000,
    "a way out": "../../../../etc/passwd",
    "a number beyond all": 2**70,
}


def with_hostile(told: Any, hostile: Any) -> Iterator[Any]:
    """The same with a hostile value in place of each single one, and for the names of its fields."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from ({**told, name: each} for each in with_hostile(value, hostile))
            if isinstance(hostile, str):
                yield {**told, hostile: value}
    elif isinstance(told, list):
        for place, value in enumerate(told):
            yield from ([*told[:place], each, *told[place + 1 :]] for each in with_hostile(value, hostile))
    else:
        yield hostile


def hostile_paths(line: Line, hostile: str) -> Iterator[str]:
    """The path of a line with a hostile value in place of each id, and of each value of its query."""
    path = line.route.split(" ")[1]
    quoted = quote(hostile, safe="", errors="surrogatepass")
    for found in re.finditer(r"{\w+}|(?<==)[^&]+", path):
        yield path[: found.start()] + quoted + path[found.end() :]


def requests(line: Line, hostile: Any, named: dict[str, str]) -> Iterator[tuple[str, Any]]:
    path = line.route.split(" ")[1]
    if isinstance(hostile, str):
        yield from ((filled(each, named), filled(line.body, named)) for each in hostile_paths(line, hostile))
    if line.body is not None:
        yield from ((filled(path, named), body) for body in with_hostile(filled(line.body, named), hostile))


@pytest.mark.parametrize("what", HOSTILE)
def test_no_value_makes_the_service_fail(lab: Lab, what: str) -> None:
    client, centre = lab.stranger(), build(lab)
    named, bearer = dict(centre.named), {"Authorization": f"Bearer {centre.tokens['administrator']}"}
    complaints = []
    for line in LINES:
        for path, body in requests(line, HOSTILE[what], named):
            content = None if body is None else json.dumps(body).encode()
            headers = {"Content-Type": "application/json"} if content else {}
            with client.stream(line.method, path, content=content, headers=bearer | headers) as answer:
                if answer.status_code >= 500:
                    complaints.append(f"{line.method} {path[:200]} fails over {what} in {str(content)[:300]}")
    assert not complaints, "\n".join(complaints)
