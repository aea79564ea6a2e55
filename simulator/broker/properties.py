"""The properties of MQTT 5 (section 2.2.2.2): what they are called and what they hold."""

from __future__ import annotations

from typing import Any, Final, TypedDict, cast


class Properties(TypedDict, total=False):
    """The properties of one packet or message, under the names of the specification; times in seconds."""

    payload_format_indicator: int
    message_expiry_interval: int
    content_type: str
    response_topic: str
    correlation_data: bytes
    subscription_identifiers: tuple[int, ...]
    session_expiry_interval: int
    assigned_client_identifier: str
    server_keep_alive: int
    authentication_method: str
    authentication_data: bytes
    request_problem_information: int
    will_delay_interval: int
    request_response_information: int
    response_information: str
    server_reference: str
    reason_string: str
    receive_maximum: int
    topic_alias_maximum: int
    topic_alias: int
    maximum_qos: int
    retain_available: int
    user_properties: tuple[tuple[str, str], ...]
    maximum_packet_size: int
    wildcard_subscription_available: int
    subscription_identifiers_available: int
    shared_subscription_available: int


class _Empty(dict[str, Any]):
    """Empty for ever, and therefore fit to be a default of frozen values."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __setitem__(self, key: str, value: Any) -> None:
        raise TypeError("these properties are shared; make a dictionary of your own")


NO_PROPERTIES: Final = cast(Properties, _Empty())
"""The properties of all that has none."""


def size_of(properties: Properties) -> int:
    """About how many bytes the values take in memory: what limits on kept messages are to count."""
    return sum(_size(value) for value in properties.values())


def _size(value: object) -> int:
    match value:
        case tuple():
            return _TUPLE_BYTES + sum(_size(each) for each in value)
        case str() | bytes():
            return len(value)
        case _:
            return 0


_TUPLE_BYTES = 64
