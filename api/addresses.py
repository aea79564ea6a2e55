"""The addresses at which others in the network find this machine."""

from __future__ import annotations

import ipaddress
import socket

_THIS_MACHINE_ONLY = {"127.0.0.1", "localhost", "::1"}
_EVERY_ADDRESS = {"0.0.0.0", "::", ""}  # noqa: S104 – compared with only


def lan_addresses() -> list[str]:
    """IPv4 addresses of this machine that a classroom can use, the likeliest first; nothing is sent."""
    found = [_outward_address(), *_addresses_of_own_name()]
    return list(dict.fromkeys(address for address in found if address and _is_reachable(address)))


def page_addresses(host: str, port: int) -> list[str]:
    """Where others in the network find the page that listens on `host`; nowhere if only this machine does."""
    if host in _THIS_MACHINE_ONLY:
        return []
    hosts = lan_addresses() if host in _EVERY_ADDRESS else [host]
    return [f"http://{each}:{port}" for each in hosts]


def _outward_address() -> str | None:
    # Connecting a datagram socket only chooses a route; 192.0.2.1 is set aside for documentation (RFC 5737).
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _addresses_of_own_name() -> list[str]:
    try:
        return list(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return []


def _is_reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_link_local)
