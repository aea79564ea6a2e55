"""Clients that are away: when their wills are due, and when the broker gives up waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.broker.deadlines import Deadlines
from simulator.broker.message import Message
from simulator.broker.packets import NEVER_EXPIRES
from simulator.broker.properties import Properties
from simulator.broker.session import Session


def will_delay_s(will: Message) -> int:
    """How long a will waits after the connection is gone [MQTT-3.1.3-9]."""
    return will.properties.get("will_delay_interval", 0)


def last_word(will: Message) -> Message:
    """The will as it is published: its delay is no property of the message."""
    if "will_delay_interval" not in will.properties:
        return will
    properties: Properties = {**will.properties}
    del properties["will_delay_interval"]
    return will._replace(properties=properties)


@dataclass(frozen=True, slots=True, eq=False)
class Absence:
    """One client that is away; of two that are due at once, the one that left first comes first."""

    number: int
    session: Session
    will: Message | None
    will_at_ms: int | None
    ends_at_ms: int | None
    """When the session is given up; never if None."""
    fall_due: Callable[[Absence], None]

    def expire(self) -> None:
        """The will is due, or the waiting over."""
        self.fall_due(self)


class Absences:
    """All clients that are away. `speak` publishes a will, `give_up` ends a session."""

    def __init__(
        self,
        clock_ms: Callable[[], int],
        numbers: Iterator[int],
        deadlines: Deadlines,
        speak: Callable[[Session, Message], None],
        give_up: Callable[[Session], None],
    ) -> None:
        self._clock_ms = clock_ms
        self._numbers = numbers
        self._deadlines = deadlines
        self._speak = speak
        self._give_up = give_up
        self._away: dict[Session, Absence] = {}

    def begin(self, session: Session, will: Message | None) -> None:
        """A client has gone whose session is kept; its will is published at once unless it has a delay."""
        if will is not None and not will_delay_s(will):
            self._speak(session, will)
            will = None
        now_ms = self._clock_ms()
        will_at_ms = None if will is None else now_ms + 1000 * will_delay_s(will)
        ends_at_ms = None
        if session.expiry_s != NEVER_EXPIRES:
            ends_at_ms = now_ms + 1000 * session.expiry_s
        self.wait(session, will, will_at_ms, ends_at_ms)

    def end(self, session: Session) -> Message | None:
        """The client is back, or its session is over: the will that was not due yet, if there is one."""
        absence = self._away.pop(session, None)
        if absence is None:
            return None
        self._deadlines.clear(absence)
        return absence.will

    def of(self, session: Session) -> Absence | None:
        """The client's absence, if it is away."""
        return self._away.get(session)

    def wait(
        self, session: Session, will: Message | None, will_at_ms: int | None, ends_at_ms: int | None
    ) -> None:
        """Wait for a client; times that have gone by fall due at once."""
        absence = Absence(next(self._numbers), session, will, will_at_ms, ends_at_ms, self._fall_due)
        self._away[session] = absence
        due = [at_ms for at_ms in (will_at_ms, ends_at_ms) if at_ms is not None]
        if due:
            self._deadlines.set(absence, min(due))

    def _fall_due(self, absence: Absence) -> None:
        """The will comes first when the session ends before its delay is over."""
        session, will = absence.session, absence.will
        del self._away[session]
        if absence.ends_at_ms is not None and absence.ends_at_ms <= self._clock_ms():
            self._give_up(session)
        else:
            self.wait(session, None, None, absence.ends_at_ms)
        if will is not None:
            self._speak(session, will)
