"""What protects people from pages of others, from each other, and the service from what is too much."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import MOST_REQUEST_BYTES
from api.routes.access import COOKIE
from api.settings import Settings
from tests.api.running_lab import Lab

CLASSES = "/api/classes"


def policy(answer: httpx.Response) -> dict[str, str]:
    """The parts of the content security policy, by their names."""
    parts = (part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/session", "/api/no-such"])
def test_no_answer_is_framed_sniffed_or_told_to_other_sites(lab: Lab, path: str) -> None:
    headers = lab.stranger().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_the_page_runs_no_script_but_its_own_and_talks_to_nobody_else(lab: Lab) -> None:
    told = policy(lab.stranger().get("/"))
    own = lab.url.removeprefix("http://")
    assert told["default-src"] == "'self'"
    assert "script-src" not in told, "scripts are held to default-src"
    assert told["connect-src"] == f"'self' ws://{own} wss://{own}"
    for forbidden in ("object-src", "frame-ancestors", "base-uri"):
        assert told[forbidden] == "'none'"
    assert told["form-action"] == "'self'"


@pytest.mark.parametrize("host", ["x; script-src *", "x, y", "lab.school.ir evil.example", ""])
def test_no_host_name_adds_to_the_policy(lab: Lab, host: str) -> None:
    told = policy(lab.stranger().get("/healthz", headers={"Host": host}))
    assert told["connect-src"] == "'self'"
    assert "script-src" not in told


def test_what_the_api_tells_stays_in_no_cache(lab: Lab) -> None:
    assert lab.student().get("/api/session").headers["cache-control"] == "no-store"
    assert lab.stranger().get("/").headers["cache-control"] == "no-cache", (
        "the page may be kept, and asked for"
    )


FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Content-Type": "text/plain"},
    {"Content-Type": "application/x-www-form-urlencoded"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=lambda headers: next(iter(headers.values())))
def test_a_page_of_another_site_cannot_act_with_the_cookie(lab: Lab, headers: dict[str, str]) -> None:
    instructor = lab.instructor()
    body = json.dumps({"name": "نه"}).encode()
    sent = {"Content-Type": "application/json", **headers}
    refused = instructor.post(CLASSES, content=body, headers=sent)
    assert (refused.status_code, refused.json()["code"]) == (403, "foreign_origin")
    with_token = {**sent, "Authorization": f"Bearer {instructor.cookies[COOKIE]}"}
    assert lab.stranger().post(CLASSES, content=body, headers=with_token).status_code != 403, (
        "no page knows it"
    )


def test_the_own_page_can(lab: Lab) -> None:
    answer = lab.instructor().post(CLASSES, json={"name": "بله"}, headers={"Origin": lab.url})
    assert answer.status_code == 201


def test_a_request_that_says_it_is_too_large_is_not_read(lab: Lab) -> None:
    content = b" " * (MOST_REQUEST_BYTES + 1)
    refused = lab.instructor().post(CLASSES, content=content, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("path", [CLASSES, "/api/exercises/motion-light/submissions"])
def test_a_request_that_does_not_say_so_is_read_up_to_the_limit(lab: Lab, path: str, kind: str) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="main.py"\r\n\r\n'
        for _ in range(MOST_REQUEST_BYTES // 2**16 + 2):
            yield b"x" * 2**16

    headers = {"Content-Type": kind, "Origin": lab.url}
    refused = lab.instructor().post(path, content=pieces(), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")


def test_a_body_that_is_nested_without_end_is_refused(lab: Lab) -> None:
    nested = b'{"name":' * 100_000
    for path in (CLASSES, "/api/exercises/motion-light/submissions"):
        refused = lab.instructor().post(path, content=nested, headers={"Content-Type": "application/json"})
        assert refused.status_code in {400, 422}, refused.text


def test_secrets_are_for_their_owner_only(lab: Lab, settings: Settings) -> None:
    assert lab.student().get("/api/session").status_code == 200
    files = [settings.data / "installation-secret", *settings.data.glob("khaneh.sqlite*")]
    for file in files:
        assert others(file) == 0, f"{file.name} should be closed to other users of the machine"


def others(file: Path) -> int:
    """What the group and everybody else may do with a file."""
    return stat.S_IMODE(file.stat().st_mode) & 0o077
