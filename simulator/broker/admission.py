"""Who may come in, as whom, and with which session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.broker import endings
from simulator.broker.absence import Absences, last_word
from simulator.broker.account import Account
from simulator.broker.authority import User
from simulator.broker.deadlines import Deadlines
from simulator.broker.endings import Refusal
from simulator.broker.errors import ClientIdentifierTaken
from simulator.broker.limits import Limits
from simulator.broker.memory import SessionMemory
from simulator.broker.message import Message
from simulator.broker.notes import Notes
from simulator.broker.observation import Observation, Observe
from simulator.broker.outgoing import Delivery
from simulator.broker.packets import MQTT_5, NEVER_EXPIRES, Connect
from simulator.broker.router import Router
from simulator.broker.session import Link, Session
from simulator.broker.statistics import Statistics

Authenticate = Callable[[str | None, bytes | None], User | None]
"""From user name and password to the user, or None; both are None for an anonymous client."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A client that is in: its session, whether that was there before, and what its user may take."""

    session: Session
    present: bool
    account: Account
    limits: Limits


class Admission:
    """The accounts of all users, and the rules of letting clients in and out."""

    def __init__(
        self,
        authenticate: Authenticate,
        clock_ms: Callable[[], int],
        numbers: Iterator[int],
        deadlines: Deadlines,
        limits: Limits,
        observe: Observe,
        router: Router,
        statistics: Statistics,
        notes: Notes | None = None,
    ) -> None:
        self._authenticate = authenticate
        self._clock_ms = clock_ms
        self._limits = limits
        self._observe = observe
        self._router = router
        self._statistics = statistics
        self._notes = notes
        self.run = 0
        """Broker runs that those who connect may remember."""
        self._accounts: dict[str, Account] = {}
        self.absences = Absences(clock_ms, numbers, deadlines, self._speak, self._discard)

    @property
    def accounts(self) -> dict[str, Account]:
        """Of all users that were ever let in, by name."""
        return self._accounts

    def limits_of(self, user: User) -> Limits:
        """The user's own limits, or those of all."""
        return user.limits or self._limits

    def identify(self, packet: Connect) -> User | None:
        """Who the client says it is, if it can prove that."""
        return self._authenticate(packet.username, packet.password)

    def admit(self, packet: Connect, user: User | None, link: Link) -> Admitted | Refusal:
        """Let a client in, in place of an older connection of the same client; or refuse it.

        The caller acknowledges and then resumes the session.
        """
        refusal = self._reason_against(packet, user)
        if refusal is not None or user is None:
            refusal = refusal or endings.CREDENTIALS
            self.observe_refusal(packet, user, refusal)
            return refusal
        account, limits = self._account(user), self.limits_of(user)
        session, present = self._session_for(packet, user, account, limits)
        session.expiry_s = session_expiry_s(packet, limits)
        session.link = link
        account.connections += 1
        session.note()
        return Admitted(session, present, account, limits)

    def observe_refusal(self, packet: Connect, user: User | None, refusal: Refusal) -> None:
        """Report that a client was not let in."""
        name = user.name if user is not None else packet.username
        self._observe(Observation("refused", name, packet.client_id, detail=refusal.detail))

    def dismiss(self, session: Session, will: Message | None, detail: str) -> None:
        """Take a session off its connection; without an expiry it ends [MQTT-3.1.2-6]."""
        session.leave()
        self._accounts[session.user.name].connections -= 1
        self.part(session, will, detail)

    def part(self, session: Session, will: Message | None, detail: str) -> None:
        """Wait for a client that is gone, or end its session."""
        if session.expiry_s:
            self._observe_end(session, detail)
            self.absences.begin(session, will)
            session.note()
            return
        self._discard(session)
        self._observe_end(session, detail)
        if will is not None:
            self._speak(session, will)

    def restore(self, memory: SessionMemory) -> Session:
        """Have a session of an earlier broker again, without its subscriptions, for a client that is away."""
        user = memory.user
        session = self._open_session(user, memory.client_id, self._account(user), self.limits_of(user))
        session.expiry_s = memory.expiry_s
        session.received.update(memory.received)
        session.outbox.restore(memory.outbox)
        return session

    def shut_down(self) -> None:
        """Close all connections that are in: the broker is stopping."""
        for account in list(self._accounts.values()):
            for session in list(account.sessions.values()):
                if session.link is not None:
                    session.link.end("shutdown")

    def attach(self, user: User, client_id: str) -> None:
        """Reserve an identifier for a client of this process, which no other connection can then take.

        A session on the network by that name ends. Raises `ClientIdentifierTaken`.
        """
        account = self._account(user)
        if client_id in account.attached:
            raise ClientIdentifierTaken(client_id=client_id)
        session = self._take_over(account, client_id)
        if session is not None:
            self._discard(session)
        account.attached.add(client_id)

    def detach(self, user: User, client_id: str) -> None:
        """Free an identifier that was reserved."""
        self._account(user).attached.discard(client_id)

    def expel(self, name: str) -> None:
        """Close all connections of a user on the network, and forget its sessions."""
        account = self._accounts.get(name)
        if account is None:
            return
        for session in list(account.sessions.values()):
            if session.link is not None:
                session.link.end("expelled")
            if session.client_id in account.sessions:
                self._discard(session)

    def interrupt(self, name: str) -> None:
        """Close the connections of a user that is not at hand, as at a restart: no will is published."""
        account = self._accounts.get(name)
        for session in list(account.sessions.values() if account is not None else ()):
            if session.link is not None and not session.user.is_at_hand:
                session.link.will = None
                session.link.end("restart")

    def forget(self, name: str) -> None:
        """End the sessions of a user that have no connection; wills that wait are lost with them."""
        account = self._accounts.get(name)
        for session in list(account.sessions.values() if account is not None else ()):
            if session.link is None:
                self.absences.end(session)
                self._discard(session)

    def _account(self, user: User) -> Account:
        account = self._accounts.get(user.name)
        if account is None:
            account = self._accounts[user.name] = Account(self.limits_of(user), self.run)
        return account

    def _reason_against(self, packet: Connect, user: User | None) -> Refusal | None:
        if "authentication_method" in packet.properties:
            return endings.AUTHENTICATION_METHOD
        if user is None:
            return endings.ANONYMOUS if packet.username is None else endings.CREDENTIALS
        if packet.will is not None and not user.may_publish(packet.will.topic):
            self._router.observe_message("denied", user, packet.client_id, packet.will, "will")
            return endings.WILL_NOT_ALLOWED
        account, limits = self._account(user), self.limits_of(user)
        needs_id = packet.level < MQTT_5 and not packet.clean_start
        if packet.client_id in account.attached or (needs_id and not packet.client_id):
            return endings.CLIENT_ID
        old = account.sessions.get(packet.client_id)
        others = account.connections - (old is not None and old.link is not None)
        if others >= limits.connections:
            return endings.CONNECTIONS
        if old is None and len(account.sessions) >= limits.sessions:
            return endings.SESSIONS
        return None

    def _session_for(
        self, packet: Connect, user: User, account: Account, limits: Limits
    ) -> tuple[Session, bool]:
        client_id = packet.client_id or account.assign_client_id()
        session = self._take_over(account, client_id)
        if session is not None and not packet.clean_start:
            self.absences.end(session)
            session.belong_to(user)
            self._router.unsubscribe_forbidden(session)
            return session, True
        if session is not None:
            self._discard(session)
        return self._open_session(user, client_id, account, limits), False

    def _open_session(self, user: User, client_id: str, account: Account, limits: Limits) -> Session:
        noted = self._notes.of_session((user.name, client_id)) if self._notes else None
        session = Session(user, client_id, 0, limits, self._clock_ms, self._observe_drop, noted)
        account.sessions[client_id] = session
        return session

    def _take_over(self, account: Account, client_id: str) -> Session | None:
        """Close an older connection of the client [MQTT-3.1.4-2]; return its session if that outlives it."""
        session = account.sessions.get(client_id)
        if session is not None and session.link is not None:
            session.link.end("takeover")
        return account.sessions.get(client_id)

    def _discard(self, session: Session) -> None:
        """End a session: what it shared with others is theirs now, and a will that waited is published."""
        self._router.forget(session)
        session.note()
        del self._accounts[session.user.name].sessions[session.client_id]
        for delivery in session.outbox.unfinished():
            if delivery.group is not None:
                self._router.hand_over(session.user, delivery.outgoing, delivery.group)
        will = self.absences.end(session)
        if will is not None:
            self._speak(session, will)

    def _speak(self, session: Session, will: Message) -> None:
        user = session.user
        session.note()
        self._router.publish(user, session.client_id, last_word(will), self.limits_of(user))

    def _observe_end(self, session: Session, detail: str) -> None:
        self._observe(Observation("disconnected", session.user.name, session.client_id, detail=detail))

    def _observe_drop(self, session: Session, delivery: Delivery, detail: str) -> None:
        message = delivery.outgoing.message
        self._statistics.messages_dropped += 1
        self._observe(
            Observation(
                "dropped",
                session.user.name,
                session.client_id,
                message.topic,
                message.payload,
                delivery.qos,
                delivery.retain,
                detail,
            )
        )


def session_expiry_s(packet: Connect, limits: Limits) -> int:
    """How long the session outlives its connection: asked for in MQTT 5, all or nothing before."""
    if packet.level < MQTT_5:
        wanted = 0 if packet.clean_start else NEVER_EXPIRES
    else:
        wanted = packet.properties.get("session_expiry_interval", 0)
    return min(wanted, limits.longest_session_s)
