"""What can go wrong at the broker."""

from __future__ import annotations

from devices.text import Text
from simulator.broker.violations import Violation
from simulator.errors import SimulatorError


class BrokerError(SimulatorError):
    """Base of the broker's errors."""

    code = "broker"


class ProtocolError(BrokerError):
    """A client sent bytes that MQTT forbids; its connection must be closed [MQTT-4.8.0-1]."""

    code = "mqtt_protocol"
    words = Text(
        en="The client broke the MQTT protocol [{statement}]: {why}.",
        fa="کلاینت پروتکل MQTT را رعایت نکرد [{statement}]: {why}.",
    )

    def __init__(self, violation: Violation) -> None:
        super().__init__(statement=violation.cited, why=violation.words)
        self.violation = violation


class BaseInvalid(BrokerError):
    """The topics of a user were given as something else than a topic or `#`."""

    code = "broker_base"
    words = Text(
        en="{base!r} is not a base topic: write one such as lab/demo (it reaches lab/demo/#), or # for all.",
        fa="«{base}» موضوع پایه نیست: موضوعی مانند lab/demo بنویسید (به lab/demo/# می‌رسد)، یا # برای همه.",
    )


class ClientIdentifierTaken(BrokerError):
    """A client inside this process already goes by that name."""

    code = "broker_client_id"
    words = Text(
        en="A client of this process is already attached as {client_id!r}.",
        fa="کلاینتی از همین فرایند پیش‌تر با نام «{client_id}» وصل شده است.",
    )
