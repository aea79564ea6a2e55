"""What a convention is: a language between devices and programs, over MQTT topics and payloads.

Some conventions carry devices: they have topics for what a device says and takes (`Carrier`). Others speak
about devices that a carrier carries, such as Home Assistant's discovery.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from devices.device import Device
from simulator.actions import Action
from simulator.broker.message import Message
from simulator.house import House, Installed
from simulator.reports import Availability, Report


class LinkPlan(NamedTuple):
    """One connection to the broker, as it is in reality: that of a bridge, or a Wi-Fi device's own."""

    name: str
    """The client identifier, below the lab's own."""
    will: Message | None = None
    filters: tuple[str, ...] = ()
    """Topics that the house listens to."""
    device: str | None = None
    """Whose own connection it is: it breaks when the device is lost, and comes back with it."""


@dataclass(frozen=True)
class Wiring:
    """Where a carrier has a device, as other conventions announce it; topics are absolute.

    Templates are Home Assistant's: they take a value out of a message (`value_json`), or make the message
    that sets it (`value`).
    """

    node: str
    """The device's hardware address, as its network writes it."""
    carrier: str
    state_topic: str
    availability: tuple[Mapping[str, Any], ...]
    read: Callable[[str], tuple[str, str]]
    """Topic and template of a property's value."""
    command: Callable[[str], tuple[str, str | None]]
    """Topic and template of the message that sets a property; no template: the bare value."""
    json_topic: str | None = None
    """Where several properties are set at once by a JSON object; None where that cannot be."""
    brightness_scale: float | None = None
    """How its lamps count brightness, where not as the property does."""


class Convention(ABC):
    """Pure translation: no state, no clock, no connection.

    Topics of messages are relative to the lab's base; `scope.base` is for topics inside payloads. A bad
    payload becomes a message that says so, never an exception.
    """

    name: str

    @abstractmethod
    def fits(self, device: Device) -> bool:
        """Whether such a device can speak this at all."""

    @abstractmethod
    def links(self, scope: Scope) -> Iterable[LinkPlan]:
        """The connections that it needs, if any."""

    def announce(self, link: LinkPlan, scope: Scope) -> Iterable[Message]:
        """What is said on a connection whenever it stands anew."""
        return ()

    def farewell(self, link: LinkPlan, scope: Scope) -> Iterable[Message]:
        """What is said on a connection when the house stops in an orderly way."""
        return ()

    @abstractmethod
    def receive(self, topic: str, payload: bytes, scope: Scope) -> Iterable[Action | Message]:
        """What a message asks for, and what is answered at once."""


class Carrier(Convention):
    """A convention that has topics for what devices say and take."""

    @abstractmethod
    def translate(self, said: Report | Availability, scope: Scope) -> Iterable[Message]:
        """What is said when a device of its own spoke, was lost or came back."""

    @abstractmethod
    def wiring(self, installed: Installed, scope: Scope) -> Wiring:
        """Where it has a device."""

    def command_topic(self, installed: Installed) -> str:
        """Where programs tell a device what to do."""
        return f"{self.state_topic(installed)}/set"

    @abstractmethod
    def state_topic(self, installed: Installed) -> str:
        """Where a device says how it is."""


@dataclass(frozen=True)
class Scope:
    """A house, and which convention carries each of its devices.

    A device speaks one language, as its firmware does: the first carrier of the scenario that fits it.
    """

    house: House
    base: str
    carriers: Mapping[str, Carrier]
    """By the names of devices, sorted; who fits no convention speaks none."""
    told: Mapping[str, Report] = field(default_factory=dict)
    """What each device said last."""

    @classmethod
    def of(
        cls,
        house: House,
        conventions: Iterable[Convention],
        base: str = "",
        told: Mapping[str, Report] | None = None,
    ) -> Scope:
        """Share the devices of a house out among conventions, in their order."""
        carriers = [each for each in conventions if isinstance(each, Carrier)]
        chosen: dict[str, Carrier] = {}
        for name, installed in house.installed.items():
            fitting = next((each for each in carriers if each.fits(installed.device)), None)
            if fitting is not None:
                chosen[name] = fitting
        return cls(house, base, chosen, {} if told is None else told)

    def carried_by(self, carrier: Carrier) -> Mapping[str, Installed]:
        """The devices that a convention carries, by name, sorted."""
        return self._shares.get(carrier.name, {})

    def groups_of(self, carrier: Carrier) -> Mapping[str, tuple[str, ...]]:
        """The groups of the house with those members that a convention carries, by name, sorted."""
        return self._groups.get(carrier.name, {})

    @cached_property
    def _shares(self) -> dict[str, dict[str, Installed]]:
        shares: dict[str, dict[str, Installed]] = {}
        for name, carrier in self.carriers.items():
            shares.setdefault(carrier.name, {})[name] = self.house.installed[name]
        return shares

    @cached_property
    def _groups(self) -> dict[str, dict[str, tuple[str, ...]]]:
        groups: dict[str, dict[str, tuple[str, ...]]] = {}
        for name, members in sorted(self.house.groups.items()):
            for carrier, own in self._shares.items():
                if shared := tuple(each for each in members if each in own):
                    groups.setdefault(carrier, {})[name] = shared
        return groups

    def absolute(self, topic: str) -> str:
        """A topic as programs see it."""
        return f"{self.base}/{topic}" if self.base else topic
