"""Reads the address of a broker elsewhere from the settings."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from api.errors import ApiError
from devices.text import Text
from simulator.broker_address import BrokerAddress

_PORTS = {"mqtt": 1883, "mqtts": 8883}


class BrokerUrlMistaken(ApiError):
    """A broker's URL cannot be used. Fields: setting, problem; the URL itself holds a password."""

    code = "broker_url_mistaken"
    words = Text(
        en="{setting} is to read mqtt://user:password@host:port, or mqtts://… for TLS: {problem}.",
        fa="{setting} باید به شکل mqtt://user:password@host:port باشد، یا mqtts://… برای TLS: {problem}.",
    )


class BrokerAuthorityUnusable(ApiError):
    """The authority that signed the broker's certificate cannot be read. Fields: file, reason."""

    code = "broker_authority_unusable"
    words = Text(
        en="KHANEH_BROKER_CA names {file}, which is no PEM file of certificates that can be read ({reason}).",
        fa="KHANEH_BROKER_CA به {file} اشاره می‌کند که فایل PEM گواهی خواندنی‌ای نیست ({reason}).",
    )


_SCHEME = Text(en="it must begin with mqtt:// or mqtts://", fa="باید با mqtt:// یا mqtts:// آغاز شود")
_HOST = Text(en="the host is missing", fa="نام میزبان جا افتاده است")
_PORT = Text(
    en="the port must be a number from 1 to 65535; in a password write / as %2F, @ as %40, # as %23",
    fa="پورت باید عددی از ۱ تا ۶۵۵۳۵ باشد؛ در گذرواژه / را %2F، @ را %40 و # را %23 بنویسید",
)
_MORE = Text(en="nothing may follow the port", fa="پس از پورت چیزی نباید بیاید")
_CA = Text(en="KHANEH_BROKER_CA is for mqtts:// only", fa="KHANEH_BROKER_CA تنها برای mqtts:// است")


@dataclass(frozen=True, slots=True)
class BrokerUrl:
    """A broker's URL, read."""

    host: str
    port: int
    username: str | None
    password: str | None = field(repr=False)
    is_tls: bool


def read_broker_url(url: str, setting: str = "KHANEH_BROKER_URL") -> BrokerUrl:
    """Read the URL that stands in a setting. Raises BrokerUrlMistaken."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise BrokerUrlMistaken(setting=setting, problem=_PORT) from error
    problem = _problem(parts, port)
    if problem is not None:
        raise BrokerUrlMistaken(setting=setting, problem=problem)
    return BrokerUrl(
        host=parts.hostname or "",
        port=port or _PORTS[parts.scheme],
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        is_tls=parts.scheme == "mqtts",
    )


def address_of(url: BrokerUrl, ca: Path | None) -> BrokerAddress:
    """How to connect there; over TLS the broker is trusted by `ca`, or else by the system's authorities.

    Raises BrokerUrlMistaken, BrokerAuthorityUnusable.
    """
    if ca is not None and not url.is_tls:
        raise BrokerUrlMistaken(setting="KHANEH_BROKER_URL", problem=_CA)
    tls = _trust(ca) if url.is_tls else None
    return BrokerAddress(url.host, url.port, url.username, url.password, tls)


def _problem(parts: SplitResult, port: int | None) -> Text | None:
    found = (
        (parts.scheme not in _PORTS, _SCHEME),
        (port == 0, _PORT),
        (not parts.hostname, _HOST),
        (parts.path not in ("", "/") or bool(parts.query or parts.fragment), _MORE),
    )
    return next((problem for is_so, problem in found if is_so), None)


def _trust(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:  # SSLError is one
        raise BrokerAuthorityUnusable(file=str(ca), reason=error.strerror or str(error)) from error
