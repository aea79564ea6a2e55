"""The lab in which the statements of MQTT 5.0 are tested."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_5
from tests.conformance.client import Client
from tests.conformance.lab import Lab

KEPT_S = 3600


@pytest.fixture
def lab() -> Lab:
    return Lab(MQTT_5)


@pytest.fixture
def client(lab: Lab) -> Client:
    return lab.connect()


@pytest.fixture
def publisher(lab: Lab) -> Client:
    return lab.connect("publisher")


@pytest.fixture
def subscriber(lab: Lab) -> Client:
    """A client whose session is kept for an hour, subscribed to everything at QoS 2."""
    client = lab.connect("subscriber", properties={"session_expiry_interval": KEPT_S})
    client.subscribe("#", qos=2)
    return client
