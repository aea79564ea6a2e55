"""The marks by which a test names the normative statements that it checks.

    from tests.conformance.states import states_3_1_1, states_5

    @states_3_1_1("MQTT-3.12.4-1")
    @states_5("MQTT-3.12.4-1")
    def test_a_ping_is_answered(lab): ...

A number that the specification does not have is refused when the test is collected.
"""

from __future__ import annotations

import pytest

from tests.conformance.register import MQTT_3_1_1, MQTT_5, Register


def states_3_1_1(*numbers: str) -> pytest.MarkDecorator:
    """Mark a test of statements of MQTT 3.1.1. Raises UnknownStatement."""
    return _states(MQTT_3_1_1, numbers)


def states_5(*numbers: str) -> pytest.MarkDecorator:
    """Mark a test of statements of MQTT 5.0. Raises UnknownStatement."""
    return _states(MQTT_5, numbers)


def _states(register: Register, numbers: tuple[str, ...]) -> pytest.MarkDecorator:
    for number in numbers:
        register.find(number)
    return pytest.mark.states(*numbers, version=register.version)
