"""The engine: runs a scenario in simulated time. The only loop; it knows no MQTT and no wall clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial

from devices.property import Scalar
from simulator.actions import Action, Break, Cause, Go, Handle, Mend, ReadProperties, SetProperties, Touch
from simulator.calendar import Calendar
from simulator.fault_schedule import break_down, mend, schedule_faults
from simulator.fixtures import MAINS
from simulator.hands import aspects_of
from simulator.house import House
from simulator.incidents import INCIDENTS, Incident
from simulator.inhabitants import Inhabitants
from simulator.living_device import LivingDevice
from simulator.reports import Availability, Report
from simulator.scenario import Scenario
from simulator.script import schedule_script
from simulator.trace import Trace, Value
from simulator.world.world import STEP_MS, World

_NOTHING_YET = object()
_ROOM_QUANTITIES = ("temperature", "humidity", "co2", "pm25", "co", "gas", "sound", "people")
Listener = Callable[[Report | Availability], None]


class Engine:
    """A house at work. Time is whole milliseconds since the scenario's start."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.house: House = scenario.house
        self.trace = Trace()
        self._calendar = Calendar()
        self.world = World(scenario, lambda: self.now_ms)
        self._inbox: deque[Action] = deque()
        self._listeners: list[Listener] = []
        self._recorded: dict[str, Value] = {}
        self._seen: dict[str, tuple[float, ...]] = {}
        self._devices = {
            name: LivingDevice(installed, scenario.seed, self, scenario.radio.loss_of(installed))
            for name, installed in self.house.installed.items()
        }
        self._watching_for_motion = self._who_notices("motion")
        self._counting_people = self._who_notices("people")
        self._breakers = list(dict.fromkeys((MAINS, *sorted(self.house.circuits))))
        self._at_fixture: dict[str, list[LivingDevice]] = {}
        for device in self._devices.values():
            if device.installed.plan.fitted_to is not None:
                self._at_fixture.setdefault(device.installed.plan.fitted_to, []).append(device)
        self._inhabitants = Inhabitants(scenario, self)
        self._calendar.at(0, self._begin)

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""
        return self._calendar.now_ms

    def next_due_ms(self) -> int | None:
        """When something happens next, if nobody interferes; now, if an action waits."""
        return self.now_ms if self._inbox else self._calendar.next_due_ms()

    def run_until(self, at_ms: int) -> None:
        """Let everything happen that is due at or before `at_ms`; afterwards it is `at_ms`."""
        self._take_actions()
        while (due := self._calendar.next_due_ms()) is not None and due <= at_ms:
            self._calendar.step()
            self._take_actions()
        self._calendar.rest_until(max(at_ms, self.now_ms))
        self.trace.end_ms = max(self.trace.end_ms, self.now_ms)

    def submit(self, action: Action) -> None:
        """Ask for something; it takes effect at the present instant, at the next `run_until`."""
        self._inbox.append(action)

    def listen(self, listener: Listener) -> None:
        """Call `listener` for every report of a device from now on."""
        self._listeners.append(listener)

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later."""
        self._calendar.at(at_ms, task)

    def record(self, source: str, path: str, value: Value) -> None:
        """Write down what is so from now on, unless it was so already."""
        if self._recorded.get(path, _NOTHING_YET) != value:
            self._recorded[path] = value
            self.trace.record(self.now_ms, source, path, value)

    def report(
        self,
        device: str,
        told: Mapping[str, Scalar],
        sources: Mapping[str, str],
        heard: Report | None,
    ) -> None:
        """A device tells `told`; each is an event, also when the value is what it was."""
        now_ms, trace = self._calendar.now_ms, self.trace
        for name, value in told.items():
            trace.record(now_ms, sources.get(name, "house"), f"{device}.{name}", value)
        if heard is not None:
            self._tell(heard)

    def availability(self, device: str, heard: Availability) -> None:
        """A device was lost or came back."""
        self.trace.record(self.now_ms, "house", f"{device}.online", heard.online)
        self._tell(heard)

    def enter(self, person: str, left: str, entered: str) -> None:
        """Somebody goes from one room to another; what counts people in either of them notices."""
        self.world.place(person, entered)
        for room in (left, entered):
            for device in self._counting_people.get(room, ()):
                device.happen("people")

    def stir(self, room: str) -> None:
        """Somebody moved in a room."""
        for device in self._watching_for_motion[room]:
            device.happen("motion")

    def value(self, device: str, name: str) -> Scalar:
        """What a property of a device is now, as one who looks at it sees; None if it has no such."""
        return self._devices[device].value(name)

    def swing(self, opening: str, is_open: bool, source: str) -> None:
        """A door or window is opened or closed by a hand."""
        self.drive(opening, {"open": 1.0 if is_open else 0.0}, source)

    def drive(self, fixture: str, aspects: Mapping[str, float], source: str) -> None:
        """Something makes this of a fixture, see `Trait.drive`; devices at it notice at once."""
        self.world.drive(fixture, aspects, self.now_ms)
        if "open" in aspects and fixture in self.house.openings:
            self.record(source, f"house.{fixture}", "open" if aspects["open"] > 0 else "closed")
        for device in self._at_fixture.get(fixture, ()):
            if device.name != source:
                device.sample()
        if fixture in self._breakers:
            self._feel_mains()

    def _who_notices(self, stimulus: str) -> dict[str, list[LivingDevice]]:
        noticing = [device for device in self._devices.values() if device.notices(stimulus)]
        return {
            room: [device for device in noticing if device.installed.room == room]
            for room in self.house.room_names
        }

    def _begin(self) -> None:
        # First, so that a script sees also what is so from the beginning.
        schedule_script(self.scenario, self)
        self._inhabitants.begin()
        for opening in self.house.openings:
            is_open = self.world.fixture(opening).is_open
            self.record("house", f"house.{opening}", "open" if is_open else "closed")
        self._observe()
        for device in self._devices.values():
            device.begin()
        self._calendar.at(STEP_MS, self._move_on)
        schedule_faults(self.scenario, self)

    def _move_on(self) -> None:
        """The world moves on, and then the devices look at it, all at this one instant.

        So few instants of a day have anything in them, which is what lets it pass quickly.
        """
        if self.world.is_due(self.now_ms):
            self.world.move_on(self.now_ms)
        if self.world.utilities.electricity.take_tripped(self.now_ms):
            self._feel_mains()
        if self.world.now_ms == self.now_ms:
            self._observe()
        for device in self._devices.values():
            device.look(self.now_ms)
        self._inhabitants.look()
        self._calendar.at(self.now_ms + STEP_MS, self._move_on)

    def _observe(self) -> None:
        world = self.world
        self.record("weather", "outdoor.temperature", round(world.outdoors.temperature_c, 1))
        self.record("weather", "outdoor.humidity", round(world.outdoors.humidity_percent))
        self.record("weather", "outdoor.irradiance", round(world.outdoors.irradiance_w_m2))
        for room in self.house.room_names:
            self._observe_room(room)
        self.record("house", "house.power", round(world.power_w(), 1))
        self._observe_utilities()

    def _observe_utilities(self) -> None:
        for name, value in self.world.utilities.shown(self.now_ms):
            if name != MAINS:
                self.record("house", f"house.{name}", value)

    def _feel_mains(self) -> None:
        """A breaker tripped or was switched: some devices have lost their supply, or have it again."""
        for circuit in self._breakers:
            is_live = self.world.utilities.electricity.is_live(circuit)
            self.record("house", f"house.{circuit}_breaker", "on" if is_live else "off")
        for device in self._devices.values():
            device.feel_mains()

    def _observe_room(self, room: str) -> None:
        indoors = self.world.indoors(room)
        seen = (
            round(indoors.temperature_c, 2),
            round(indoors.humidity_percent),
            round(indoors.co2_ppm / 10) * 10,
            round(indoors.pm25_ug_m3 / 5) * 5,
            round(indoors.co_ppm),
            round(indoors.gas_percent_lel),
            round(indoors.sound_db / 5) * 5,
            indoors.people,
        )
        if seen != self._seen.get(room):
            self._seen[room] = seen
            for quantity, value in zip(_ROOM_QUANTITIES, seen, strict=True):
                self.record("house", f"room.{room}.{quantity}", value)

    def _take_actions(self) -> None:
        while self._inbox:
            self._take(self._inbox.popleft())

    def _take(self, action: Action) -> None:
        if isinstance(action, Go):
            self._inhabitants.send(action.person, action.room)
        elif isinstance(action, Touch):
            self._touch(action)
        elif isinstance(action, Cause):
            self._cause(action)
        else:
            self._take_at_device(action)

    def _touch(self, action: Touch) -> None:
        fixture = self.house.fixtures.get(action.fixture)
        if fixture is not None:
            self.drive(action.fixture, aspects_of(fixture, action.action), action.source)

    def _cause(self, action: Cause) -> None:
        incident = INCIDENTS.get(action.incident)
        if incident is None or action.room not in self.house.rooms:
            return
        self.trace.record(self.now_ms, action.source, f"room.{action.room}.incident", action.incident)
        self.world.begin_incident(action.room, incident)
        self._look_in(action.room)
        self.at(self.now_ms + incident.lasts_ms, partial(self._settle, action.room, incident))

    def _settle(self, room: str, incident: Incident) -> None:
        self.world.end_incident(room, incident)
        self._look_in(room)

    def _look_in(self, room: str) -> None:
        """Something sudden: what is in the room notices at once."""
        for device in self._devices.values():
            if device.installed.room == room:
                device.sample()

    def _take_at_device(self, action: SetProperties | ReadProperties | Handle | Break | Mend) -> None:
        device = self._devices.get(action.device)
        if device is None:
            return
        if isinstance(action, SetProperties):
            self._devices[device.known_as].hear(action.values, action.source)
        elif isinstance(action, ReadProperties):
            self._devices[device.known_as].hear_question(action.names)
        elif isinstance(action, Break):
            break_down(action, self.house, self._devices)
        elif isinstance(action, Mend):
            mend(action, self._devices)
        elif isinstance(action, Handle):
            self._handle(device, action)

    def _handle(self, device: LivingDevice, action: Handle) -> None:
        stimulus = device.installed.device.hands.get(action.action)
        fixture = device.installed.plan.fitted_to
        if stimulus in ("open", "close") and fixture is not None:
            self.swing(fixture, stimulus == "open", action.source)
        elif stimulus is not None:
            device.happen(stimulus, action.source)

    def _tell(self, said: Report | Availability) -> None:
        for listener in self._listeners:
            listener(said)
