"""One installed device at work: measures, obeys, reacts and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from devices.device import Change
from devices.effect import Effect
from devices.property import Scalar
from devices.surroundings import Fixture, Load, Surroundings
from simulator.house import Installed
from simulator.randomness import Stream
from simulator.sensing import radio
from simulator.sensing.battery import Battery
from simulator.sensing.instruments import Instruments
from simulator.sensing.reporting import is_due
from simulator.stage import Stage
from simulator.world.power import MAINS_V, Appliance

_FIRST_BATTERY = (0.6, 1.0)
_NO_FIXTURE = Fixture()


class LivingDevice:
    """The state of one device; told what happens by the engine, tells the stage what it reports."""

    def __init__(self, installed: Installed, seed: int, stage: Stage) -> None:
        self.installed = installed
        self.name = installed.name
        self.online = True
        self._device = installed.device
        self._stage = stage
        self._world = stage.world
        self._values: dict[str, Scalar] = {**self._device.initial_values(), **installed.plan.values}
        self._told: dict[str, Scalar] = {}
        self._told_ms: dict[str, int] = {}
        self._effect = Effect()
        self._driven: dict[str, float] = {}
        self._load = Load()
        self._chance = Stream(seed, f"{self.name}.radio")
        self._link_quality = radio.link_quality(Stream(seed, f"{self.name}.linkquality"))
        self._appliance = Appliance(
            installed.plan.load, Stream(seed, f"{self.name}.load").integer(0, 3_600_000)
        )
        self._instruments = Instruments(self._device, self.name, seed)
        self._decisions = [trait.decide for trait in self._device.traits if trait.decide]
        self._battery = self._new_battery(Stream(seed, f"{self.name}.battery"))
        self._around = self._surroundings()
        self.sample_ms = self._device.sample_s * 1000
        self._phase_ms = Stream(seed, f"{self.name}.phase").integer(1, self.sample_ms - 1)

    def begin(self) -> None:
        """Tell everything once."""
        self._refresh()
        self._report(list(self._device.properties))

    def look(self) -> None:
        """The world has moved on: measure, and speak a little later, in one's own time, if anything is due.

        What another load behind the device brings about is told at once.
        """
        if not self.online:
            return
        load = self._load
        self._refresh()
        if due := self._due():
            if self._load != load:
                self._report(due)
            else:
                self._stage.at(self._stage.now_ms + self._phase_ms, self.sample)

    def sample(self) -> None:
        """Measure, decide, and report what is due."""
        if self.online:
            self._refresh()
            self._report(self._due())

    def read(self, names: Iterable[str]) -> None:
        """Measure and report these properties, changed or not."""
        if self.online:
            self._refresh()
            asked = [name for name in names if name in self._device.properties]
            self._report(_merged(asked, self._due()))

    def command(self, wanted: Mapping[str, Scalar], source: str) -> None:
        """Carry out what arrived over the radio; only settable properties, already in their ranges."""
        if not self.online:
            return
        after: dict[str, Scalar] = {}
        for trait in self._device.traits:
            own = {each.name: wanted[each.name] for each in trait.properties if each.name in wanted}
            obeyed = trait.obey(self._values, own) if own and trait.obey else own
            if isinstance(obeyed, Change):
                self._take(obeyed, source)
            else:
                after.update(obeyed)
        if after:
            self._become(after, tell=tuple(after), source=source)

    def happen(self, stimulus: str, source: str = "house") -> None:
        """Something happened to the device: motion, a finger, its own timer, its plug."""
        if stimulus in ("plug", "unplug"):
            self._set_online(stimulus == "plug")
        elif self.online:
            for trait in self._device.traits:
                react = trait.react.get(stimulus)
                change = react(self._values, self._surroundings()) if react else None
                if change:
                    self._take(change, source)

    def notices(self, stimulus: str) -> bool:
        """Whether the device reacts to such a thing at all."""
        return any(stimulus in trait.react for trait in self._device.traits)

    def command_latency_ms(self) -> int:
        """How long the next command takes to arrive."""
        return radio.latency_ms(self._chance)

    def _take(self, change: Change, source: str) -> None:
        self._become(change.values, change.tell, source)
        if change.wake_after_ms is not None:
            stimulus = change.wake_with
            self._stage.at(self._stage.now_ms + change.wake_after_ms, lambda: self.happen(stimulus))

    def _become(self, values: Mapping[str, Scalar], tell: tuple[str, ...], source: str) -> None:
        # Measured once before, so that what was consumed until now is counted with the old state.
        self._refresh()
        self._values.update(values)
        self._refresh()
        own = [name for name in (*values, *tell) if name in self._device.properties]
        self._report(_merged(own, self._due()), dict.fromkeys(own, source))

    def _refresh(self) -> None:
        self._load = self._present_load()
        self._around = self._surroundings()
        self._instruments.feel(self._values, self._around)
        for decide in self._decisions:
            self._values.update(decide(self._values))
        effect = Effect() if not self.online else self._device.effect(self._values, self._load)
        if effect != self._effect:
            self._effect = effect
            self._world.set_effect(self.installed.room, self.name, effect)
        self._drive()

    def _drive(self) -> None:
        """Move what it is fitted to; without power it stays where it is."""
        fixture = self.installed.plan.fitted_to
        if fixture is None or not self.online:
            return
        driven = self._device.driven(self._values)
        if driven != self._driven:
            self._driven = driven
            self._stage.drive(fixture, driven, self.name)

    def _due(self) -> list[str]:
        now_ms, told_ms, told, values = self._stage.now_ms, self._told_ms, self._told, self._values
        return [
            name
            for name, reporting in self._instruments.watched
            if is_due(reporting, now_ms - told_ms[name], told[name], values[name])
        ]

    def _report(self, names: list[str], sources: Mapping[str, str] | None = None) -> None:
        """Tell these and what rides along, as they were refreshed at this instant."""
        if not names:
            return
        now_ms, instruments = self._stage.now_ms, self._instruments
        instruments.feel_riding(self._values, self._around)
        shown = {
            name: instruments.show(name, self._values[name]) for name in _merged(names, instruments.riding)
        }
        # What has no reporting of its own rides along if it has something new to say.
        told = {name: value for name, value in shown.items() if name in names or self._is_news(name, value)}
        self._told.update(told)
        self._told_ms.update(dict.fromkeys(told, now_ms))
        self._battery.send()
        self._stage.report(self.name, told, dict(self._told), sources or {})
        if self._battery.is_empty:
            self._set_online(False)

    def _is_news(self, name: str, value: Scalar) -> bool:
        return name not in self._told or self._told[name] != value

    def _set_online(self, online: bool) -> None:
        if online != self.online and not (online and self._battery.is_empty):
            self.online = online
            self._refresh()
            self._stage.availability(self.name, online)
            if online:
                self._report(list(self._device.properties))

    def _surroundings(self) -> Surroundings:
        world, plan, now_ms = self._world, self.installed.plan, self._stage.now_ms
        self._battery.sleep_until(now_ms)
        return Surroundings(
            now_ms=now_ms,
            room=world.indoors(plan.room),
            outdoors=world.outdoors,
            fixture=_NO_FIXTURE if plan.fitted_to is None else world.fixture(plan.fitted_to),
            mains_v=MAINS_V,
            load=self._load if self.online else Load(),
            charge=self._battery.charge,
            link_quality=self._link_quality,
        )

    def _present_load(self) -> Load:
        occupied = self._world.people_in(self.installed.plan.room) > 0
        return self._appliance.load(self._stage.now_ms, occupied)

    def _new_battery(self, chance: Stream) -> Battery:
        percent = self.installed.plan.battery_percent
        charge = chance.uniform(*_FIRST_BATTERY) if percent is None else percent / 100
        capacity = self._device.battery_mah
        return Battery(capacity_mah=capacity, left_mah=capacity * charge)


def _merged(first: Iterable[str], more: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*first, *more)))
