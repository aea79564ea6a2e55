"""The broker itself: no network, no wall clock, no thread; bytes and time come from whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from simulator.broker.admission import Admission, Authenticate
from simulator.broker.around import Around
from simulator.broker.authority import User
from simulator.broker.connection import Connection
from simulator.broker.deadlines import Deadlines
from simulator.broker.limits import Limits
from simulator.broker.local_client import LocalClient
from simulator.broker.memory import Changes, Memory
from simulator.broker.message import Message
from simulator.broker.network import Network
from simulator.broker.notes import Notes
from simulator.broker.observation import Observation, Observe, ignore
from simulator.broker.recollection import Recollection
from simulator.broker.router import Router
from simulator.broker.statistics import Statistics
from simulator.broker.system_topics import SystemTopics

__all__ = ["Broker", "Connection", "Limits", "LocalClient", "Observation", "User", "ignore"]


class Broker:
    """An MQTT 3.1.1 and 5.0 broker as a plain object.

    Open a `Connection` for each client, hand it bytes, and after each step send the output of the connections
    in `take_pending`. Call `run_due` when `next_due_ms` has come. `wake` is called when a connection becomes
    pending while none was, for those who would rather be told than ask. Without `observes_messages` nobody is
    told of what is published, only of all the rest: that costs least. Who wants to have the broker's state
    outlive it has it `records_changes`, and must then take them now and then.
    """

    def __init__(
        self,
        *,
        clock_ms: Callable[[], int],
        authenticate: Authenticate,
        limits: Limits = Limits(),  # noqa: B008 - a frozen value
        observe: Observe = ignore,
        observes_messages: bool = True,
        records_changes: bool = False,
        version: str = "khaneh",
    ) -> None:
        self.clock_ms = clock_ms
        self.wake: Callable[[], None] | None = None
        self._observe = observe
        self._numbers = count(1)
        self._deadlines = Deadlines()
        self._networks: dict[str, Network] = {}
        notes = Notes() if records_changes else None
        self._router = Router(clock_ms, observe, observes_messages, notes)
        self.statistics = Statistics()
        self._admission = Admission(
            authenticate,
            clock_ms,
            self._numbers,
            self._deadlines,
            limits,
            observe,
            self._router,
            self.statistics,
            notes,
        )
        self._recollection = Recollection(clock_ms, self._router, self._admission, notes)
        self._around = Around(
            clock_ms,
            limits,
            observe,
            self._router,
            self._admission,
            self._deadlines,
            self.statistics,
            SystemTopics(clock_ms, self._numbers, self._deadlines, self._router, self.statistics, version),
            self._networks,
            self._mark,
        )
        self._pending: list[Connection] = []

    def open(self) -> Connection:
        """The broker's end of a new connection."""
        return Connection(next(self._numbers), self._around)

    def open_for(self, user: User, deadlines: Deadlines, mark: Callable[[Connection], None]) -> Connection:
        """The broker's end of a connection of a client in our own care, which is this user whatever it says.

        How long it may be silent is up to `deadlines`; `mark` is told, instead of `take_pending`, when it has
        output or begins to close.
        """

        def note(connection: Connection) -> None:
            connection.is_marked = True
            mark(connection)

        around = replace(self._around, known=user, deadlines=deadlines, mark=note)
        return Connection(next(self._numbers), around)

    def take_pending(self) -> list[Connection]:
        """The connections that have had output or have begun to close since the last call, in that order."""
        pending, self._pending = self._pending, []
        for connection in pending:
            connection.is_marked = False
        return pending

    def next_due_ms(self) -> int | None:
        """When `run_due` has something to do, if nothing else happens before."""
        return self._deadlines.next_ms()

    def wake_ms(self) -> int | None:
        """Like `next_due_ms`, but perhaps earlier: for those who rather wake in vain than ask long."""
        return self._deadlines.wake_ms()

    def run_due(self) -> None:
        """End the connections and sessions whose time is up, and publish the wills that are due."""
        now_ms = self.clock_ms()
        while (due := self._deadlines.take(now_ms)) is not None:
            due.expire()

    def attach(
        self,
        user: User,
        client_id: str,
        receive: Callable[[Message], None],
        will: Message | None = None,
    ) -> LocalClient:
        """A client inside this process; no connection can take its identifier away while it is attached.

        Raises `ClientIdentifierTaken`.
        """
        self._admission.attach(user, client_id)
        limits = self._admission.limits_of(user)

        def detached(client: LocalClient, send_will: bool) -> None:
            self._router.forget(client)
            self._admission.detach(user, client_id)
            detail = "lost" if send_will else "disconnect"
            self._observe(Observation("disconnected", user.name, client_id, detail=detail))
            if send_will and will is not None:
                self._router.publish(user, client_id, will, limits)

        self._observe(Observation("connected", user.name, client_id, detail="new"))
        return LocalClient(user, client_id, limits, self._router, receive, detached)

    def expel(self, user_name: str) -> None:
        """Close all connections of a user whose credentials are no longer good, and forget its sessions.

        Clients of this process stay attached.
        """
        self._admission.expel(user_name)

    def put_between(self, user_name: str, network: Network | None) -> None:
        """Let clients of a user that connect from now on do so through this network, or directly."""
        if network is None:
            self._networks.pop(user_name, None)
        else:
            self._networks[user_name] = network

    def interrupt(self, user_name: str) -> None:
        """Break the connections of a user, as when the broker is restarted: no will is published.

        Sessions and retained messages stay, and so do clients at hand and of this process.
        """
        self._admission.interrupt(user_name)

    def forget(self, user_name: str) -> None:
        """Lose the sessions of a user without a connection, and the messages retained for it.

        Wills that wait are lost too; clients of this process keep what is theirs.
        """
        self._admission.forget(user_name)
        self._router.retained.forget(user_name)

    def absent_users(self) -> list[str]:
        """The users of whom there are sessions, but not one connection."""
        accounts = self._admission.accounts.items()
        return [name for name, account in accounts if account.sessions and not account.connections]

    def present_users(self) -> Iterator[User]:
        """Whose connections there are; who has several comes several times."""
        for account in self._admission.accounts.values():
            yield from (each.user for each in account.sessions.values() if each.link is not None)

    def clients_of(self, user_name: str) -> int:
        """How many clients of a user are connected, without those at hand and those of this process."""
        account = self._admission.accounts.get(user_name)
        sessions = account.sessions.values() if account is not None else ()
        return sum(each.link is not None and not each.user.is_at_hand for each in sessions)

    def take_changes(self) -> Changes:
        """What is to be remembered and has changed since the last call, if the broker `records_changes`."""
        return self._recollection.take_changes()

    def take_everything(self) -> Changes:
        """All that is to be remembered, as if nothing of it had ever been taken."""
        return self._recollection.take_everything()

    def restore(self, memory: Memory) -> None:
        """Go on with what an earlier broker left, before the first client connects.

        Clients that were connected when that broker ended have lost their connection now.
        """
        self._recollection.restore(memory)
        self.run_due()

    def shut_down(self) -> None:
        """Close all connections, in MQTT 5 with the reason; wills that have no delay are published."""
        self._admission.shut_down()

    def _mark(self, connection: Connection) -> None:
        connection.is_marked = True
        self._pending.append(connection)
        if len(self._pending) == 1 and self.wake is not None:
            self.wake()
