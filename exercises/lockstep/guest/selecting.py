"""The selector of asyncio, and of whoever asks for the default one: a look at the endpoints themselves.

It does what `selectors.EpollSelector` does, whose time-outs count whole milliseconds, without the descriptors
and tables between.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .polling import wait_for

if TYPE_CHECKING:
    from .imports import AfterImport
    from .network import Network


def install(network: Network, after_import: AfterImport) -> None:
    """Make it the default as soon as `selectors` is imported."""

    def amend(module: Any) -> None:
        module.DefaultSelector = selector_type(module, network)

    after_import("selectors", amend)


def selector_type(selectors: Any, network: Network) -> type[Any]:
    """A selector over the sockets of this network."""
    scheduler, endpoints = network.scheduler, network.endpoints
    read, write = selectors.EVENT_READ, selectors.EVENT_WRITE

    class EndpointSelector(selectors._BaseSelectorImpl):  # type: ignore[misc]  # known at run time only
        """Looks at all that is registered, in the order of registration."""

        def _ready(self) -> list[tuple[Any, int]]:
            found = []
            for descriptor, key in self._fd_to_key.items():
                endpoint = endpoints.get(descriptor)
                if endpoint is None:
                    continue
                wanted = key.events
                events = read if wanted & read and endpoint.readable() else 0
                if wanted & write and endpoint.connected:
                    events |= write
                if events:
                    found.append((key, events))
            return found

        def select(self, timeout: float | None = None) -> list[tuple[Any, int]]:
            found = self._ready()
            if found:
                return found
            rounded = None if timeout is None else math.ceil(timeout * 1e3) / 1e3
            return self._ready() if wait_for(scheduler, self._ready, rounded) else []

    return EndpointSelector
