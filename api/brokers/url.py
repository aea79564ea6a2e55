"""Reads the address of a broker elsewhere from the settings."""

from __future__ import annotations

import ssl
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
_USER = Text(en="user and password are missing", fa="نام کاربری و گذرواژه جا افتاده‌اند")
_MORE = Text(en="nothing may follow the port", fa="پس از پورت چیزی نباید بیاید")
_CA = Text(en="KHANEH_BROKER_CA is for mqtts:// only", fa="KHANEH_BROKER_CA تنها برای mqtts:// است")


def read_broker_url(
    url: str, ca: Path | None = None, setting: str = "KHANEH_BROKER_URL", *, needs_user: bool = False
) -> BrokerAddress:
    """The broker that a URL names; over TLS it is trusted by `ca`, or else by the system's authorities.

    Raises BrokerUrlMistaken, BrokerAuthorityUnusable.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise BrokerUrlMistaken(setting=setting, problem=_PORT) from error
    problem = _problem(parts, port, ca, needs_user)
    if problem is not None:
        raise BrokerUrlMistaken(setting=setting, problem=problem)
    return BrokerAddress(
        host=parts.hostname or "",
        port=port or _PORTS[parts.scheme],
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=_trust(ca) if parts.scheme == "mqtts" else None,
    )


def _problem(parts: SplitResult, port: int | None, ca: Path | None, needs_user: bool) -> Text | None:
    found = (
        (parts.scheme not in _PORTS, _SCHEME),
        (port == 0, _PORT),
        (not parts.hostname, _HOST),
        (needs_user and not (parts.username and parts.password), _USER),
        (parts.path not in ("", "/") or bool(parts.query or parts.fragment), _MORE),
        (ca is not None and parts.scheme == "mqtt", _CA),
    )
    return next((problem for is_so, problem in found if is_so), None)


def _trust(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:  # SSLError is one
        raise BrokerAuthorityUnusable(file=str(ca), reason=error.strerror or str(error)) from error
