"""The house process: the broker, and every live house that is wanted. `python -P -m api.house`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from api.brokers.house_broker import HouseBroker
from api.brokers.opening import open_broker
from api.clock import utc_now
from api.house_builder import HouseBuilder
from api.house_link import ACTION, AWAKE, HOUSE_BASE, NUDGE, WAKE
from api.installation_secret import installation_secret
from api.leftovers import MARKS, Leftovers
from api.live_labs import LiveLabs, RunningHouse
from api.live_runs import LiveRuns
from api.long_lived import LongLived
from api.parent import end_with_supervisor
from api.recordings import Recordings
from api.run_houses import RunHouses
from api.run_logs import RunLogs
from api.services.catalogue import open_catalogue
from api.services.hands import as_action
from api.services.known_users import KnownUsers, known_users
from api.services.labs import awake_labs, lab_ids
from api.services.runs import kept_runs, wanted_runs
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.houses import LiveLab
from api.store.runs import WantedRun
from api.wakefulness import Lately, Wakefulness, idle_time
from simulator.broker.message import Message
from simulator.broker.open_files import allow_many_files
from simulator.json_text import compact
from simulator.port import Link
from simulator.remote_broker import BrokerTrouble

_log = logging.getLogger("khaneh.house")

RECONCILE_INTERVAL_S = 5.0
"""Nudges may be lost; so often the house looks by itself."""


class _Wanted(NamedTuple):
    """What the database wants."""

    labs: Sequence[str]
    """All that there are."""
    awake: Sequence[LiveLab]
    users: KnownUsers
    runs: Sequence[WantedRun]
    kept_runs: Collection[str]


class HouseProcess:
    """The live houses, at the broker."""

    def __init__(self, settings: Settings, sessions: Sessions, broker: HouseBroker) -> None:
        self._sessions = sessions
        self._broker = broker
        self._recordings = Recordings(settings.data)
        self._catalogue = open_catalogue(sessions, settings.data)
        builder = HouseBuilder(broker, self._recordings, self._catalogue)
        self._nudged = asyncio.Event()
        self._labs = LiveLabs(builder.build, self._came_up)
        self._wakefulness = Wakefulness(
            idle_time(settings.idle_minutes, sees_visitors=broker.core is not None), utc_now
        )
        broker.tell_of_arrivals(self._notice)
        self._run_logs = RunLogs(settings.data)
        houses = RunHouses(settings, sessions, broker, self._labs, self._catalogue)
        self._runs = LiveRuns(sessions, houses, self._run_logs, utc_now)
        self._leftovers = Leftovers(broker.port)
        self._port = broker.port(HOUSE_BASE)
        self._ears: Link | None = None
        self._complained: str | None = None
        self._told_awake: bytes | None = None
        self._waiting_for_house: set[str] = set()
        self._kept: Sequence[str] = ()
        self._long_lived = LongLived()

    def house_of(self, lab: str) -> RunningHouse | None:
        """The house of a lab, if it lives."""
        return self._labs.find(lab)

    async def run(self) -> None:
        """Hold the live houses to what is wanted, until cancelled."""
        this_task = asyncio.current_task()
        assert this_task is not None
        try:
            while True:
                self._nudged.clear()
                await self.reconcile()
                # aiomqtt waits by `asyncio.wait_for`, which may swallow a cancellation in Python 3.11.
                if this_task.cancelling():
                    break
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(RECONCILE_INTERVAL_S):
                        await self._nudged.wait()
        finally:
            await self._runs.close()
            await self._labs.close()
            if self._ears is not None:
                self._ears.close()
                await self._port.finish()

    async def reconcile(self) -> None:
        """Read what is wanted, and make it so; what cannot be read now is read next time."""
        self._wakefulness.notice(self._broker.visitors())
        self._broker.expect_users()
        try:
            wanted = await asyncio.to_thread(self._read_wanted, self._wakefulness.lately())
        except SQLAlchemyError:
            _log.exception("the wanted labs could not be read")
            return
        await self._admit(wanted.users)
        # Only now, since a broker elsewhere may have learnt just now who we are.
        ears = self._listen()
        self._wakefulness.notice(run.lab_id for run in wanted.runs)
        # Whoever came in while the database was read is not to find the house falling asleep.
        came_in = self._wakefulness.lately().noticed.intersection(wanted.labs)
        await self._labs.adopt(wanted.awake, spared=came_in)
        await self._runs.adopt(wanted.runs)
        self._waiting_for_house = {run.lab_id for run in wanted.runs if self._labs.find(run.lab_id) is None}
        self._run_logs.keep(wanted.kept_runs)
        self._tell_who_is_awake(ears)
        self._long_lived.look(self._labs.living)
        if wanted.labs != self._kept:
            self._kept = wanted.labs
            self._recordings.keep(frozenset(wanted.labs))
        await self._leftovers.clear(wanted.labs, ears)

    def _read_wanted(self, lately: Lately) -> _Wanted:
        with self._sessions() as session:
            runs = wanted_runs(session)
            noticed = lately.noticed | {run.lab_id for run in runs}
            return _Wanted(
                lab_ids(session),
                awake_labs(session, lately.since, noticed),
                known_users(session),
                runs,
                frozenset(kept_runs(session)),
            )

    async def _admit(self, known: KnownUsers) -> None:
        """Houses live on without their broker; its trouble is told once, and once that it is over."""
        try:
            await self._broker.admit(known)
            trouble = self._broker.trouble
        except BrokerTrouble as error:
            trouble = error
        complaint = str(trouble) if trouble else None
        if complaint != self._complained:
            _log.warning("%s", complaint or "The MQTT broker is there again.")
        self._complained = complaint

    def _listen(self) -> Link:
        if self._ears is None:
            filters = (NUDGE, ACTION, WAKE, f"{MARKS}+")
            self._ears = self._port.connect("house", None, filters, self._receive, self._leftovers.greet)
        return self._ears

    def _came_up(self, lab: str) -> None:
        if lab in self._waiting_for_house:
            self._nudged.set()

    def _notice(self, lab: str) -> None:
        """Somebody is in a lab, or wants something of it: it wakes up."""
        self._wakefulness.notice([lab])
        if self._labs.find(lab) is None:
            self._nudged.set()

    def _tell_who_is_awake(self, ears: Link) -> None:
        """Let the API know that, and where programs from outside are, which have clocks of their own."""
        core = self._broker.core
        clients = {
            lab: core.clients_of(lab) - self._runs.connections_in(lab) if core is not None else 0
            for lab in self._labs.living
        }
        told = compact(clients)
        if told != self._told_awake:
            self._told_awake = told
            ears.publish(Message(AWAKE, told, retain=True))

    def _receive(self, message: Message) -> None:
        if message.topic == NUDGE:
            self._nudged.set()
        elif message.topic == ACTION:
            self._act(message.payload)
        elif message.topic == WAKE:
            self._notice(message.payload.decode(errors="replace"))
        else:
            self._leftovers.hear(message)

    def _act(self, payload: bytes) -> None:
        try:
            asked = json.loads(payload)
            lab = asked.pop("lab")
            self._labs.act(lab, as_action(asked))
            self._notice(lab)
        except (ValueError, KeyError, TypeError, AttributeError):
            # Only our own API is heard here; its mistake must not end its connection.
            _log.exception("an action could not be read: %r", payload[:200])


async def run_house(settings: Settings, started: Callable[[], None] = lambda: None) -> None:
    """Run broker and houses until cancelled; `started` is called once a broker of ours listens."""
    engine = open_engine(settings.database)
    sessions = open_sessions(engine)
    try:
        async with open_broker(settings, sessions, installation_secret(settings.data)) as broker:
            started()
            await HouseProcess(settings, sessions, broker).run()
    finally:
        engine.dispose()


async def _run_until_told() -> None:
    task = asyncio.create_task(run_house(Settings()))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def main() -> None:
    """Be the house process."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    end_with_supervisor()
    allow_many_files()
    asyncio.run(_run_until_told())


if __name__ == "__main__":
    main()
