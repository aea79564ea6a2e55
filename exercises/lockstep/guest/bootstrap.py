"""The first thing that runs in the confined process."""

from __future__ import annotations

import sys

from . import chance, clock, paho_idling, polling, program, refusals, sockets, threads
from .channel import Channel
from .imports import AfterImport
from .network import Network
from .scheduler import Scheduler, leave


def main(
    *,
    channel: int,
    path: str,
    epoch_ns: int,
    chance_seed: int,
    broker_ports: list[int],
    host_names: list[str],
) -> None:
    """Lend the simulated clock to the program at `path`, and run it.

    `channel` is the inherited file descriptor that leads to the conductor, `epoch_ns` the start of the
    run in ns since 1970 UTC. The process ends here; nothing returns.
    """
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # what was printed survives a kill
    scheduler = Scheduler(Channel(channel))
    after_import = AfterImport()
    threads.install(scheduler, after_import)
    clock.install(scheduler, epoch_ns, after_import)
    chance.install(chance_seed, after_import)
    network = Network(scheduler, broker_ports)
    sockets.install(network, host_names)
    polling.install(network)
    paho_idling.install(scheduler, after_import)
    refusals.install(scheduler, after_import)
    leave(program.run(scheduler, path, after_import))
