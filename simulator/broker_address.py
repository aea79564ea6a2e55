"""Where a broker is, and who we are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from ssl import SSLContext


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """A broker that is reached over TCP, or over TLS where a context for it is given."""

    host: str
    port: int = 1883
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: SSLContext | None = None
