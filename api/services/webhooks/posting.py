"""Posting one message to another machine: one connection, no redirects, and not for ever."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

from api.errors import ApiError
from api.services.webhooks.destinations import BadDestination, MayReach, address_of, destination_of
from devices.text import Text

PATIENCE_S = 10.0


class NotDelivered(ApiError):
    """The message did not arrive, or was not accepted; the words are for the list of deliveries."""

    code = "not_delivered"


class NotReached(NotDelivered):
    """Nobody answered. Fields: why."""

    words = Text(en="Nobody answered ({why}).", fa="کسی پاسخ نداد ({why}).")


class NotAccepted(NotDelivered):
    """The answer was not one of 200 to 299. Fields: status."""

    words = Text(en="The answer was {status}.", fa="پاسخ {status} بود.")


class NoWay(NotDelivered):
    """There is no connecting to such an address. Fields: wrong (a Text)."""

    words = Text(en="{wrong}.", fa="{wrong}.")


def post(url: str, body: bytes, headers: Mapping[str, str], may_reach: MayReach) -> None:
    """Post a message; any answer of 200 to 299 accepts it. Blocks up to `PATIENCE_S`. Raises NotDelivered."""
    try:
        destination = destination_of(url)
        address = address_of(destination, may_reach)
        connection = _Connection(destination.host, destination.port, address, destination.is_encrypted)
    except BadDestination as error:
        raise NoWay(**error.fields) from error
    # A time-out counts from the last byte that came, so somebody who answers drop by drop needs an end, too.
    end = threading.Timer(PATIENCE_S, connection.break_off)
    end.start()
    try:
        connection.request("POST", destination.path, body, dict(headers))
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise NotReached(why=str(error) or type(error).__name__) from error
    finally:
        end.cancel()
        connection.close()
    if not 200 <= status < 300:
        raise NotAccepted(status=str(status))


class _Connection(HTTPConnection):
    """To this very address, whatever its name comes to mean meanwhile."""

    def __init__(self, host: str, port: int, address: str, is_encrypted: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE_S)
        self._address = address
        self._is_encrypted = is_encrypted

    def connect(self) -> None:
        """Connect, with TLS if that is wanted."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_encrypted:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        else:
            self.sock = plain

    def break_off(self) -> None:
        """End whatever the connection waits for; for another thread to call."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
