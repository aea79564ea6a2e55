"""One listener of the broker: its port, its certificates, and whether it lets in who presents itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Issuers = Mapping[str, str]
"""Certificate files by name, each with the name of the authority's file that issued it."""


class Handshake(NamedTuple):
    """What a client brings to a TLS connection."""

    trusts: str | None = None
    """The authority's file by which it checks the broker; None checks nothing."""
    certificate: str | None = None
    """Its own certificate's file."""


@dataclass(frozen=True, slots=True)
class Listener:
    """As the lines after `listener` in mosquitto.conf say."""

    port: int
    cafile: str | None = None
    certfile: str | None = None
    keyfile: str | None = None
    require_certificate: bool = False
    use_identity_as_username: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether it speaks TLS: it needs its own certificate, and the key of it."""
        return self.certfile is not None and self.keyfile is not None

    def completes(self, handshake: Handshake | None, issuers: Issuers) -> bool:
        """Whether a client comes through: None is one that does not speak TLS.

        The client checks who issued the broker's certificate, the broker who issued the client's.
        """
        if handshake is None or not self.is_encrypted:
            return handshake is None and not self.is_encrypted
        issuer = issuers.get(self.certfile or "")
        if handshake.trusts is not None and handshake.trusts != issuer:
            return False
        if not self.require_certificate:
            return True
        shown = issuers.get(handshake.certificate or "")
        return self.cafile is not None and shown == self.cafile
