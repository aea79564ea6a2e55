"""Where webhooks may lead: out of this machine, and nowhere into it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import psutil

from api.errors import ApiError
from devices.text import Text

Address = IPv4Address | IPv6Address
MayReach = Callable[[Address], bool]


class BadDestination(ApiError):
    """An address that no webhook may have. Fields: wrong (a Text)."""

    code = "bad_destination"
    status = 422
    words = Text(
        en="{wrong}. Give an address such as https://school.example/grades.",
        fa="{wrong}. نشانی‌ای مانند https://school.example/grades بدهید.",
    )


_NO_URL = Text(en="This is no http or https address", fa="این نشانی http یا https نیست")
_WITH_USER = Text(
    en="The address may not hold a user or a password", fa="نشانی نباید نام کاربری یا گذرواژه داشته باشد"
)
_INTO_THE_LAB = Text(en="The address leads to the lab's own machine", fa="نشانی به خود ماشین آزمایشگاه می‌رسد")
_UNKNOWN = Text(en="The name of this machine is not known", fa="نام این ماشین شناخته نشد")


@dataclass(frozen=True, slots=True)
class Destination:
    """The parts of a webhook's address."""

    is_encrypted: bool
    host: str
    port: int
    path: str


def destination_of(url: str) -> Destination:
    """The parts of an http or https address. Raises BadDestination; asks nobody for what names mean."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadDestination(wrong=_NO_URL) from None
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_plain:
        raise BadDestination(wrong=_NO_URL)
    if parts.username is not None or parts.password is not None:
        raise BadDestination(wrong=_WITH_USER)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    is_encrypted = parts.scheme == "https"
    return Destination(is_encrypted, parts.hostname, port or (443 if is_encrypted else 80), path)


def check_destination(url: str, may_reach: MayReach) -> None:
    """Refuse what is seen to be wrong without asking what names mean. Raises BadDestination."""
    host = destination_of(url).host
    try:
        is_refused = not may_reach(ip_address(host))
    except ValueError:
        is_refused = host == "localhost" or host.endswith(".localhost")
    if is_refused:
        raise BadDestination(wrong=_INTO_THE_LAB)


def address_of(destination: Destination, may_reach: MayReach) -> str:
    """The address to connect to. What a name means may change, so it is asked for, and judged, each time.

    Raises BadDestination.
    """
    try:
        found = socket.getaddrinfo(destination.host, destination.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadDestination(wrong=_UNKNOWN) from None
    addresses = [str(address[0]) for *_, address in found]
    if not all(may_reach(ip_address(address.partition("%")[0])) for address in addresses):
        raise BadDestination(wrong=_INTO_THE_LAB)
    return addresses[0]


def is_elsewhere(address: Address) -> bool:
    """Whether an address is another machine's: neither this one's, nor one that means this one or a link."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return is_elsewhere(address.ipv4_mapped)
    means_here = (
        address.is_loopback
        or address.is_link_local
        or address.is_unspecified
        or address.is_multicast
        or address.is_reserved
    )
    return not means_here and str(address) not in _own_addresses()


def _own_addresses() -> set[str]:
    interfaces = psutil.net_if_addrs().values()
    return {each.address.partition("%")[0] for addresses in interfaces for each in addresses}
