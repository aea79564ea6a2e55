"""Where a broker listens, and what carries the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from simulator.isolation.errors import AddressInvalid

Scheme = Literal["mqtt", "mqtts", "ws", "wss"]

_PORTS: dict[Scheme, int] = {"mqtt": 1883, "mqtts": 8883, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A broker's address; `path` counts for WebSocket only. `mqtts` and `wss` are encrypted."""

    scheme: Scheme
    host: str
    port: int
    path: str = "/mqtt"

    @classmethod
    def parse(cls, url: str) -> Address:
        """The address that a person wrote; without a port, the usual one. Raises `AddressInvalid`."""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError as error:
            raise AddressInvalid(url=url) from error
        if parts.scheme not in get_args(Scheme) or not parts.hostname or parts.username is not None:
            raise AddressInvalid(url=url)
        scheme = cast(Scheme, parts.scheme)
        return cls(scheme, parts.hostname, port or _PORTS[scheme], parts.path or "/mqtt")

    @property
    def is_encrypted(self) -> bool:
        """Whether the connection is inside TLS."""
        return self.scheme in ("mqtts", "wss")

    @property
    def is_web_socket(self) -> bool:
        """Whether MQTT is carried in WebSocket frames."""
        return self.scheme in ("ws", "wss")

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path if self.is_web_socket else ''}"
