"""What is said of a house's devices is what its conventions do: values are told and set where the list says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.services.house_devices import DeviceAtHome, PropertyAtHome, devices_of
from devices.registry import catalog
from simulator.actions import SetProperties
from simulator.convention import Scope
from simulator.conventions import load_conventions
from simulator.house import House
from simulator.reports import Report
from simulator.scenario import Scenario
from tests.simulator.conventions.house import house_of

BASE = "lab/demo"
CONVENTIONS = [("zigbee2mqtt", "telemetry"), ("telemetry",), ("tasmota", "telemetry")]
EVERYTHING = house_of(catalog())


def scenario(*conventions: str, house: House = EVERYTHING) -> Scenario:
    title = {"en": "All", "fa": "همه"}
    return Scenario(title=title, house=house, start="2027-01-14", conventions=conventions)  # type: ignore[arg-type]


@pytest.mark.parametrize("conventions", CONVENTIONS, ids="-".join)
def test_values_stand_where_the_list_says(conventions: tuple[str, ...]) -> None:
    for device in devices_of(scenario(*conventions), BASE):
        payloads = spoken(device, conventions)
        for each in device.properties:
            if each.told and not each.property.momentary:
                assert _is_there(each, payloads), (device.installed.device.model, each.property.name)


@pytest.mark.parametrize("conventions", CONVENTIONS, ids="-".join)
def test_what_is_sent_where_the_list_says_is_obeyed(conventions: tuple[str, ...]) -> None:
    for device in devices_of(scenario(*conventions), BASE):
        for each in device.properties:
            if each.taken:
                wanted = acceptable(each)
                (action, *_) = received(device, each, wanted, conventions)
                assert isinstance(action, SetProperties), action
                assert dict(action.values) == {each.property.name: wanted}, (action, wanted)


def test_tasmotas_own_words_are_told_by_the_keys_of_its_payloads() -> None:
    (plug,) = devices_of(scenario("tasmota", house=house_of(["A1T"])), BASE)
    told = {each.property.name: each.told for each in plug.properties}
    assert told["power"] == (f"{BASE}/tele/device_0/SENSOR", ("ENERGY", "Power"))
    assert told["linkquality"] is None
    silent = house_of(["RTCGQ11LM"])
    (sensor,) = devices_of(scenario("tasmota", house=silent), BASE)
    assert sensor.wiring is None


def spoken(device: DeviceAtHome, conventions: tuple[str, ...]) -> dict[str, Any]:
    """What a device says that tells all that it has, by topic."""
    scope = Scope.of(EVERYTHING, load_conventions(conventions), BASE)
    installed = device.installed
    values = {name: each.initial for name, each in installed.device.properties.items()}
    report = Report(0, installed.name, values, tuple(values))
    messages = scope.carriers[installed.name].translate(report, scope)
    return {scope.absolute(each.topic): json.loads(each.payload) for each in messages if each.retain}


def _is_there(each: PropertyAtHome, payloads: dict[str, Any]) -> bool:
    assert each.told
    found: Any = payloads[each.told.topic]
    for key in each.told.keys:
        if key not in found:
            return False
        found = found[key]
    return True


def acceptable(each: PropertyAtHome) -> Any:
    """A value that the property can take."""
    shown = each.property
    if shown.kind == "numeric":
        return shown.minimum or 0
    return shown.on if shown.kind == "binary" else (shown.choices or ("word",))[0]


def received(
    device: DeviceAtHome, each: PropertyAtHome, wanted: Any, conventions: tuple[str, ...]
) -> list[Any]:
    """What the house makes of a message that sets the property."""
    assert each.taken
    scope = Scope.of(EVERYTHING, load_conventions(conventions), BASE)
    payload = json.dumps({each.property.name: wanted}) if each.taken.as_json else str(wanted)
    topic = each.taken.topic.removeprefix(f"{BASE}/")
    return list(scope.carriers[device.installed.name].receive(topic, payload.encode(), scope))
