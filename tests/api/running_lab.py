"""A lab's API on a free port of loopback, over a data folder of its own; its house only takes notes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
from starlette.routing import BaseRoute

from api.app import create_app, routed
from api.clock import utc_now
from api.composition import greet
from api.house_link import HouseClock
from api.routes.access import COOKIE
from api.security import new_id
from api.services.installation import Welcome
from api.services.sessions import open_session
from api.state import Service
from api.store.people import User
from api.web_server import web_server

PATIENCE_S = 60


@dataclass
class RecordedHouse:
    """Stands in for the house process, and remembers."""

    connected: bool = True
    nudges: int = 0
    actions: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    clock: HouseClock | None = None
    outsiders: int = 0
    awake: bool = True
    woken: list[str] = field(default_factory=list)

    def open(self) -> None: ...

    def close(self) -> None: ...

    def nudge(self) -> None:
        self.nudges += 1

    def wake(self, lab: str) -> None:
        self.woken.append(lab)

    def is_awake(self, lab: str) -> bool:
        return self.awake

    def act(self, lab: str, asked: Mapping[str, Any]) -> None:
        self.actions.append((lab, dict(asked)))

    def clock_of(self, lab: str) -> HouseClock | None:
        return self.clock

    def outsiders_in(self, lab: str) -> int:
        return self.outsiders


@dataclass
class Lab:
    """A running API, and ways to talk to it."""

    url: str
    service: Service
    house: RecordedHouse
    welcome: Welcome
    clients: list[httpx.Client] = field(default_factory=list)

    def stranger(self) -> httpx.Client:
        """Someone who has not signed in."""
        # Certificates play no part on plain HTTP, and reading them takes longer than many a test.
        client = httpx.Client(base_url=self.url, verify=False, timeout=PATIENCE_S)
        self.clients.append(client)
        return client

    def student(self, name: str = "مینا", pin: str = "1234") -> httpx.Client:
        """A student of the demo class, with the page's cookie."""
        client = self.stranger()
        body = {"class_code": self.welcome.class_code, "name": name, "pin": pin}
        assert client.post("/api/session", json=body).status_code == 200
        return client

    def administrator(self) -> httpx.Client:
        """The first administrator."""
        client = self.stranger()
        link = greet(self.service.settings).link
        assert client.post("/api/session", json={"link": link}).status_code == 200
        return client

    def instructor(self, name: str = "استاد") -> httpx.Client:
        """An instructor, signed in; each call makes another one."""
        client = self.stranger()
        now = utc_now()
        with self.service.sessions.begin() as session:
            user = User(id=new_id(), role="instructor", name=name, created_at=now)
            session.add(user)
            session.flush()
            client.cookies.set(COOKIE, open_session(session, user, now))
        return client


@cache
def _routes() -> Sequence[BaseRoute]:
    """Of every application of this process: what FastAPI has worked out once need not be worked out for each test."""
    return routed().routes


class serving:  # noqa: N801 – reads as a statement: `with serving(service) as url`
    """Serves an application on loopback while the context lasts."""

    def __init__(self, service: Service) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._server = web_server(create_app(service, _routes()), log_level="error")
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})

    def __enter__(self) -> str:
        # The socket listens already: a request that comes before the server is up waits in its backlog.
        self._thread.start()
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
