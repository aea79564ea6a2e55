"""Where the broker of this installation is: for its own processes, and for people."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.brokers.url import BrokerUrlMistaken, read_broker_url
from api.house_link import INTERNAL_USER, internal_token
from api.services.labs import DEMO
from api.settings import Settings
from devices.text import Text
from simulator.broker_address import BrokerAddress

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 – what listens everywhere is reached on loopback
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}

_TAKEN = Text(
    en=f"{INTERNAL_USER} and {DEMO} are users that the lab makes itself, choose another administrator",
    fa=f"کاربرهای {INTERNAL_USER} و {DEMO} را خود آزمایشگاه می‌سازد، مدیر دیگری انتخاب کنید",
)


@dataclass(frozen=True, slots=True)
class ToldAddress:
    """What people are told: no host where it is the one under which they reach the page."""

    host: str | None
    port: int
    tls: bool = False


def broker_address(settings: Settings) -> BrokerAddress:
    """Where the broker is; of a broker elsewhere with the user whom the operator gave.

    Raises BrokerUrlMistaken, BrokerAuthorityUnusable.
    """
    if settings.broker_url is None:
        return BrokerAddress(_EVERYWHERE.get(settings.host, settings.host), settings.mqtt_port)
    provisioned = settings.broker_provisioning != "none"
    address = read_broker_url(settings.broker_url, settings.broker_ca, needs_user=provisioned)
    if provisioned and address.username in (INTERNAL_USER, DEMO):
        raise BrokerUrlMistaken(setting="KHANEH_BROKER_URL", problem=_TAKEN)
    return address


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
    if settings.broker_public_url is not None:
        public = read_broker_url(settings.broker_public_url, setting="KHANEH_BROKER_PUBLIC_URL")
        return ToldAddress(public.host, public.port, public.tls is not None)
    address = broker_address(settings)
    host = address.host if settings.broker_url and address.host not in _THIS_MACHINE else None
    return ToldAddress(host, address.port, address.tls is not None)
