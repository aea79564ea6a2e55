"""The addresses at which others in the network find this machine."""

from __future__ import annotations

import ipaddress
import socket


def lan_addresses() -> list[str]:
    """IPv4 addresses of this machine that a classroom can use, the likeliest first; nothing is sent."""
    found = [_outward_address(), *_addresses_of_own_name()]
    return list(dict.fromkeys(address for address in found if address and _is_reachable(address)))


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
