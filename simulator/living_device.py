"""One installed device at work: measures, obeys, reacts and reports."""

from __future__ import annotations

import math
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
from simulator.quantities import MINUTE_MS
from simulator.randomness import Stream
from simulator.reports import Availability, Report
from simulator.sensing.burst_loss import BurstLoss
from simulator.sensing.reporting import Agenda, agenda
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
        speaks_within_ms = min(self._device.sample_s * 1000, MINUTE_MS)
        self._phase_ms = Stream(seed, f"{self.name}.phase").integer(1, speaks_within_ms - 1)
        self._rests_until_ms = 0.0
        self._wakes_ms: int | None = None

    @property
    def known_as(self) -> str:
        """The name under which the house knows it."""
        return self._ailments.known_as(self.name)

    def begin(self) -> None:
        """Tell everything once; what is told regularly was last told a little before, in its own time."""
        self._body.refresh()
        self._report(list(self._device.properties))
        for name, _, max_ms, _ in self._body.instruments.watched:
            self._told_ms[name] -= int(-self._phase_ms % min(max_ms, MINUTE_MS))
        self._rest(self._agenda().next_ms)

    def look(self, now_ms: int) -> None:
        """A minute has passed: measure, and speak a little later, in one's own time, if anything is due.

        Whatever rests lets the minute pass. What another load behind the device brings about is told at once.
        """
        body, rests_until_ms = self._body, self._rests_until_ms
        if not body.has_power:
            return
        if now_ms < rests_until_ms and not body.is_called():
            if rests_until_ms < now_ms + MINUTE_MS:
                self._wake_at(math.ceil(rests_until_ms))
            return
        load = body.load
        body.refresh()
        due, next_ms = self._agenda()
        if not due:
            self._rest(next_ms)
        elif body.load != load:
            self._report(due)
            self._rests_until_ms = 0.0
        else:
            self._rests_until_ms = now_ms + self._phase_ms
            self._wake_at(now_ms + self._phase_ms)

    def sample(self) -> None:
        """Measure, decide, and report what is due; nothing is before the device has told everything once."""
        if self._body.has_power and self._told_ms:
            self._body.refresh()
            due, next_ms = self._agenda()
            if due:
                self._report(due)
                next_ms = min(next_ms, self._stage.now_ms + self._body.instruments.told_within_ms)
            self._rest(next_ms)

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
            self._report(_merged(asked, self._agenda().due))

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
        self._report(_merged(own, self._agenda().due), dict.fromkeys(own, source))
        self._rest(self._agenda().next_ms)

    def _agenda(self) -> Agenda:
        watched = self._body.instruments.watched
        return agenda(watched, self._stage.now_ms, self._told_ms, self._told, self._body.values)

    def _rest(self, next_ms: float) -> None:
        """Look no more until something moves or is due, which may be before the minute is over."""
        self._rests_until_ms = min(next_ms, self._body.rests_until_ms())
        now_ms = self._stage.now_ms
        if self._rests_until_ms < (now_ms // MINUTE_MS + 1) * MINUTE_MS:
            self._wake_at(math.ceil(self._rests_until_ms))

    def _wake_at(self, at_ms: int) -> None:
        if at_ms != self._wakes_ms:
            self._wakes_ms = at_ms
            self._stage.at(at_ms, self._wake)

    def _wake(self) -> None:
        if self._wakes_ms == self._stage.now_ms:
            self._wakes_ms = None
            self.sample()

    def _report(self, names: list[str], sources: Mapping[str, str] = _NO_SOURCES) -> None:
        """Tell these and what rides along, as they were refreshed at this instant."""
        if not names:
            return
        now_ms = self._stage.now_ms
        if not self.online:
            self._told.update({name: self._body.values[name] for name in names})
            self._told_ms.update(dict.fromkeys(names, now_ms))
            self._tell_nobody({name: self._body.values[name] for name in names}, sources)
            return
        told = self._shown(names)
        self._told.update(told)
        self._told_ms.update(dict.fromkeys(told, now_ms))
        self._body.battery.send()
        if self._antenna.is_free(now_ms):
            self._arrive(now_ms, told, sources)
        else:
            said = self._ailments.say(told)
            if not self._antenna.send(partial(self._arrive, self._ailments.stamp(now_ms), said, sources)):
                self._tell_nobody(said, sources)
        if self._body.battery_is_empty():
            self._come_or_go()

    def _shown(self, names: Iterable[str]) -> dict[str, Scalar]:
        """What it shows of these, and of what has no reporting of its own if that is news."""
        body, told = self._body, self._told
        body.feel_riding()
        values, instruments = body.values, body.instruments
        shown = {name: instruments.show(name, values[name]) for name in names}
        for name in instruments.riding:
            if name not in shown:
                value = instruments.show(name, values[name])
                if name not in told or told[name] != value:
                    shown[name] = value
        return shown

    def _arrive(self, at_ms: int, said: Values, sources: Mapping[str, str]) -> None:
        """The house hears what the device said."""
        # A new one each time: who got the last report may keep it.
        self._heard = {**self._heard, **said}
        heard = Report(at_ms, self.known_as, self._heard, tuple(said))
        self._stage.report(self.name, said, sources, heard)

    def _tell_nobody(self, said: Values, sources: Mapping[str, str]) -> None:
        """What it is set to is so, whether anybody hears of it or not; measurements are not."""
        properties = self._device.properties
        states = {name: value for name, value in said.items() if Access.SETTABLE in properties[name].access}
        self._stage.report(self.name, states, sources, None)

    def feel_mains(self) -> None:
        """The circuit that it is on has lost its voltage or has it again."""
        self._come_or_go()

    def _come_or_go(self) -> None:
        """Be there if plug, battery and radio allow it."""
        self._rests_until_ms = 0.0
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
