"""Somebody with a browser: signs in, asks for things, and follows what goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.service.errors import ServiceFailed
from benchmarks.service.times import Times

PATIENCE_S = 60.0


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: Any


class Person:
    """One person; each request has a connection of its own, as after a while of reading."""

    def __init__(self, url: str, times: Times) -> None:
        self._address = urlsplit(url).netloc
        self._times = times
        self._headers: dict[str, str] = {}
        self.id = ""

    def noted_in(self, times: Times) -> None:
        """The times of this person's requests go down there from now on."""
        self._times = times

    def sign_in(self, credentials: Mapping[str, str]) -> None:
        """Begin a session. Raises `ServiceFailed`."""
        answer = self.ask("POST", "/api/session", "sign in", credentials)
        if answer.status != 200:
            raise ServiceFailed(what=f"sign-in: {answer}")
        self._headers["Authorization"] = f"Bearer {answer.body['token']}"
        self.id = answer.body["user"]["id"]

    def get(self, path: str, name: str) -> Any:
        """What is under a path. Raises `ServiceFailed` if it is not given."""
        answer = self.ask("GET", path, name)
        if answer.status != 200:
            raise ServiceFailed(what=f"GET {path}: {answer}")
        return answer.body

    def ask(
        self, method: str, path: str, name: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Make a request; its time goes down under `name`."""
        began = perf_counter()
        with self._request(method, path, body, headers or {}) as response:
            content = response.read()
        self._times.add(name, perf_counter() - began, response.status)
        return Answer(response.status, json.loads(content) if content else None)

    def events(self, path: str) -> Iterator[str]:
        """The names of server-sent events, as they come, until the server ends."""
        with self._request("GET", path, None, {}) as response:
            for line in response:
                if line.startswith(b"event: "):
                    yield line.removeprefix(b"event: ").decode().strip()

    @contextmanager
    def _request(
        self, method: str, path: str, body: Any, headers: Mapping[str, str]
    ) -> Iterator[HTTPResponse]:
        connection = HTTPConnection(self._address, timeout=PATIENCE_S)
        content = None if body is None else json.dumps(body)
        kind = {} if body is None else {"Content-Type": "application/json"}
        try:
            connection.request(method, path, content, {**self._headers, **kind, **headers})
            yield connection.getresponse()
        finally:
            connection.close()
