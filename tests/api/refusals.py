"""The form in which everything is refused."""

from __future__ import annotations

import re

import httpx

_FIELDS = {"type", "title", "status", "detail", "code", "says", "fields"}


def check_problem(answer: httpx.Response) -> None:
    """Fail unless an answer, read whole, is a problem that tells in both languages what is the matter."""
    asked = f"{answer.request.method} {answer.request.url.path}"
    assert answer.headers["content-type"] == "application/problem+json", asked
    problem = answer.json()
    assert set(problem) == _FIELDS, asked
    assert problem["status"] == answer.status_code, asked
    assert problem["says"]["en"], asked
    assert re.search("[\u0600-\u06ff]", problem["says"]["fa"]), f"{asked} does not speak Persian"
