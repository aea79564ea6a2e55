"""A device's state in Tasmota's words: what stands in STATE, in RESULT and in SENSOR."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from typing import Any

from devices.device import Device
from devices.property import Property, Scalar
from simulator.conventions.tasmota.parts import LINK_QUALITY, Parts, driver_of, parts_of
from simulator.device_state import COLOR, state
from simulator.reports import Report

_UNITS = {"Temperature": ("TempUnit", "C"), "Pressure": ("PressureUnit", "hPa")}


def controls(report: Report, device: Device, only: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Relays and lamp, or those of them that `only` names."""
    parts, values = parts_of(device), report.values
    names = report.values if only is None else only
    shown: dict[str, Any] = {
        parts.power_key(index): _word(relay, values.get(relay.name))
        for index, relay in enumerate(parts.relays)
        if relay.name in names
    }
    lamp = [each for each in parts.lamp if each.name in names]
    if lamp:
        shown |= _lamp(report, device, parts)
    return shown


def state_payload(report: Report, device: Device) -> dict[str, Any]:
    """`tele/…/STATE`: relays, lamp, and how well the access point hears it."""
    quality = report.values.get(LINK_QUALITY)
    if isinstance(quality, int | float):
        percent = round(quality / 255 * 100)
        return controls(report, device) | {"Wifi": {"RSSI": percent, "Signal": percent // 2 - 100}}
    return controls(report, device)


def sensor_payload(values: Mapping[str, Scalar], device: Device) -> dict[str, Any]:
    """`tele/…/SENSOR`: contacts, then each driver with what it measures, then the units."""
    parts = parts_of(device)
    shown: dict[str, Any] = {
        f"Switch{number}": _word(switch, values.get(switch.name))
        for number, switch in enumerate(parts.switches, start=1)
    }
    units: dict[str, str] = {}
    for sensed in parts.sensors:
        driver, key = driver_of(sensed)
        shown.setdefault(driver, {})[key] = values.get(sensed.name)
        if key in _UNITS:
            name, unit = _UNITS[key]
            units[name] = unit
    return shown | units


def dimmer_of(brightness: float, full: float) -> int:
    """Tasmota's percent; a lamp that is on at all shows at least 1."""
    return max(1 if brightness > 0 else 0, round(brightness / full * 100))


def _lamp(report: Report, device: Device, parts: Parts) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    by_name = {each.name: each for each in parts.lamp}
    level = report.values.get("brightness")
    dimmer = 100
    if isinstance(level, int | float):
        dimmer = shown["Dimmer"] = dimmer_of(level, by_name["brightness"].maximum or 254)
    color = state(report, device).get(COLOR, {})
    if color.get("hue") is not None:
        hue, saturation = color["hue"], color["saturation"]
        rgb = colorsys.hsv_to_rgb(hue / 360, saturation / 100, dimmer / 100)
        shown["Color"] = ",".join(str(round(part * 255)) for part in rgb)
        shown["HSBColor"] = f"{round(hue)},{round(saturation)},{dimmer}"
    if "color_temp" in report.values:
        shown["CT"] = report.values["color_temp"]
        if "Color" in shown:
            # The dimmers of its coloured and its white channels; here one lamp is both.
            shown |= {"Dimmer1": dimmer, "Dimmer2": dimmer}
    return shown


def _word(shown: Property, value: Scalar) -> str:
    return "ON" if value == shown.on else "OFF"
