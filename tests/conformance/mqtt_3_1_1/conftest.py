"""The lab in which the statements of MQTT 3.1.1 are tested."""

from __future__ import annotations

import pytest

from simulator.broker.packets import MQTT_3_1_1
from tests.conformance.lab import Lab


@pytest.fixture
def lab() -> Lab:
    return Lab(MQTT_3_1_1)
