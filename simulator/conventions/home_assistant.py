"""Home Assistant's MQTT discovery, as Zigbee2MQTT announces its devices there.

Source: https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery. One retained configuration for each
entity; states and commands stay on Zigbee2MQTT's topics, which are absolute inside the configurations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from devices.device import Trait
from devices.property import Property
from simulator.actions import Action
from simulator.broker.message import Message
from simulator.house import House, Installed
from simulator.json_text import compact
from simulator.reports import Availability, Report

BASE = "homeassistant"
_BIRTH = f"{BASE}/status"


@dataclass(frozen=True, slots=True)
class Kind:
    """How Home Assistant wants to see a property; its own words for class and category."""

    device_class: str | None = None
    state_class: str | None = None
    is_diagnostic: bool = False


KINDS = {
    "temperature": Kind("temperature", "measurement"),
    "local_temperature": Kind("temperature", "measurement"),
    "humidity": Kind("humidity", "measurement"),
    "pressure": Kind("atmospheric_pressure", "measurement"),
    "illuminance": Kind("illuminance", "measurement"),
    "power": Kind("power", "measurement"),
    "current": Kind("current", "measurement"),
    "voltage": Kind("voltage", "measurement"),
    "energy": Kind("energy", "total_increasing"),
    "battery": Kind("battery", "measurement", is_diagnostic=True),
    "battery_low": Kind("battery", is_diagnostic=True),
    "linkquality": Kind(None, "measurement", is_diagnostic=True),
    "occupancy": Kind("occupancy"),
    "contact": Kind("door"),
}


class HomeAssistant:
    """The convention of Home Assistant's discovery."""

    name = "home_assistant"

    def will(self, house: House) -> Message | None:
        """Discovery outlives the house: availability is the bridge's business."""
        return None

    def announce(self, house: House, base: str) -> Iterator[Message]:
        """One configuration for each entity of each device."""
        for installed in house.installed.values():
            for component, object_id, fields in entities(installed, base):
                topic = f"{BASE}/{component}/{installed.address}/{object_id}/config"
                yield Message(topic, compact(fields), retain=True)

    def farewell(self, house: House) -> Iterator[Message]:
        """Nothing."""
        yield from ()

    def translate(self, report: Report | Availability, house: House) -> Iterator[Message]:
        """Nothing: states are Zigbee2MQTT's."""
        yield from ()

    def filters(self) -> tuple[str, ...]:
        """Home Assistant's birth message."""
        return (_BIRTH,)

    def receive(self, topic: str, payload: bytes, house: House, base: str) -> Iterable[Action | Message]:
        """Announce everything again when Home Assistant comes up."""
        return self.announce(house, base) if topic == _BIRTH and payload == b"online" else []


CONVENTION = HomeAssistant()


def entities(installed: Installed, base: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(component, object id, configuration) of each entity that a device becomes."""
    for trait in installed.device.traits:
        if trait.expose in _GROUPS:
            yield _GROUPS[trait.expose](installed, trait, base)
        else:
            for each in trait.properties:
                component = "binary_sensor" if each.kind == "binary" else "sensor"
                yield component, each.name, _sensor(installed, each, base)


def _common(installed: Installed, object_id: str, base: str) -> dict[str, Any]:
    return {
        "unique_id": f"{installed.address}_{object_id}_zigbee2mqtt",
        "object_id": f"{installed.name}_{object_id}",
        "availability": [
            {"topic": f"{base}/zigbee2mqtt/bridge/state", "value_template": "{{ value_json.state }}"},
            {
                "topic": f"{base}/zigbee2mqtt/{installed.name}/availability",
                "value_template": "{{ value_json.state }}",
            },
        ],
        "availability_mode": "all",
        "device": {
            "identifiers": [f"zigbee2mqtt_{installed.address}"],
            "name": installed.name,
            "manufacturer": installed.device.vendor,
            "model": installed.device.description.en,
            "model_id": installed.device.model,
        },
        "origin": {"name": "Khaneh"},
    }


def _sensor(installed: Installed, shown: Property, base: str) -> dict[str, Any]:
    kind = KINDS.get(shown.name, Kind())
    fields: dict[str, Any] = {
        "name": shown.title.en,
        "state_topic": f"{base}/zigbee2mqtt/{installed.name}",
        "value_template": f"{{{{ value_json.{shown.name} }}}}",
        "unit_of_measurement": shown.unit,
        "device_class": kind.device_class,
        "state_class": kind.state_class if shown.kind == "numeric" else None,
        "entity_category": "diagnostic" if kind.is_diagnostic else None,
        "enabled_by_default": None if shown.name != "linkquality" else False,
    }
    if shown.kind == "binary":
        fields |= {"payload_on": shown.on, "payload_off": shown.off}
    return _without_gaps(fields) | _common(installed, shown.name, base)


def _light(installed: Installed, trait: Trait, base: str) -> tuple[str, str, dict[str, Any]]:
    topic = f"{base}/zigbee2mqtt/{installed.name}"
    fields = {
        "name": None,
        "schema": "json",
        "state_topic": topic,
        "command_topic": f"{topic}/set",
        "brightness": True,
        "brightness_scale": 254,
        "supported_color_modes": ["brightness"],
    }
    return "light", "light", fields | _common(installed, "light", base)


def _switch(installed: Installed, trait: Trait, base: str) -> tuple[str, str, dict[str, Any]]:
    topic = f"{base}/zigbee2mqtt/{installed.name}"
    state = trait.properties[0]
    fields = {
        "name": None,
        "state_topic": topic,
        "value_template": "{{ value_json.state }}",
        "command_topic": f"{topic}/set",
        "payload_on": state.on,
        "payload_off": state.off,
    }
    return "switch", "switch", fields | _common(installed, "switch", base)


def _climate(installed: Installed, trait: Trait, base: str) -> tuple[str, str, dict[str, Any]]:
    topic = f"{base}/zigbee2mqtt/{installed.name}"
    by_name = {each.name: each for each in trait.properties}
    setpoint = by_name["occupied_heating_setpoint"]
    fields = {
        "name": None,
        "temperature_unit": "C",
        "min_temp": setpoint.minimum,
        "max_temp": setpoint.maximum,
        "temp_step": setpoint.step,
        "modes": list(by_name["system_mode"].choices),
        "mode_state_topic": topic,
        "mode_state_template": "{{ value_json.system_mode }}",
        "mode_command_topic": f"{topic}/set/system_mode",
        "temperature_state_topic": topic,
        "temperature_state_template": "{{ value_json.occupied_heating_setpoint }}",
        "temperature_command_topic": f"{topic}/set/occupied_heating_setpoint",
        "current_temperature_topic": topic,
        "current_temperature_template": "{{ value_json.local_temperature }}",
        "action_topic": topic,
        "action_template": (
            "{% set values = {'idle': 'idle', 'heat': 'heating'} %}{{ values[value_json.running_state] }}"
        ),
    }
    return "climate", "climate", fields | _common(installed, "climate", base)


_GROUPS = {"light": _light, "switch": _switch, "climate": _climate}


def _without_gaps(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
