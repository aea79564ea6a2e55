"""The first thing that runs in the confined process."""

from __future__ import annotations

import os
import sys

from . import (
    chance,
    clock,
    event_loops,
    identity,
    keyboard,
    local_zone,
    paho_idling,
    polling,
    program,
    refusals,
    selecting,
    signal_functions,
    sockets,
    spins,
    threads,
    tls,
    waiting,
)
from .channel import Channel
from .ending import finish
from .failures import Failures
from .forgotten_futures import ForgottenFutures
from .forgotten_tasks import ForgottenTasks
from .frames import Item
from .imports import AfterImport
from .network import Network
from .places import Files
from .scheduler import Scheduler, leave


def main(
    *,
    channel: int,
    path: str,
    epoch_ns: int,
    chance_seed: int,
    broker_ports: list[int],
    host_names: list[str],
    start_ns: int = 0,
    input_lines: list[str] | None = None,
) -> None:
    """Lend the simulated clock to the program at `path`, and run it.

    `channel` is the inherited file descriptor that leads to the conductor, `epoch_ns` the start of the
    run in ns since 1970 UTC; the program itself starts `start_ns` later. The process ends here.
    """
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # what was printed survives a kill
    path = os.path.abspath(path)
    scheduler = Scheduler(Channel(channel))
    scheduler.now = start_ns
    after_import = AfterImport()
    identity.install(after_import)  # first: what is made before is hashed by its address
    threads.install(scheduler, after_import)
    event_loops.install(scheduler, after_import)
    clock.install(scheduler, epoch_ns, after_import)
    local_zone.install(after_import)
    chance.install(chance_seed, after_import)
    network = Network(scheduler, broker_ports)
    sockets.install(network, host_names)
    polling.install(network)
    selecting.install(network, after_import)
    tls.install(after_import)
    paho_idling.install(scheduler, after_import)
    spins.install(scheduler)  # takes a signal of the system, before they are replaced
    signal_functions.install(scheduler, network)
    keyboard.install(scheduler, input_lines or [])
    refusals.install(after_import)
    failures = Failures(scheduler, Files(os.path.dirname(path)))
    failures.watch(after_import)
    tasks = ForgottenTasks(scheduler, failures, after_import)
    futures = ForgottenFutures(scheduler, failures, after_import)

    def say_farewell(stuck: bool) -> list[Item]:
        tasks.tell()
        futures.tell()
        return [waiting.describe(scheduler, failures.files)] if stuck else []

    scheduler.farewell = say_farewell
    ending = program.run(path, failures)
    finish(scheduler, ending)
    leave(ending.code)
