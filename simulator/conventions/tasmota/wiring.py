"""Where Home Assistant's own discovery finds what Tasmota tells and takes."""

from __future__ import annotations

from collections.abc import Callable

from devices.property import Property
from simulator.convention import Wiring
from simulator.conventions.tasmota.parts import LINK_QUALITY, Parts, driver_of, parts_of
from simulator.device_state import COLOR
from simulator.house import Installed

_LAMP = {"brightness": "Dimmer", "color_temp": "CT", COLOR: "Color"}


def wiring_of(installed: Installed, carrier: str, absolute: Callable[[str], str]) -> Wiring:
    """Where a device is; `absolute` makes a topic that programs can use."""
    name, parts = installed.name, parts_of(installed.device)
    commands = _commands(parts)

    def read(shown: str) -> tuple[str, str]:
        kind, template = _places(parts)[shown]
        return absolute(f"{kind.format(name=name)}"), template

    return Wiring(
        node=installed.mac,
        carrier=carrier,
        state_topic=absolute(f"tele/{name}/STATE"),
        availability=(
            {
                "topic": absolute(f"tele/{name}/LWT"),
                "payload_available": "Online",
                "payload_not_available": "Offline",
            },
        ),
        read=read,
        command=lambda shown: (absolute(f"cmnd/{name}/{commands[shown]}"), None),
        brightness_scale=100,
    )


def _commands(parts: Parts) -> dict[str, str]:
    """The command that sets each property."""
    relays = {relay.name: f"Power{number}" for number, relay in enumerate(parts.relays, start=1)}
    return relays | _LAMP


def _places(parts: Parts) -> dict[str, tuple[str, str]]:
    """Topic and template of each property's value."""
    state, sensor = "tele/{name}/STATE", "tele/{name}/SENSOR"
    places = {LINK_QUALITY: (state, "{{ (value_json.Wifi.RSSI * 2.55) | round }}")}
    for name, key in _LAMP.items():
        places[name] = (state, f"{{{{ value_json.{key} }}}}")
    for index, relay in enumerate(parts.relays):
        places[relay.name] = (state, f"{{{{ value_json.{parts.power_key(index)} }}}}")
    for number, switch in enumerate(parts.switches, start=1):
        places[switch.name] = (sensor, _as_in_property(f"value_json.Switch{number}", switch))
    for sensed in parts.sensors:
        driver, key = driver_of(sensed)
        places[sensed.name] = (sensor, f"{{{{ value_json['{driver}']['{key}'] }}}}")
    for number, button in enumerate(parts.buttons, start=1):
        places[button.name] = (f"stat/{{name}}/BUTTON{number}", "{{ value_json.ACTION | lower }}")
    return places


def _as_in_property(value: str, switch: Property) -> str:
    """ON and OFF as the property's own words."""
    return f"{{{{ {switch.on!r} if {value} == 'ON' else {switch.off!r} }}}}"
