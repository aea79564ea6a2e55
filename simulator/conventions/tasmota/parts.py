"""What of a device Tasmota knows: relays, one lamp, switches, buttons, and the drivers of its sensors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from devices.device import Device
from devices.property import Access, Property
from simulator.device_state import COLOR

LINK_QUALITY = "linkquality"
_DRIVERS = {
    ("temperature", "°C"): ("SHT3X", "Temperature"),
    ("humidity", "%"): ("SHT3X", "Humidity"),
    ("dew_point", "°C"): ("SHT3X", "DewPoint"),
    ("pressure", "hPa"): ("BMP280", "Pressure"),
    ("illuminance", "lx"): ("BH1750", "Illuminance"),
    ("co2", "ppm"): ("SCD40", "CarbonDioxide"),
    ("voc", "ppb"): ("SGP30", "TVOC"),
    ("pm25", "µg/m³"): ("PMS5003", "PM2.5"),
    ("pm10", "µg/m³"): ("PMS5003", "PM10"),
    ("soil_moisture", "%"): ("ANALOG", "Moisture"),
    ("distance", "cm"): ("SR04", "Distance"),
    ("power", "W"): ("ENERGY", "Power"),
    ("current", "A"): ("ENERGY", "Current"),
    ("voltage", "V"): ("ENERGY", "Voltage"),
    ("energy", "kWh"): ("ENERGY", "Total"),
    ("power_factor", None): ("ENERGY", "Factor"),
    ("ac_frequency", "Hz"): ("ENERGY", "Frequency"),
}
_LAMP = ("brightness", "color_temp", "color_mode")


@dataclass(frozen=True)
class Parts:
    """The properties of a device, as Tasmota shares them out; each of them by its number or its driver."""

    relays: tuple[Property, ...]
    """POWER1, POWER2 …; only POWER where there is one."""
    lamp: tuple[Property, ...]
    """Dimmer, CT and colour of the only lamp."""
    switches: tuple[Property, ...]
    """Contacts at the pins of the board."""
    buttons: tuple[Property, ...]
    sensors: tuple[Property, ...]
    rest: tuple[Property, ...]
    """What Tasmota has no place for."""

    @property
    def is_complete(self) -> bool:
        """Whether Tasmota could run this device, with all that it has."""
        return not self.rest and bool(self.relays or self.switches or self.buttons or self.sensors)

    def power_key(self, index: int) -> str:
        """What a relay is called in payloads."""
        return "POWER" if len(self.relays) == 1 else f"POWER{index + 1}"


@lru_cache(maxsize=256)
def parts_of(device: Device) -> Parts:
    """Share the properties of a device out."""
    shares: dict[str, list[Property]] = {
        name: [] for name in ("relays", "lamp", "switches", "buttons", "sensors", "rest")
    }
    lamps = [trait for trait in device.traits if trait.expose == "light"]
    for trait in device.traits:
        fits = trait.expose in (None, "switch") or (trait.expose == "light" and len(lamps) == 1)
        for each in trait.properties:
            if each.name != LINK_QUALITY:
                shares[_share(each, trait.expose) if fits else "rest"].append(each)
    return Parts(**{name: tuple(share) for name, share in shares.items()})


def driver_of(sensed: Property) -> tuple[str, str]:
    """The driver that measures a property, and what it calls it; an analogue input for anything unusual."""
    usual = _DRIVERS.get((sensed.name, sensed.unit))
    return usual or ("ANALOG", "".join(part.capitalize() for part in sensed.name.split("_")))


def _share(shown: Property, group: str | None) -> str:
    if group == "light" and (shown.name in _LAMP or (shown.composite and shown.composite.key == COLOR)):
        return "lamp"
    if Access.SETTABLE in shown.access:
        return "relays" if shown.kind == "binary" and (shown.on, shown.off) == ("ON", "OFF") else "rest"
    if shown.momentary and shown.kind == "enum":
        return "buttons"
    return {"binary": "switches", "numeric": "sensors"}.get(shown.kind, "rest")
