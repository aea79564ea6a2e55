"""One installed device at work: measures, obeys, reacts and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from devices.device import Change, Values
from devices.property import Access, Scalar
from simulator.ailments import Ailments
from simulator.antenna import Antenna
from simulator.body import Body
from simulator.breakdowns import Breakdowns
from simulator.fault_plan import Diagnosis
from simulator.house import Installed
from simulator.randomness import Stream
from simulator.reports import Availability, Report
from simulator.sensing.burst_loss import BurstLoss
from simulator.sensing.reporting import names_due
from simulator.stage import Stage

_NO_SOURCES: Mapping[str, str] = {}


class LivingDevice:
    """The state of one device; told what happens by the engine, tells the stage what it reports.

    `loss` is what its radio link loses, if it loses anything.
    """

    def __init__(self, installed: Installed, seed: int, stage: Stage, loss: BurstLoss | None = None) -> None:
        self.installed = installed
        self.name = installed.name
        self.online = True
        self._device = installed.device
        self._stage = stage
        self._told: dict[str, Scalar] = {}
        self._told_ms: dict[str, int] = {}
        self._heard: dict[str, Scalar] = {}
        self._ailments = Ailments()
        self._body = Body(installed, seed, stage, self._ailments)
        self._antenna = Antenna(self.name, seed, loss, self._ailments, stage)
        self._breakdowns = Breakdowns(installed, seed, self._ailments, stage, self._attend)
        self.sample_ms = self._device.sample_s * 1000
        self._phase_ms = Stream(seed, f"{self.name}.phase").integer(1, self.sample_ms - 1)

    @property
    def known_as(self) -> str:
        """The name under which the house knows it."""
        return self._ailments.known_as(self.name)

    def begin(self) -> None:
        """Tell everything once."""
        self._body.refresh()
        self._report(list(self._device.properties))

    def look(self) -> None:
        """The world has moved on: measure, and speak a little later, in one's own time, if anything is due.

        What another load behind the device brings about is told at once.
        """
        if not self._body.has_power:
            return
        load = self._body.load
        self._body.refresh()
        if due := self._due():
            if self._body.load != load:
                self._report(due)
            else:
                self._stage.at(self._stage.now_ms + self._phase_ms, self.sample)

    def sample(self) -> None:
        """Measure, decide, and report what is due; nothing is before the device has told everything once."""
        if self._body.has_power and self._told_ms:
            self._body.refresh()
            self._report(self._due())

    def hear(self, wanted: Mapping[str, Scalar], source: str) -> None:
        """A command is sent over the radio; only settable properties, already in their ranges."""
        self._antenna.hear(partial(self._obey, wanted, source))

    def hear_question(self, names: Iterable[str]) -> None:
        """The device is asked over the radio to measure and report these properties, changed or not."""
        self._antenna.hear(partial(self._answer, names))

    def happen(self, stimulus: str, source: str = "house") -> None:
        """Something happened to the device: motion, a finger, its own timer, its plug."""
        if stimulus in ("plug", "unplug"):
            self._body.is_plugged = stimulus == "plug"
            self._come_or_go()
        elif self._body.has_power:
            for trait in self._device.traits:
                react = trait.react.get(stimulus)
                change = react(self._body.values, self._body.surroundings()) if react else None
                if change:
                    self._take(change, source)

    def value(self, name: str) -> Scalar:
        """What a property is now, told or not; None if the device has no such."""
        return self._body.values.get(name)

    def notices(self, stimulus: str) -> bool:
        """Whether the device reacts to such a thing at all."""
        return any(stimulus in trait.react for trait in self._device.traits)

    def break_down(self, found: Diagnosis, source: str, shared_by: tuple[str, ...]) -> None:
        """It has this fault from now on, as have all in `shared_by`; see `Breakdowns` for `source`."""
        own = self._body.own()
        self._breakdowns.begin(found, source, shared_by, own, self._told)
        self._attend()

    def who_shares(self, fault: str) -> tuple[str, ...]:
        """All devices that have this fault together with this one, itself included; none if it is sound."""
        return self._breakdowns.who_shares(fault)

    def mend(self, fault: str) -> None:
        """It no longer has this fault."""
        if self._breakdowns.end(fault):
            self._attend()

    def _attend(self) -> None:
        """What its faults do to it has changed; of what it measures it becomes aware as it looks next."""
        self._come_or_go()
        self._breakdowns.spread_rumours()
        if self._body.acts_otherwise():
            self._body.refresh()
        self._body.drive()
        self._breakdowns.expect()

    def _obey(self, wanted: Mapping[str, Scalar], source: str) -> None:
        if not self.online:
            return
        after: dict[str, Scalar] = {}
        for trait in self._device.traits:
            own = {each.name: wanted[each.name] for each in trait.properties if each.name in wanted}
            obeyed = trait.obey(self._body.values, own) if own and trait.obey else own
            if isinstance(obeyed, Change):
                self._take(obeyed, source)
            else:
                after.update(obeyed)
        if after:
            self._become(after, tell=tuple(after), source=source)

    def _answer(self, names: Iterable[str]) -> None:
        if self.online:
            self._body.refresh()
            asked = [name for name in names if name in self._device.properties]
            self._report(_merged(asked, self._due()))

    def _take(self, change: Change, source: str) -> None:
        self._become(change.values, change.tell, source)
        if change.wake_after_ms is not None:
            stimulus = change.wake_with
            self._stage.at(self._stage.now_ms + change.wake_after_ms, lambda: self.happen(stimulus))

    def _become(self, values: Mapping[str, Scalar], tell: tuple[str, ...], source: str) -> None:
        # Measured once before, so that what was consumed until now is counted with the old state.
        self._body.refresh()
        self._body.values.update(values)
        self._body.refresh()
        own = [name for name in (*values, *tell) if name in self._device.properties]
        self._report(_merged(own, self._due()), dict.fromkeys(own, source))

    def _due(self) -> list[str]:
        watched = self._body.instruments.watched
        return names_due(watched, self._stage.now_ms, self._told_ms, self._told, self._body.values)

    def _report(self, names: list[str], sources: Mapping[str, str] = _NO_SOURCES) -> None:
        """Tell these and what rides along, as they were refreshed at this instant."""
        if not names:
            return
        now_ms, instruments = self._stage.now_ms, self._body.instruments
        if not self.online:
            self._told.update({name: self._body.values[name] for name in names})
            self._told_ms.update(dict.fromkeys(names, now_ms))
            self._tell_nobody({name: self._body.values[name] for name in names}, sources)
            return
        self._body.feel_riding()
        shown = {
            name: instruments.show(name, self._body.values[name])
            for name in _merged(names, instruments.riding)
        }
        # What has no reporting of its own rides along if it has something new to say.
        told = {name: value for name, value in shown.items() if name in names or self._is_news(name, value)}
        self._told.update(told)
        self._told_ms.update(dict.fromkeys(told, now_ms))
        self._body.battery.send()
        said = self._ailments.say(told)
        if not self._antenna.send(partial(self._arrive, self._ailments.stamp(now_ms), said, sources)):
            self._tell_nobody(said, sources)
        if self._body.battery_is_empty():
            self._come_or_go()

    def _arrive(self, at_ms: int, said: Values, sources: Mapping[str, str]) -> None:
        """The house hears what the device said."""
        self._heard.update(said)
        heard = Report(at_ms, self.known_as, dict(self._heard), tuple(said))
        self._stage.report(self.name, said, sources, heard)

    def _tell_nobody(self, said: Values, sources: Mapping[str, str]) -> None:
        """What it is set to is so, whether anybody hears of it or not; measurements are not."""
        properties = self._device.properties
        states = {name: value for name, value in said.items() if Access.SETTABLE in properties[name].access}
        self._stage.report(self.name, states, sources, None)

    def _is_news(self, name: str, value: Scalar) -> bool:
        return name not in self._told or self._told[name] != value

    def feel_mains(self) -> None:
        """The circuit that it is on has lost its voltage or has it again."""
        self._come_or_go()

    def _come_or_go(self) -> None:
        """Be there if plug, battery and radio allow it."""
        power_changed = self._body.take_power()
        online = self._body.has_power and not self._ailments.is_lost(self._stage.now_ms)
        comes_or_goes = online != self.online
        self.online = online
        if power_changed or comes_or_goes:
            self._body.refresh()
        if comes_or_goes:
            self._stage.availability(self.name, Availability(self._stage.now_ms, self.known_as, online))
            if online:
                self._report(list(self._device.properties))


def _merged(first: Iterable[str], more: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*first, *more)))
