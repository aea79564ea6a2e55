"""What a live house shows of itself under `_lab/`: what somebody standing in it would see.

Each path of the trace is a topic, with slashes for dots, retained, and told when it changes: see
docs/live-houses.md. What nobody in the house can know, a hidden fault, is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from devices.property import Access, Property, Scalar
from simulator.breakdowns import HIDDEN
from simulator.broker.message import Message
from simulator.engine import Engine
from simulator.fixtures import Circuit, Door, Pipe, Window
from simulator.incidents import INCIDENTS
from simulator.json_text import compact
from simulator.reports import Availability, Report
from simulator.trace import Event, Value

Say = Callable[[Message], None]
_SHOWN = ("room.", "house.", "outdoor.", "people.")
_FAULT, _INCIDENT = ".fault", ".incident"


class LabState:
    """Turns what happens in a house into messages. To be made before the house begins to live."""

    def __init__(self, engine: Engine, say: Say) -> None:
        self._engine = engine
        self._say = say
        self._payloads: dict[str, bytes] = {}
        self._faults: dict[str, set[str]] = {}
        self._hidden: dict[str, set[str]] = {}
        self._incidents: dict[str, list[str]] = {room: [] for room in engine.house.room_names}
        self._visible = {
            name: {each.name for each in installed.device.properties.values() if _is_visible(each)}
            for name, installed in engine.house.installed.items()
        }
        # What the broker retains from a former life of the house is no longer so.
        for room in self._incidents:
            self._show(f"room/{room}/incident", None)
        for device in self._visible:
            self._show(f"{device}/fault", None)
            self._show(f"{device}/online", True)
        engine.trace.watch(self._see)
        engine.listen(self._hear)

    def greet(self) -> Iterator[Message]:
        """Everything, as it is now."""
        self.look()
        for topic, payload in sorted(self._payloads.items()):
            yield _message(topic, payload)

    def look(self) -> None:
        """See what the hand of somebody has made of doors, windows, valves and breakers."""
        for name, fixture in self._engine.house.fixtures.items():
            if isinstance(fixture, Circuit):
                is_live = self._engine.world.utilities.electricity.is_live(name)
                self._show(f"house/{name}_breaker", "on" if is_live else "off")
            elif isinstance(fixture, Door | Window | Pipe):
                stands = self._engine.world.fixture(name)
                self._show(f"house/{name}/open_share", round(stands.open_share, 2))
                if not isinstance(fixture, Pipe):
                    self._show(f"house/{name}", "open" if stands.is_open else "closed")
                if isinstance(fixture, Door):
                    self._show(f"house/{name}/locked", stands.is_locked)
                elif isinstance(fixture, Window):
                    self._show(f"house/{name}/shade_share", round(stands.shade_share, 2))

    def _see(self, event: Event) -> None:
        if event.path.endswith(_FAULT):
            self._see_fault(event)
        elif event.path.startswith("room.") and event.path.endswith(_INCIDENT):
            self._see_incident(event)
        elif event.path.startswith(_SHOWN):
            self._show(event.path.replace(".", "/"), event.value)

    def _see_fault(self, event: Event) -> None:
        """The event names all faults of the device; its source tells of the one that began or ended."""
        device = event.path.removesuffix(_FAULT)
        now = set(str(event.value).split(", ")) if event.value else set()
        begun = now - self._faults.get(device, set())
        hidden = self._hidden.get(device, set()) & now
        if event.source == HIDDEN:
            hidden |= begun
        self._faults[device], self._hidden[device] = now, hidden
        self._show(f"{device}/fault", ", ".join(sorted(now - hidden)) or None)

    def _see_incident(self, event: Event) -> None:
        room, incident = event.path.split(".")[1], str(event.value)
        ends_ms = event.at_ms + INCIDENTS[incident].lasts_ms
        self._incidents[room].append(incident)
        self._show_incidents(room)
        self._engine.at(ends_ms, partial(self._end_incident, room, incident))

    def _end_incident(self, room: str, incident: str) -> None:
        self._incidents[room].remove(incident)
        self._show_incidents(room)

    def _show_incidents(self, room: str) -> None:
        self._show(f"room/{room}/incident", ", ".join(sorted(set(self._incidents[room]))) or None)

    def _hear(self, said: Report | Availability) -> None:
        """A device spoke: it is shown as the house hears it, which is all that a program can know of it."""
        visible = self._visible.get(said.device)
        if visible is None:
            return
        if isinstance(said, Availability):
            self._show(f"{said.device}/online", said.online)
        elif said.like is None:
            for name in said.changed:
                if name in visible:
                    self._show(f"{said.device}/{name}", said.values[name])

    def _show(self, topic: str, value: Value | Scalar) -> None:
        payload = compact(value)
        if self._payloads.get(topic) != payload:
            self._payloads[topic] = payload
            self._say(_message(topic, payload))


def _is_visible(each: Property) -> bool:
    """Whether one sees it on the plan: what is switched, set or noticed, not the many measurements."""
    return not each.momentary and (each.kind in ("binary", "enum") or Access.SETTABLE in each.access)


def _message(topic: str, payload: bytes) -> Message:
    return Message(f"_lab/{topic}", payload, retain=True)
