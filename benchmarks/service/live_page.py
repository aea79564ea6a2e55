"""The page of a live house: hears everything of its lab over WebSocket, through the port of the page."""

from __future__ import annotations

from contextlib import suppress
from threading import Event
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.service.errors import ServiceFailed
from benchmarks.service.person import Person
from simulator.broker.encoding import encode
from simulator.broker.packets import Connect, Subscribe, SubscriptionOptions

_LOOK_AGAIN_S = 1.0


class LivePage:
    """One live house, and its student's page."""

    def __init__(self, person: Person, url: str, exercise: str) -> None:
        self._person = person
        self._url = f"ws://{urlsplit(url).netloc}/mqtt"
        self._exercise = exercise
        self._lab: Any = None
        self._heard_at = 0.0
        self.silence_s = 0.0
        """The longest time in which nothing was heard."""
        self.messages = 0
        """How often something was heard."""

    def open(self) -> None:
        """Ask for the house. Raises `ServiceFailed`."""
        answer = self._person.ask("POST", "/api/labs", "open lab", {"exercise": self._exercise})
        if answer.status not in {200, 201}:
            raise ServiceFailed(what=f"opening a lab: {answer}")
        self._lab = answer.body

    def close(self) -> None:
        """End the house."""
        self._person.ask("DELETE", f"/api/labs/{self._lab['id']}", "close lab")

    def listen(self, ended: Event) -> None:
        """Hear what is said in the house until the end."""
        self._heard_at = perf_counter()
        while not ended.is_set():
            try:
                self._hear(ended)
            except (WebSocketException, OSError, EOFError):
                ended.wait(_LOOK_AGAIN_S)
        self._note()

    def _hear(self, ended: Event) -> None:
        with connect(self._url, subprotocols=[Subprotocol("mqtt")], compression=None) as socket:
            socket.send(self._introduction())
            while not ended.is_set():
                with suppress(TimeoutError):
                    socket.recv(timeout=_LOOK_AGAIN_S)
                    self.messages += 1
                    self._note()

    def _note(self) -> None:
        now = perf_counter()
        self.silence_s = max(self.silence_s, now - self._heard_at)
        self._heard_at = now

    def _introduction(self) -> bytes:
        mqtt = self._lab["mqtt"]
        wanted = Subscribe(1, ((f"{self._lab['base']}/#", SubscriptionOptions(0)),))
        token = mqtt["token"].encode()
        return encode(Connect("page", username=mqtt["username"], password=token)) + encode(wanted)
