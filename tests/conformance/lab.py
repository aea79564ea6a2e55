"""A broker on a clock that the test moves, for clients of one level."""

from __future__ import annotations

from typing import Any

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.limits import Limits
from simulator.broker.packets import MQTT_3_1_1, MQTT_5, NEVER_EXPIRES
from tests.conformance.client import Client


class Unbound(User):
    """A user who may publish anywhere, also where only brokers do: topics that begin with $ can be tested."""

    __slots__ = ()

    def may_publish(self, topic: str) -> bool:
        """Yes."""
        return True


class Lab:
    """A broker whose users are `u`, who reaches everything, and `guest`, who reaches `guest/#`."""

    def __init__(self, level: int = MQTT_3_1_1, **limits: int) -> None:
        self.level = level
        self.now_ms = 0
        self.users = {"u": Unbound("u", "#"), "guest": User("guest", "guest")}
        self.broker = Broker(
            clock_ms=lambda: self.now_ms, authenticate=self._authenticate, limits=Limits(**limits)
        )

    @property
    def lasting(self) -> dict[str, Any]:
        """The fields of a CONNECT that resumes a session, and has it kept for ever afterwards."""
        fields: dict[str, Any] = {"clean_start": False}
        if self.level >= MQTT_5:
            fields["properties"] = {"session_expiry_interval": NEVER_EXPIRES}
        return fields

    def open(self) -> Client:
        """A client that has not said anything yet."""
        return Client(self.broker, self.level)

    def connect(self, client_id: str = "c", **fields: Any) -> Client:
        """A client that has been let in."""
        client = self.open()
        answer = client.connect(client_id=client_id, **fields)
        assert answer.code == 0, f"the broker refused with code {answer.code:#x}"
        return client

    def advance(self, ms: int) -> None:
        """Let time pass, deadline by deadline."""
        until = self.now_ms + ms
        while (due := self.broker.next_due_ms()) is not None and due <= until:
            self.now_ms = due
            self.broker.run_due()
        self.now_ms = until

    def _authenticate(self, username: str | None, password: bytes | None) -> User | None:
        return self.users.get(username or "") if password == b"secret" else None
