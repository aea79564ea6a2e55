"""A device on a bench: what it feels is given by the test, minute by minute."""

from devices.device import Change
from devices.registry import find
from devices.surroundings import Fixture, Indoors, Load, Outdoors, Surroundings

MINUTE_MS = 60_000


class Bench:
    """One device of the catalogue, with a clock and the surroundings that the test gives it."""

    def __init__(self, model, **values):
        self.device = find(model)
        self.values = {**self.device.initial_values(), **values}
        self.around = Surroundings(now_ms=0)
        self._timers = []
        self.look()

    def feel(self, room=None, outdoors=None, fixture=None, **around):
        """Change what it feels, and let it look."""
        parts = {"room": (Indoors, room), "outdoors": (Outdoors, outdoors), "fixture": (Fixture, fixture)}
        for name, (_, changed) in parts.items():
            if changed is not None:
                around[name] = getattr(self.around, name)._replace(**changed)
        self.around = self.around._replace(**around)
        self.look()

    def look(self):
        """As a living device does it: sense, then decide."""
        for trait in self.device.traits:
            if trait.sense:
                self.values.update(trait.sense(self.values, self.around))
        for trait in self.device.traits:
            if trait.decide:
                self.values.update(trait.decide(self.values))

    def tell(self, **wanted):
        """A command."""
        for trait in self.device.traits:
            own = {each.name: wanted[each.name] for each in trait.properties if each.name in wanted}
            if own:
                self._take(trait.obey(self.values, own) if trait.obey else own)

    def hand(self, action):
        """A hand does something."""
        self._happen(self.device.hands[action])

    def pass_minutes(self, minutes):
        """Time goes by, a minute at a time."""
        for _ in range(minutes):
            self.pass_seconds(60)

    def pass_seconds(self, seconds):
        """Time goes by; timers of the device go off on the way."""
        end_ms = self.around.now_ms + round(seconds * 1000)
        while due := sorted(timer for timer in self._timers if timer[0] <= end_ms):
            self._timers.remove(due[0])
            self.around = self.around._replace(now_ms=due[0][0])
            self._happen(due[0][1])
        self.around = self.around._replace(now_ms=end_ms)
        self.look()

    @property
    def effect(self):
        effect = self.device.effect(self.values, Load())
        assert abs(effect.unaccounted_w) < 1e-6, "energy comes from nowhere or goes nowhere"
        return effect

    @property
    def driven(self):
        return self.device.driven(self.values)

    def _happen(self, stimulus):
        for trait in self.device.traits:
            react = trait.react.get(stimulus)
            change = react(self.values, self.around) if react else None
            if change:
                self._take(change)

    def _take(self, change):
        self.look()
        values = change.values if isinstance(change, Change) else change
        self.values.update(values)
        if isinstance(change, Change) and change.wake_after_ms is not None:
            self._timers.append((self.around.now_ms + change.wake_after_ms, change.wake_with))
        self.look()
