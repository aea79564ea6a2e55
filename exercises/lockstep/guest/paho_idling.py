"""A paho client that idles, without the bookkeeping of each of its seconds.

A client in `loop_forever` wakes once a second to find nothing to do: 86,400 times a day, most of what a quiet
program costs. Here the same wait ends at the same instants; only what would have changed nothing is left out.
Whenever there is something to read, to write or to ping, paho's own code runs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .clock import MONOTONIC_START, SECOND, deadline_after
from .sockets import VirtualSocket

if TYPE_CHECKING:
    from .imports import AfterImport
    from .scheduler import Scheduler

KNOWN_VERSION = "2.2.0"
"""The paho-mqtt whose `_loop` was read when this was written; any other is left alone."""


def install(scheduler: Scheduler, after_import: AfterImport) -> None:
    """Shorten the idle seconds of paho's clients when the program imports them."""
    after_import("paho.mqtt.client", lambda module: _amend(module, scheduler))


def _amend(module: Any, scheduler: Scheduler) -> None:
    if sys.modules["paho.mqtt"].__version__ != KNOWN_VERSION:
        return
    client_type = module.Client
    loop = client_type._loop
    success = module.MQTTErrorCode.MQTT_ERR_SUCCESS

    def idle_or_loop(client: Any, timeout: float = 1.0) -> Any:
        socket, waker = client._sock, client._sockpairR
        if timeout <= 0 or client._out_packet or client.__class__ is not client_type:
            return loop(client, timeout)
        if not (_is_quiet(socket) and (waker is None or _is_quiet(waker))):
            return loop(client, timeout)
        arriving = socket._endpoint
        waking = arriving if waker is None else waker._endpoint

        def stirs() -> bool:
            return bool(arriving.readable() or waking.readable())

        if scheduler.wait(deadline_after(scheduler, timeout), stirs):
            return loop(client, timeout)
        if client._sock is socket and _needs_no_ping(client, (MONOTONIC_START + scheduler.now) / SECOND):
            return success
        return client.loop_misc()

    client_type._loop = idle_or_loop


def _is_quiet(socket: Any) -> bool:
    """Whether it is one of the guest's own sockets, open, with nothing to read."""
    return isinstance(socket, VirtualSocket) and socket.fileno() >= 0 and not socket._endpoint.readable()


def _needs_no_ping(client: Any, now: float) -> bool:
    """Whether `loop_misc` would find nothing to do."""
    if client._keepalive == 0:
        return True
    last = min(client._last_msg_out, client._last_bytes_received)
    return bool(client._ping_t == 0 and now - last < client._keepalive)
