"""How the program finds hosts by name: the lab's names and any address lead to the lab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .network import ANYWHERE, LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Found = tuple[int, int, int, str, tuple[Any, ...]]

LOOPBACK_6 = "::1"
PASSIVE = 1
"""`AI_PASSIVE`: the address is for a listener."""


def functions(host_names: Sequence[str]) -> dict[str, Any]:
    """What stands for the functions of `_socket` that look up names."""
    resolve = _resolver(host_names)
    return {
        "getaddrinfo": _address_finder(resolve),
        "getnameinfo": lambda address, flags: (str(address[0]), str(address[1])),
        "gethostbyname": resolve,
        "gethostbyname_ex": lambda host: (host, [], [resolve(host)]),
        "gethostbyaddr": lambda address: (str(address), [], [str(address)]),
        "gethostname": lambda: "khaneh",
    }


def _resolver(host_names: Sequence[str]) -> Callable[[Any], str]:
    import _socket

    known = {name.lower() for name in host_names} | {"localhost", ""}

    def resolve(host: Any) -> str:
        name = host.decode() if isinstance(host, bytes) else (host or "")
        if name.lower() in known:
            return LOOPBACK
        if all(part.isdigit() for part in name.split(".")) or ":" in name:
            return str(name)
        raise _socket.gaierror(_socket.EAI_NONAME, "Name or service not known")

    return resolve


def _address_finder(resolve: Callable[[Any], str]) -> Callable[..., list[Found]]:
    import _socket

    ipv4, ipv6, stream = int(_socket.AF_INET), int(_socket.AF_INET6), int(_socket.SOCK_STREAM)

    def getaddrinfo(
        host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
    ) -> list[Found]:
        try:
            number = int(port or 0)
        except ValueError:
            raise _socket.gaierror(_socket.EAI_SERVICE, "Servname not supported for ai_socktype") from None
        address = ANYWHERE if host is None and flags & PASSIVE else resolve(host)
        if family == ipv6 and address == LOOPBACK:
            address = LOOPBACK_6
        if ":" in address:
            return [(ipv6, type or stream, proto or 6, "", (address, number, 0, 0))]
        if family == ipv6:
            raise _socket.gaierror(_socket.EAI_FAMILY, "Address family for hostname not supported")
        return [(ipv4, type or stream, proto or 6, "", (address, number))]

    return getaddrinfo
