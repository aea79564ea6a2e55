"""What a device is: its properties, how it senses, what it obeys and what it does to its room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import chain

from devices.command import Command
from devices.effect import Effect
from devices.property import Access, Property, Scalar
from devices.surroundings import Load, Surroundings
from devices.text import Text

Values = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Change:
    """What a device makes of something that happened to it."""

    values: Values
    tell: tuple[str, ...] = ()
    """Properties told at once, even when their value is what it was before."""
    wake_after_ms: int | None = None
    """When the device wants to hear the stimulus `wake_with`, counted from now."""
    wake_with: str = ""


Sense = Callable[[Values, Surroundings], Values]
React = Callable[[Values, Surroundings], "Change | None"]
Obey = Callable[[Values, Values], "Values | Change"]
Decide = Callable[[Values], Values]
Act = Callable[[Values, Load], Effect]
Drive = Callable[[Values], Mapping[str, float]]
Patience = Callable[[Values], float]


@dataclass(frozen=True, slots=True)
class Trait:
    """One ability of a device: properties that belong together, and plain functions for how they behave.

    `values` holds the device's properties and, under names that are no property, what it remembers.
    """

    properties: tuple[Property, ...]
    expose: str | None = None
    """Zigbee2MQTT's name of the group (`light`, `switch`, `climate`); None for properties on their own."""
    memory: Values = field(default_factory=dict)
    """What the trait remembers besides its properties, at the beginning."""
    sense: Sense | None = None
    """The true values of what the trait measures, before the sensor's own error."""
    follows: Mapping[str, float] | None = None
    """What `sense` follows of room, weather and fixture (`room.temperature_c`), and how far each may move
    before it is worth a look; None: it changes by itself, and the device looks every `Device.sample_s`."""
    patience: Patience | None = None
    """How many seconds it can go without a look while nothing of that moves; None: for ever."""
    react: Mapping[str, React] = field(default_factory=dict)
    """What it does when something happens: stimulus (`motion`, `press`, its own timers) to function."""
    obey: Obey | None = None
    """(values, wanted) to new values, or to a change that takes time; None: what is wanted becomes."""
    decide: Decide | None = None
    """What the device decides for itself after it measured or was told something."""
    act: Act | None = None
    """What the trait does to the room, the mains and the pipes."""
    drive: Drive | None = None
    """What it makes of its fixture: `open` of a door, window or valve, `shade` of a window and `locked` of a
    door (each 0 to 1), `pumped_l_min` of a pipe."""
    hands: Mapping[str, str] = field(default_factory=dict)
    """What a hand can do to it: action to stimulus."""


class PowerSource(Enum):
    """Where a device's own electricity comes from; the values are Zigbee2MQTT's `power_source`."""

    BATTERY = "Battery"
    MAINS = "Mains (single phase)"


class FixtureKind(Enum):
    """What of a house a device can be fitted to."""

    OPENING = "opening"
    """A door or a window."""
    PIPE = "pipe"
    TANK = "tank"
    BED = "bed"
    """Soil with plants."""
    CIRCUIT = "circuit"
    """A part of the electric installation, or all of it."""


class Radio(Enum):
    """How a device talks to the house."""

    ZIGBEE = "Zigbee"
    WIFI = "Wi-Fi"
    WIRED = "wired"
    """A field bus or an Ethernet cable, by way of a controller."""


@dataclass(frozen=True, eq=False)
class Device:
    """A model of the catalogue, as a data sheet: identity, and the traits it is made of.

    Equal only to itself, so that what follows from a model can be worked out once and kept by it.
    """

    model: str
    vendor: str
    name: Text
    description: Text
    power_source: PowerSource
    traits: tuple[Trait, ...]
    icon: str = "device"
    radio: Radio = Radio.ZIGBEE
    fits: FixtureKind | None = None
    """What it must be fitted to; None: it hangs on a wall or stands around."""
    sample_s: int = 60
    """How often a device looks that has to do so time and again, in seconds; see `Trait.follows`."""
    battery_mah: float = 0.0

    @cached_property
    def properties(self) -> dict[str, Property]:
        """All properties by name, in the order of the data sheet."""
        return {each.name: each for each in chain.from_iterable(trait.properties for trait in self.traits)}

    @cached_property
    def commands(self) -> dict[str, Command]:
        """One command for each settable property, by name."""
        settable = (each for each in self.properties.values() if Access.SETTABLE in each.access)
        return {each.name: Command.of(each) for each in settable}

    @cached_property
    def hands(self) -> dict[str, str]:
        """Everything a hand can do to the device: action to stimulus."""
        mains = {"plug": "plug", "unplug": "unplug"} if self.power_source is PowerSource.MAINS else {}
        return dict(chain(*(trait.hands.items() for trait in self.traits), mains.items()))

    def initial_values(self) -> dict[str, Scalar]:
        """Properties and memory of a device that was just unpacked."""
        values: dict[str, Scalar] = {name: each.initial for name, each in self.properties.items()}
        for trait in self.traits:
            values.update(trait.memory)
        return values

    def effect(self, values: Values, load: Load) -> Effect:
        """What the device does to its room with these values."""
        return Effect.of_all([act(values, load) for act in self._acts])

    def driven(self, values: Values) -> dict[str, float]:
        """What the device makes of the thing that it is fitted to."""
        return dict(chain.from_iterable(drive(values).items() for drive in self._drives))

    @cached_property
    def _drives(self) -> list[Drive]:
        return [trait.drive for trait in self.traits if trait.drive]

    @cached_property
    def _acts(self) -> list[Act]:
        return [trait.act for trait in self.traits if trait.act]
