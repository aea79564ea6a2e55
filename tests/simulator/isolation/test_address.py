"""How brokers' addresses are written."""

from __future__ import annotations

import pytest

from simulator.isolation.address import Address
from simulator.isolation.errors import AddressInvalid


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("mqtt://broker.school", Address("mqtt", "broker.school", 1883)),
        ("mqtts://broker.school", Address("mqtts", "broker.school", 8883)),
        ("ws://broker.school", Address("ws", "broker.school", 80, "/mqtt")),
        ("wss://broker.school/ws/", Address("wss", "broker.school", 443, "/ws/")),
        ("mqtt://10.0.0.1:1884", Address("mqtt", "10.0.0.1", 1884)),
        ("mqtt://[::1]:1884", Address("mqtt", "::1", 1884)),
    ],
)
def test_an_address_is_read(url: str, address: Address) -> None:
    assert Address.parse(url) == address
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "broker.school",
        "broker.school:1883",
        "http://broker.school",
        "mqtt://",
        "mqtt://b:port",
        "mqtt://b:99999",
        "mqtt://u1:token@broker.school",
    ],
)
def test_what_is_no_address_is_refused_with_what_would_be_right(url: str) -> None:
    with pytest.raises(AddressInvalid, match="mqtt://host:port"):
        Address.parse(url)


def test_what_carries_the_bytes() -> None:
    assert [Address(scheme, "b", 1).is_encrypted for scheme in ("mqtt", "mqtts", "ws", "wss")] == [
        False,
        True,
        False,
        True,
    ]
    assert [Address(scheme, "b", 1).is_web_socket for scheme in ("mqtt", "mqtts", "ws", "wss")] == [
        False,
        False,
        True,
        True,
    ]
