"""Who may come in, as whom, and with which session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.broker.account import Account
from simulator.broker.authority import User
from simulator.broker.errors import ClientIdentifierTaken
from simulator.broker.limits import Limits
from simulator.broker.observation import Observation, Observe
from simulator.broker.outgoing import Outgoing
from simulator.broker.packets import Connect, ConnectCode
from simulator.broker.router import Router
from simulator.broker.session import Link, Session

Authenticate = Callable[[str | None, bytes | None], User | None]
"""From user name and password to the user, or None; both are None for an anonymous client."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A client that is in: its session, whether that was there before, and what its user may take."""

    session: Session
    present: bool
    account: Account
    limits: Limits


@dataclass(frozen=True, slots=True)
class Refused:
    """A client that is not let in: the return code of CONNACK, and the detail of the observation."""

    code: ConnectCode
    detail: str


class Admission:
    """The accounts of all users, and the rules of letting clients in and out."""

    def __init__(self, authenticate: Authenticate, limits: Limits, observe: Observe, router: Router) -> None:
        self._authenticate = authenticate
        self._limits = limits
        self._observe = observe
        self._router = router
        self._accounts: dict[str, Account] = {}

    def limits_of(self, user: User) -> Limits:
        """The user's own limits, or those of all."""
        return user.limits or self._limits

    def admit(self, packet: Connect, link: Link) -> Admitted | Refused:
        """Let a client in, in place of an older connection of the same client; or refuse it.

        The caller acknowledges and then resumes the session.
        """
        user = self._authenticate(packet.username, packet.password)
        if user is None:
            refused = (
                Refused(ConnectCode.NOT_AUTHORIZED, "anonymous")
                if packet.username is None
                else Refused(ConnectCode.BAD_CREDENTIALS, "credentials")
            )
        else:
            account, limits = self._account(user), self.limits_of(user)
            reason = self._reason_against(packet, user, account, limits)
            if reason is None:
                session, present = self._session_for(packet, user, account, limits)
                session.link = link
                account.connections += 1
                return Admitted(session, present, account, limits)
            refused = reason
        name = user.name if user is not None else packet.username
        self._observe(Observation("refused", name, packet.client_id, detail=refused.detail))
        return refused

    def dismiss(self, session: Session) -> None:
        """Take a session off its connection; a clean one ends [MQTT-3.1.2-6]."""
        session.link = None
        account = self._accounts[session.user.name]
        account.connections -= 1
        if session.clean:
            self._discard(account, session)

    def attach(self, user: User, client_id: str) -> None:
        """Reserve an identifier for a client of this process, which no other connection can then take.

        A session on the network by that name ends. Raises `ClientIdentifierTaken`.
        """
        account = self._account(user)
        if client_id in account.attached:
            raise ClientIdentifierTaken(client_id=client_id)
        session = self._take_over(account, client_id)
        if session is not None:
            self._discard(account, session)
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
                self._discard(account, session)

    def _account(self, user: User) -> Account:
        account = self._accounts.get(user.name)
        if account is None:
            account = self._accounts[user.name] = Account(self.limits_of(user))
        return account

    def _reason_against(
        self, packet: Connect, user: User, account: Account, limits: Limits
    ) -> Refused | None:
        if packet.will is not None and not user.may_publish(packet.will.topic):
            self._router.observe_message("denied", user, packet.client_id, packet.will, "will")
            return Refused(ConnectCode.NOT_AUTHORIZED, "will")
        if packet.client_id in account.attached or not (packet.client_id or packet.clean_session):
            return Refused(ConnectCode.CLIENT_IDENTIFIER, "client_id")
        old = account.sessions.get(packet.client_id)
        others = account.connections - (old is not None and old.link is not None)
        if others >= limits.connections:
            return Refused(ConnectCode.SERVER_UNAVAILABLE, "connections")
        if old is None and len(account.sessions) >= limits.sessions:
            return Refused(ConnectCode.SERVER_UNAVAILABLE, "sessions")
        return None

    def _session_for(
        self, packet: Connect, user: User, account: Account, limits: Limits
    ) -> tuple[Session, bool]:
        client_id = packet.client_id or account.assign_client_id()
        session = self._take_over(account, client_id)
        if session is not None and not packet.clean_session:
            session.belong_to(user)
            self._router.unsubscribe_forbidden(session)
            return session, True
        if session is not None:
            self._discard(account, session)
        session = Session(user, client_id, packet.clean_session, limits, self._observe_drop)
        account.sessions[client_id] = session
        return session, False

    def _take_over(self, account: Account, client_id: str) -> Session | None:
        """Close an older connection of the client [MQTT-3.1.4-2]; return its session if that outlives it."""
        session = account.sessions.get(client_id)
        if session is not None and session.link is not None:
            session.link.end("takeover")
        return account.sessions.get(client_id)

    def _discard(self, account: Account, session: Session) -> None:
        self._router.forget(session)
        del account.sessions[session.client_id]

    def _observe_drop(self, session: Session, outgoing: Outgoing, qos: int, detail: str) -> None:
        message = outgoing.message
        self._observe(
            Observation(
                "dropped",
                session.user.name,
                session.client_id,
                message.topic,
                message.payload,
                qos,
                outgoing.retain,
                detail,
            )
        )
