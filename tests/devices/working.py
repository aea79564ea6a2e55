"""A device at work without a house around it: feels what a test lets it feel, and its own timers ring."""

from dataclasses import dataclass, field
from functools import partial

from devices.device import Change, Device
from devices.effect import Effect
from devices.surroundings import Load, Surroundings

_LOOKS_EVERY_MS = 60_000


@dataclass
class AtWork:
    """`values` are properties and memory; `told` what it told at once: (milliseconds, name, value)."""

    device: Device
    around: Surroundings = field(default_factory=partial(Surroundings, now_ms=0))
    load: Load = field(default_factory=Load)
    values: dict = field(default_factory=dict)
    told: list = field(default_factory=list)
    _alarms: list = field(default_factory=list)

    def __post_init__(self):
        self.values = self.device.initial_values() | self.values
        self.refresh()

    @property
    def effect(self) -> Effect:
        return self.device.effect(self.values, self.load)

    def feel(self, **surroundings):
        """Let something around it be different from now on."""
        self.around = self.around._replace(**surroundings)
        self.refresh()

    def command(self, wanted):
        """What a program sets, as the device accepts it."""
        accepted = {name: self.device.commands[name].accept(value) for name, value in wanted.items()}
        for trait in self.device.traits:
            own = {each.name: accepted[each.name] for each in trait.properties if each.name in accepted}
            if own:
                obeyed = trait.obey(self.values, own) if trait.obey else own
                self._take(obeyed if isinstance(obeyed, Change) else Change(obeyed, tell=tuple(obeyed)))

    def handle(self, action):
        """What a hand does."""
        self.happen(self.device.hands[action])

    def happen(self, stimulus):
        for trait in self.device.traits:
            react = trait.react.get(stimulus)
            change = react(self.values, self.around) if react else None
            if change:
                self._take(change)

    def wait(self, seconds):
        """Let time pass: its timers ring, and it looks around every minute."""
        until_ms = self.around.now_ms + round(seconds * 1000)
        while self.around.now_ms < until_ms or self._due(until_ms):
            look_ms = (self.around.now_ms // _LOOKS_EVERY_MS + 1) * _LOOKS_EVERY_MS
            rings_ms = min([at_ms for at_ms, _ in self._alarms], default=until_ms)
            self.around = self.around._replace(now_ms=min(until_ms, look_ms, rings_ms))
            for alarm in self._due(self.around.now_ms):
                self._alarms.remove(alarm)
                self.happen(alarm[1])
            self.refresh()

    def refresh(self):
        for trait in self.device.traits:
            if trait.sense:
                self.values |= trait.sense(self.values, self.around)
        for trait in self.device.traits:
            if trait.decide:
                self.values |= trait.decide(self.values)
        if "open" in (driven := self.device.driven(self.values)):
            fixture = self.around.fixture._replace(open_share=driven["open"])
            self.around = self.around._replace(fixture=fixture)

    def _due(self, at_ms):
        return [alarm for alarm in self._alarms if alarm[0] <= at_ms]

    def _take(self, change):
        self.refresh()
        self.values |= change.values
        self.refresh()
        self.told += [(self.around.now_ms, name, self.values[name]) for name in change.tell]
        if change.wake_after_ms is not None:
            self._alarms.append((self.around.now_ms + change.wake_after_ms, change.wake_with))
