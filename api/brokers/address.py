"""Where the broker of this installation is: for its own processes, and for people."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.brokers.url import BrokerUrlMistaken, address_of, read_broker_url
from api.certificate_files import served_certificate
from api.house_link import INTERNAL_USER, internal_token
from api.services.labs import DEMO
from api.settings import Settings
from devices.text import Text
from simulator.broker_address import BrokerAddress

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 – what listens everywhere is reached on loopback
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}

_NO_USER = Text(en="user and password are missing", fa="نام کاربری و گذرواژه جا افتاده‌اند")
_TAKEN = Text(
    en=f"{INTERNAL_USER} and {DEMO} are users that the lab makes itself, choose another administrator",
    fa=f"کاربرهای {INTERNAL_USER} و {DEMO} را خود آزمایشگاه می‌سازد، مدیر دیگری انتخاب کنید",
)


@dataclass(frozen=True, slots=True)
class ToldAddress:
    """What people are told."""

    host: str | None
    """None where it is the host under which they reach the page."""
    port: int
    tls_port: int | None
    """Where TLS is spoken; the same as `port` at a broker that speaks nothing else."""


def broker_address(settings: Settings) -> BrokerAddress:
    """Where the broker is; of a broker elsewhere with the user whom the operator gave.

    Raises BrokerUrlMistaken, BrokerAuthorityUnusable.
    """
    if settings.broker_url is None:
        return BrokerAddress(_EVERYWHERE.get(settings.host, settings.host), settings.mqtt_port)
    url = read_broker_url(settings.broker_url)
    if settings.broker_provisioning != "none":
        if not (url.username and url.password):
            raise BrokerUrlMistaken(setting="KHANEH_BROKER_URL", problem=_NO_USER)
        if url.username in (INTERNAL_USER, DEMO):
            raise BrokerUrlMistaken(setting="KHANEH_BROKER_URL", problem=_TAKEN)
    return address_of(url, settings.broker_ca)


def house_address(settings: Settings, secret: bytes) -> BrokerAddress:
    """The same, as the lab's own processes connect to it.

    That is an account of their own, unless the operator provides the accounts. Raises as `broker_address`.
    """
    address = broker_address(settings)
    if settings.broker_url is not None and settings.broker_provisioning == "none":
        return address
    return replace(address, username=INTERNAL_USER, password=internal_token(secret))


def told_address(settings: Settings) -> ToldAddress:
    """Where students' tools find the broker. Raises BrokerUrlMistaken."""
    if settings.broker_url is None:
        tls_port = settings.mqtts_port if served_certificate(settings) else None
        return ToldAddress(None, settings.mqtt_port, tls_port)
    if settings.broker_public_url is not None:
        url = read_broker_url(settings.broker_public_url, "KHANEH_BROKER_PUBLIC_URL")
    else:
        url = read_broker_url(settings.broker_url)
    host = None if url.host in _THIS_MACHINE else url.host
    return ToldAddress(host, url.port, url.port if url.is_tls else None)
