"""What a broker must offer so that an attack can be tried; brokers of MQTT 5 say what they lack."""

from __future__ import annotations

from devices.text import Text
from simulator.isolation.errors import NotOffered
from simulator.isolation.raw_client import RawClient

RETAINED = Text(en="retained messages", fa="پیام نگه‌داشته (retained)")
SESSIONS = Text(en="sessions that outlive a connection", fa="نشستی که پس از قطع اتصال بماند")
SHARED = Text(en="shared subscriptions", fa="اشتراک گروهی (shared subscription)")
ALIASES = Text(en="topic aliases", fa="نام کوتاه موضوع (topic alias)")
WILLS = Text(en="wills", fa="وصیت (will)")
_QOS = Text(en="QoS {qos}", fa="QoS {qos}")


def require_retained(client: RawClient) -> None:
    """Raise `NotOffered` when the broker has told this client that it retains nothing."""
    if not client.connack.properties.get("retain_available", 1):
        raise NotOffered(what=RETAINED)


def require_qos(client: RawClient, qos: int) -> None:
    """Raise `NotOffered` when the broker has told this client that it does not go up to that QoS."""
    if client.connack.properties.get("maximum_qos", 2) < qos:
        raise NotOffered(what=_QOS.format(qos=str(qos)))


def require_aliases(client: RawClient) -> None:
    """Raise `NotOffered` unless the broker takes topic aliases from this client."""
    if not client.connack.properties.get("topic_alias_maximum", 0):
        raise NotOffered(what=ALIASES)
