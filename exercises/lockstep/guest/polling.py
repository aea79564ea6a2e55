"""`select` and `poll` over the guest's own sockets."""

from __future__ import annotations

import os
import select
from typing import TYPE_CHECKING, Any, ClassVar

from .clock import deadline_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .network import Network
    from .scheduler import Scheduler

POLLIN, POLLOUT, POLLNVAL = 1, 4, 32


def install(network: Network) -> None:
    """Replace what `select` offers, before `selectors` chooses among it; `poll` is the best that is left."""
    select.select = select_function(network)
    setattr(select, "poll", type("poll", (Poll,), {"network": network}))  # noqa: B010  # a type in a type's place
    for name in ("epoll", "devpoll", "kqueue"):
        if hasattr(select, name):
            delattr(select, name)


def wait_until(scheduler: Scheduler, probe: Callable[[], object], timeout: float | None) -> bool:
    """Wait until the probe holds, at most `timeout` seconds; a timeout of nothing only lets others run."""
    return bool(probe()) or wait_for(scheduler, probe, timeout)


def wait_for(scheduler: Scheduler, probe: Callable[[], object], timeout: float | None) -> bool:
    """The same, for a probe that does not hold now."""
    if timeout is not None and timeout <= 0:
        scheduler.pause()
        return bool(probe())
    deadline = None if timeout is None else deadline_after(scheduler, timeout)
    while (held := scheduler.wait(deadline, probe)) is None:
        if probe():
            return True
    return held


def select_function(network: Network) -> Callable[..., tuple[list[Any], list[Any], list[Any]]]:
    """The function that stands for `select.select`."""
    scheduler, endpoints = network.scheduler, network.endpoints

    def select(
        readers: Iterable[Any], writers: Iterable[Any], failures: Iterable[Any], timeout: float | None = None
    ) -> tuple[list[Any], list[Any], list[Any]]:
        reading = [(source, endpoints.get(_descriptor(source))) for source in readers]
        writing = [source for source in writers if _descriptor(source) in endpoints]

        # A plain loop: this runs once for every second in which a paho client idles.
        def readable() -> bool:
            for _, endpoint in reading:
                if endpoint is not None and (endpoint.arrived or endpoint.ended or endpoint.backlog):
                    return True
            return False

        if writing:
            scheduler.pause()  # who asks again and again must not hold up the others
        elif not wait_until(scheduler, readable, timeout):
            return [], [], []
        ready = [source for source, endpoint in reading if endpoint is not None and endpoint.readable()]
        return ready, writing, []

    return select


def _descriptor(source: Any) -> int:
    descriptor: int = source if isinstance(source, int) else source.fileno()
    if descriptor < 0:
        raise ValueError("file descriptor cannot be a negative integer (-1)")
    return descriptor


def _is_open(descriptor: int) -> bool:
    """Whether it is a file of the program, which is never ready."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


class Poll:
    """What `select.poll` is; a subclass names the network it looks at."""

    network: ClassVar[Network]

    def __init__(self) -> None:
        self._watched: dict[int, int] = {}

    def register(self, source: Any, events: int = POLLIN | POLLOUT) -> None:
        self._watched[_descriptor(source)] = events

    def modify(self, source: Any, events: int) -> None:
        if _descriptor(source) not in self._watched:
            raise FileNotFoundError(2, "No such file or directory")
        self.register(source, events)

    def unregister(self, source: Any) -> None:
        del self._watched[_descriptor(source)]

    def poll(self, milliseconds: float | None = None) -> list[tuple[int, int]]:
        forever = milliseconds is None or milliseconds < 0
        timeout = None if forever else (milliseconds or 0) / 1000
        wait_until(self.network.scheduler, self._events, timeout)
        return self._events()

    def _events(self) -> list[tuple[int, int]]:
        found = []
        for descriptor, wanted in self._watched.items():
            endpoint = self.network.endpoints.get(descriptor)
            if endpoint is None:
                if not _is_open(descriptor):
                    found.append((descriptor, POLLNVAL))
                continue
            events = (POLLIN if endpoint.readable() else 0) | (POLLOUT if endpoint.connected else 0)
            if events & wanted:
                found.append((descriptor, events & wanted))
        return found
