"""The module `_socket` of the program, with nothing of the operating system's behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import addresses
from .socket_state import STREAM, UNIX
from .virtual_socket import VirtualSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .network import Network


def install(network: Network, host_names: Sequence[str]) -> None:
    """Replace what `_socket` offers, before `socket` is built on it."""
    import _socket
    import os

    kind = socket_type(network)

    def socketpair(*_: Any) -> tuple[Any, Any]:
        here, there = network.pair("")
        return kind(UNIX, STREAM, 0, network.add(here)), kind(UNIX, STREAM, 0, network.add(there))

    def set_default_timeout(timeout: float | None) -> None:
        network.default_timeout = timeout

    replacements: dict[str, Any] = {
        **addresses.functions(host_names),
        "socket": kind,
        "SocketType": kind,
        "socketpair": socketpair,
        "close": network.remove,
        "dup": lambda descriptor: network.add(network.endpoints[descriptor]),
        "setdefaulttimeout": set_default_timeout,
        "getdefaulttimeout": lambda: network.default_timeout,
    }
    for name, value in replacements.items():
        setattr(_socket, name, value)
    if hasattr(os, "sendfile"):  # it would write into the empty descriptor
        del os.sendfile


def socket_type(network: Network) -> type[VirtualSocket]:
    """The type that stands for `_socket.socket` in a program with this network."""
    return type("socket", (VirtualSocket,), {"network": network, "__slots__": ()})
