"""A paho client that idles, without the bookkeeping of each of its seconds.

A client in `loop_forever`, or in aiomqtt, wakes once a second to find nothing to do: 86,400 times a day, most
of what a quiet program costs; one that is polled by `loop(0.1)`, ten times as often. Here the same waits end
at the same instants; only what would have changed nothing is left out. Whenever there is something to read,
to write or to ping, paho's own code runs.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from .clock import MONOTONIC_START, SECOND, deadline_after
from .virtual_socket import VirtualSocket

if TYPE_CHECKING:
    from collections.abc import Callable

    from .imports import AfterImport
    from .scheduler import Scheduler

KNOWN_PAHO = "2.2.0"
"""The paho-mqtt whose loops were read when this was written; any other is left alone."""
KNOWN_AIOMQTT = "2.5.1"
"""The aiomqtt whose `_misc_loop` was read when this was written."""

MOST_SECONDS_AT_ONCE = 86_400
NEVER_SECONDS = 1e9
CLOCK_ERROR = 1_000
"""More than what paho's floats can be off, in ns."""


def install(scheduler: Scheduler, after_import: AfterImport) -> None:
    """Shorten the idle seconds of paho's clients when the program imports them."""
    after_import("paho.mqtt.client", lambda module: _amend(module, scheduler))
    after_import("aiomqtt.client", lambda module: _amend_aiomqtt(module, scheduler))


def _is_known() -> bool:
    return bool(sys.modules["paho.mqtt"].__version__ == KNOWN_PAHO)


def _amend(module: Any, scheduler: Scheduler) -> None:
    if not _is_known():
        return
    client_type = module.Client
    loop, loop_stop = client_type._loop, client_type.loop_stop
    its_own_loop = client_type.loop_forever.__code__
    success = module.MQTTErrorCode.MQTT_ERR_SUCCESS
    idling: dict[Any, Callable[[], None]] = {}

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

        began, second = scheduler.now, deadline_after(scheduler, timeout) - scheduler.now
        # Whoever calls `loop` has something else to do after it; `loop_forever` has not.
        alone = sys._getframe(1).f_code is its_own_loop
        seconds = seconds_until_needed(client, began, second) if alone else 1
        thread = scheduler.current
        turn = thread.turn + 1
        idling[client] = lambda: scheduler.hasten(thread, turn, began, second)
        try:
            stirred = scheduler.wait(began + seconds * second, stirs)
        finally:
            del idling[client]
        if stirred:
            return loop(client, timeout)
        if client._sock is socket and not _needs_to_look(client, scheduler.now):
            return success
        return client.loop_misc()

    def stop(client: Any) -> Any:
        # The thread looks once a second whether it is to end: it must not sleep longer than that now.
        if client in idling:
            idling[client]()
        return loop_stop(client)

    client_type._loop = idle_or_loop
    client_type.loop_stop = stop
    client_type.loop = _polled(client_type, scheduler, success)


def _polled(client_type: Any, scheduler: Scheduler, success: Any) -> Callable[..., Any]:
    """`loop` for a client that was looked at a moment ago, and to which nothing has happened since."""
    loop = client_type.loop
    idle, idle_timeout, period, idle_until, moves = None, 0.0, 0, 0, 0

    def loop_or_pass(client: Any, timeout: float = 1.0) -> Any:
        nonlocal idle, idle_timeout, period, idle_until, moves
        if client is idle and timeout == idle_timeout and scheduler.moves == moves:
            deadline = scheduler.now + period
            if deadline < idle_until and scheduler.passes_alone(deadline):
                return success
        began, idle = scheduler.now, None
        result = loop(client, timeout)
        period = scheduler.now - began
        if client.__class__ is client_type and scheduler.now + period == deadline_after(scheduler, timeout):
            idle, idle_timeout, moves = client, timeout, scheduler.moves
            idle_until = _needed_at(client) - CLOCK_ERROR
        return result

    return loop_or_pass


def _amend_aiomqtt(module: Any, scheduler: Scheduler) -> None:
    from importlib.metadata import version

    if not _is_known() or version("aiomqtt") != KNOWN_AIOMQTT:
        return
    asyncio, success = module.asyncio, module.mqtt.MQTT_ERR_SUCCESS

    async def idle_or_look(client: Any) -> None:
        while client._client.loop_misc() == success:
            await asyncio.sleep(seconds_until_needed(client._client, scheduler.now, SECOND))

    module.Client._misc_loop = idle_or_look


def _is_quiet(socket: Any) -> bool:
    """Whether it is one of the guest's own sockets, open, with nothing to read."""
    if not isinstance(socket, VirtualSocket) or socket.fileno() < 0 or socket._endpoint.readable():
        return False
    return not (hasattr(socket, "pending") and socket.pending())  # what TLS has read, but the client has not


def seconds_until_needed(client: Any, now: int, second: int) -> int:
    """After how many whole waits of `second` ns `loop_misc` first has something to do, if nothing happens."""
    if client._keepalive == 0:
        return MOST_SECONDS_AT_ONCE
    if client._ping_t != 0:
        return 1
    seconds = max(1, (_needed_at(client) - now) // second)
    # In paho's own floats, which decide.
    while not _needs_to_look(client, now + seconds * second):
        seconds += 1
    return seconds


def _needed_at(client: Any) -> int:
    """When `loop_misc` has something to do, in ns, as exactly as paho's floats tell it."""
    if client._keepalive == 0:
        return int(NEVER_SECONDS) * SECOND
    if client._ping_t != 0:
        return 0
    last = min(client._last_msg_out, client._last_bytes_received)
    return int((last + client._keepalive) * SECOND) - MONOTONIC_START


def _needs_to_look(client: Any, now: int) -> bool:
    """Whether `loop_misc` would find something to do."""
    if client._keepalive == 0:
        return False
    last = min(client._last_msg_out, client._last_bytes_received)
    return bool(client._ping_t != 0 or (MONOTONIC_START + now) / SECOND - last >= client._keepalive)
