"""What a device can feel where it is installed, at one instant."""

from __future__ import annotations

from typing import NamedTuple


class Indoors(NamedTuple):
    """What a room is like."""

    temperature_c: float = 20.0
    humidity_percent: float = 40.0
    illuminance_lx: float = 0.0
    co2_ppm: float = 420.0
    voc_ppb: float = 100.0
    """Volatile organic compounds, as isobutylene."""
    pm25_ug_m3: float = 8.0
    """Particles smaller than 2.5 µm, in µg/m³."""
    smoke_percent_m: float = 0.0
    """Light that smoke takes away over a metre (obscuration, EN 14604), in percent."""
    co_ppm: float = 0.0
    """Carbon monoxide."""
    gas_percent_lel: float = 0.0
    """Natural gas, in percent of its lower explosive limit (4.4 % of the air's volume)."""
    sound_db: float = 30.0
    people: int = 0
    is_wet: bool = False
    """Whether water stands on the floor."""


class Outdoors(NamedTuple):
    """What it is like outside."""

    temperature_c: float = 15.0
    humidity_percent: float = 40.0
    pressure_hpa: float = 1013.25
    irradiance_w_m2: float = 0.0
    """Power of the sun on level ground."""
    illuminance_lx: float = 0.0
    wind_m_s: float = 0.0
    wind_from_degrees: float = 0.0
    """Where the wind comes from: 0 north, 90 east."""
    rain_mm_h: float = 0.0
    pm25_ug_m3: float = 8.0


class Fixture(NamedTuple):
    """What a device is fitted to: a door, a window, a pipe, a tank, a bed of soil, an electric circuit."""

    open_share: float = 0.0
    """How far a door, window or valve stands open, 0 to 1."""
    is_locked: bool = False
    flow_l_min: float = 0.0
    """What flows through a pipe; gas in litres a minute, too."""
    total_l: float = 0.0
    """What has flowed through it since the run began."""
    pressure_bar: float = 0.0
    level_percent: float = 0.0
    """How full a tank is."""
    moisture_percent: float = 0.0
    """Water in a bed of soil, percent of volume."""
    temperature_c: float = 20.0
    """Of what is in the pipe, the tank or the bed."""
    power_w: float = 0.0
    """What a circuit carries; negative where it feeds in."""
    imported_kwh: float = 0.0
    exported_kwh: float = 0.0
    registers_kwh: tuple[float, ...] = ()
    """What was imported in normal, peak and off-peak hours (T1, T2, T3)."""
    shade_share: float = 0.0
    """How much of a window is shaded, 0 to 1."""

    @property
    def is_open(self) -> bool:
        """Whether it stands open at all."""
        return self.open_share > 0


class Load(NamedTuple):
    """What is connected to a device: the appliance in a plug, the radiator under a thermostat head."""

    power_w: float = 0.0
    """Electric power that it draws now, when it is switched on, in watts."""
    heat_w: float = 0.0
    """Heat that it gives to the room when it is on, in watts."""


class Surroundings(NamedTuple):
    """All that a device can feel, at one instant."""

    now_ms: int
    room: Indoors = Indoors()
    outdoors: Outdoors = Outdoors()
    fixture: Fixture = Fixture()
    mains_v: float = 230.0
    load: Load = Load()
    charge: float = 1.0
    """What is left in the device's own battery, 0 to 1."""
    link_quality: int = 255
    supply: float = 1.0
    """How much of the water or gas that it asks for its pipe gives it, 0 to 1."""
