"""How Home Assistant wants to see a quantity: its own words for class and category.

Sources: https://www.home-assistant.io/integrations/sensor/#device-class,
https://developers.home-assistant.io/docs/core/entity/sensor/#available-state-classes,
https://www.home-assistant.io/integrations/binary_sensor/#device-class.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.property import Property

_MEASURED, _COUNTED = "measurement", "total_increasing"


@dataclass(frozen=True, slots=True)
class Kind:
    """Device class, state class, and whether it is about the device itself rather than the house."""

    device_class: str | None = None
    state_class: str | None = None
    is_diagnostic: bool = False


_NUMERIC = {
    ("battery", "%"): Kind("battery", _MEASURED, is_diagnostic=True),
    ("linkquality", "lqi"): Kind(None, _MEASURED, is_diagnostic=True),
    ("device_temperature", "°C"): Kind("temperature", _MEASURED, is_diagnostic=True),
    ("humidity", "%"): Kind("humidity", _MEASURED),
    ("soil_moisture", "%"): Kind("moisture", _MEASURED),
    ("co2", "ppm"): Kind("carbon_dioxide", _MEASURED),
    ("carbon_monoxide", "ppm"): Kind("carbon_monoxide", _MEASURED),
    ("co", "ppm"): Kind("carbon_monoxide", _MEASURED),
    ("pm1", "µg/m³"): Kind("pm1", _MEASURED),
    ("pm25", "µg/m³"): Kind("pm25", _MEASURED),
    ("pm10", "µg/m³"): Kind("pm10", _MEASURED),
    ("voc", "ppb"): Kind("volatile_organic_compounds_parts", _MEASURED),
    ("voc", "µg/m³"): Kind("volatile_organic_compounds", _MEASURED),
    ("power_factor", None): Kind("power_factor", _MEASURED),
    ("pressure", "hPa"): Kind("atmospheric_pressure", _MEASURED),
    ("wind_speed", "m/s"): Kind("wind_speed", _MEASURED),
    ("wind_speed", "km/h"): Kind("wind_speed", _MEASURED),
    ("wind_direction", "°"): Kind("wind_direction", "measurement_angle"),
    ("rainfall", "mm"): Kind("precipitation", _COUNTED),
    ("rain_total", "mm"): Kind("precipitation", _COUNTED),
    ("precipitation", "mm"): Kind("precipitation", _COUNTED),
    ("rain_rate", "mm/h"): Kind("precipitation_intensity", _MEASURED),
    ("water_consumed", "L"): Kind("water", _COUNTED),
    ("water_consumed", "m³"): Kind("water", _COUNTED),
    ("gas", "m³"): Kind("gas", _COUNTED),
    ("gas_consumed", "m³"): Kind("gas", _COUNTED),
    ("soc", "%"): Kind("battery", _MEASURED),
    ("stored_energy", "kWh"): Kind("energy_storage", _MEASURED),
}
_BY_UNIT = {
    "°C": Kind("temperature", _MEASURED),
    "lx": Kind("illuminance", _MEASURED),
    "W": Kind("power", _MEASURED),
    "kW": Kind("power", _MEASURED),
    "Wh": Kind("energy", _COUNTED),
    "kWh": Kind("energy", _COUNTED),
    "V": Kind("voltage", _MEASURED),
    "mV": Kind("voltage", _MEASURED),
    "A": Kind("current", _MEASURED),
    "mA": Kind("current", _MEASURED),
    "Hz": Kind("frequency", _MEASURED),
    "VA": Kind("apparent_power", _MEASURED),
    "var": Kind("reactive_power", _MEASURED),
    "dB": Kind("sound_pressure", _MEASURED),
    "Pa": Kind("pressure", _MEASURED),
    "hPa": Kind("pressure", _MEASURED),
    "kPa": Kind("pressure", _MEASURED),
    "bar": Kind("pressure", _MEASURED),
    "L/min": Kind("volume_flow_rate", _MEASURED),
    "m³/h": Kind("volume_flow_rate", _MEASURED),
    "L": Kind("volume", _COUNTED),
    "m³": Kind("volume", _COUNTED),
    "m/s": Kind("speed", _MEASURED),
    "km/h": Kind("speed", _MEASURED),
    "mm": Kind("distance", _MEASURED),
    "cm": Kind("distance", _MEASURED),
    "m": Kind("distance", _MEASURED),
    "W/m²": Kind("irradiance", _MEASURED),
    "kg": Kind("weight", _MEASURED),
    "g": Kind("weight", _MEASURED),
    "s": Kind("duration", _MEASURED),
    "min": Kind("duration", _MEASURED),
    "h": Kind("duration", _MEASURED),
    "d": Kind("duration", _MEASURED),
}
_BINARY = {
    "battery_low": Kind("battery", is_diagnostic=True),
    "carbon_monoxide": Kind("carbon_monoxide"),
    "charging": Kind("battery_charging", is_diagnostic=True),
    "compressor": Kind("running"),
    "contact": Kind("door"),
    "door": Kind("door"),
    "door_alarm": Kind("problem"),
    "garage_door_contact": Kind("garage_door"),
    "gas": Kind("gas"),
    "heating": Kind("running"),
    "motion": Kind("motion"),
    "moving": Kind("moving"),
    "occupancy": Kind("occupancy"),
    "plugged_in": Kind("plug"),
    "presence": Kind("presence"),
    "problem": Kind("problem"),
    "rain": Kind("moisture"),
    "replace_filter": Kind("problem"),
    "running": Kind("running"),
    "smoke": Kind("smoke"),
    "sound": Kind("sound"),
    "tamper": Kind("tamper", is_diagnostic=True),
    "temperature_alarm": Kind("problem"),
    "vehicle": Kind("plug"),
    "vibration": Kind("vibration"),
    "water_leak": Kind("moisture"),
    "window_open": Kind("window"),
}
_NO_KIND = Kind()
_SPELLINGS = {"l": "L", "l/min": "L/min", "ml": "mL"}


def kind_of(shown: Property) -> Kind:
    """How Home Assistant wants to see a property: by its name and unit, or else by its unit alone."""
    if shown.kind == "binary":
        return _BINARY.get(shown.name, _NO_KIND)
    if shown.kind != "numeric":
        return _NO_KIND
    unit = unit_of(shown)
    by_unit = _BY_UNIT.get(unit or "", Kind(None, _MEASURED if unit else None))
    return _NUMERIC.get((shown.name, unit), by_unit)


def unit_of(shown: Property) -> str | None:
    """The unit as Home Assistant writes it."""
    return _SPELLINGS.get(shown.unit or "", shown.unit)
