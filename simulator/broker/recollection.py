"""From a broker's state to what is remembered of it, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from simulator.broker.absence import Absences
from simulator.broker.admission import Admission
from simulator.broker.memory import Changes, Memory, SessionMemory, SessionName
from simulator.broker.notes import Notes
from simulator.broker.router import Router
from simulator.broker.session import Session


class Recollection:
    """Tells what of a broker has changed, and gives a new broker what an earlier one left."""

    def __init__(
        self, clock_ms: Callable[[], int], router: Router, admission: Admission, notes: Notes | None
    ) -> None:
        self._clock_ms = clock_ms
        self._router = router
        self._admission = admission
        self._notes = notes

    def take_changes(self) -> Changes:
        """What is worth remembering and has changed since the last call; nothing if nobody takes notes."""
        if self._notes is None:
            return Changes(self._clock_ms())
        return self._changes(self._notes.take_topics(), self._notes.take_sessions())

    def take_everything(self) -> Changes:
        """All that is worth remembering."""
        self.take_changes()
        names = [
            (user, client_id)
            for user, account in self._admission.accounts.items()
            for client_id in account.sessions
        ]
        return self._changes(self._router.retained.topics(), names)

    def restore(self, memory: Memory) -> None:
        """Have it all again; clients that were connected are missed from now on."""
        self._admission.run = memory.run
        for kept in memory.retained:
            self._router.retained.restore(kept)
        sessions = [(self._admission.restore(left), left) for left in memory.sessions]
        self._restore_subscriptions(sessions)
        for session, left in sessions:
            if left.is_connected:
                self._admission.part(session, left.will, "restart")
            else:
                self._admission.absences.wait(session, left.will, left.will_at_ms, left.ends_at_ms)

    def _restore_subscriptions(self, sessions: list[tuple[Session, SessionMemory]]) -> None:
        """In the order of subscribing: in it the members of a shared subscription take turns."""
        all_of_them = [
            (subscription.order, topic_filter, session, subscription)
            for session, left in sessions
            for topic_filter, subscription in left.subscriptions
        ]
        for _, topic_filter, session, subscription in sorted(all_of_them, key=lambda each: each[0]):
            self._router.subscriptions.restore(session, topic_filter, subscription)

    def _changes(self, topics: list[str], names: list[SessionName]) -> Changes:
        kept = self._router.retained
        return Changes(
            self._clock_ms(),
            # What the broker says of itself is not true of the next one.
            tuple((topic, kept.memory(topic)) for topic in topics if not topic.startswith("$")),
            tuple((name, self._memory_of(name)) for name in names),
        )

    def _memory_of(self, name: SessionName) -> SessionMemory | None:
        user, client_id = name
        account = self._admission.accounts.get(user)
        session = account.sessions.get(client_id) if account else None
        return memory_of(session, self._admission.absences) if session else None


def memory_of(session: Session, absences: Absences) -> SessionMemory | None:
    """What of a session is worth remembering: nothing if it ends with its connection and leaves no will."""
    link = session.link
    if link is None:
        absence = absences.of(session)
        assert absence is not None, "a session without a connection waits for its client"
        return replace(
            _state_of(session),
            will=absence.will,
            will_at_ms=absence.will_at_ms,
            ends_at_ms=absence.ends_at_ms,
        )
    if session.expiry_s:
        return replace(_state_of(session), is_connected=True, will=link.will)
    if link.will is not None:
        return SessionMemory(session.user, session.client_id, 0, is_connected=True, will=link.will)
    return None


def _state_of(session: Session) -> SessionMemory:
    return SessionMemory(
        session.user,
        session.client_id,
        session.expiry_s,
        subscriptions=tuple(session.subscriptions.items()),
        received=tuple(sorted(session.received)),
        outbox=session.outbox.memory(),
    )
