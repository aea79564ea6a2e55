"""The lab in which statements are tested that both versions of MQTT make, each at both."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_3_1_1, MQTT_5
from tests.conformance.client import Client
from tests.conformance.lab import Lab


@pytest.fixture(params=[MQTT_3_1_1, MQTT_5], ids=["3.1.1", "5.0"])
def level(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture
def lab(level: int) -> Lab:
    return Lab(level)


@pytest.fixture
def publisher(lab: Lab) -> Client:
    return lab.connect("publisher")


@pytest.fixture
def subscriber(lab: Lab) -> Client:
    """A client whose session is kept, subscribed to everything at QoS 2."""
    client = lab.connect("subscriber", **lab.lasting)
    client.subscribe("#", qos=2)
    return client


@pytest.fixture
def watcher(lab: Lab) -> Client:
    """A client that sees all that is published."""
    client = lab.connect("watcher")
    client.subscribe("#", qos=2)
    return client
