"""What an installed device is at its place: it senses, decides for itself and acts, heard or unheard."""

from __future__ import annotations

from collections.abc import Mapping

from devices.device import Values
from devices.effect import Effect
from devices.property import Scalar
from devices.surroundings import Fixture, Load, Surroundings
from simulator.ailments import Ailments
from simulator.attention import Attention
from simulator.house import Installed
from simulator.quantities import MINUTE_MS
from simulator.randomness import Stream
from simulator.sensing import radio
from simulator.sensing.battery import Battery
from simulator.sensing.instruments import Instruments
from simulator.stage import Stage
from simulator.world.power import MAINS_V, Appliance

_NO_FIXTURE = Fixture()
_NO_EFFECT = Effect()
_NO_LOAD = Load()


class Body:
    """The values of a device, its supply, and what it does to the world as long as it has power."""

    def __init__(self, installed: Installed, seed: int, stage: Stage, ailments: Ailments) -> None:
        name, plan, device = installed.name, installed.plan, installed.device
        self.values: dict[str, Scalar] = {**device.initial_values(), **plan.values}
        self.instruments = Instruments(device, name, seed, ailments)
        self.battery = Battery.fresh(
            device.battery_mah, plan.battery_percent, Stream(seed, f"{name}.battery")
        )
        self.is_plugged = True
        self.has_power = True
        self._name = name
        self._device = device
        self._room = plan.room
        self._fixture = plan.fitted_to
        self._has_pipe = plan.pipe is not None or plan.gas_pipe is not None
        self._stage = stage
        self._world = stage.world
        self._ailments = ailments
        self._effect = Effect()
        self._driven: Mapping[str, float] = {}
        self._decisions = [trait.decide for trait in device.traits if trait.decide]
        self._acts = [trait.act for trait in device.traits if trait.act]
        self._appliance = Appliance(plan.load, Stream(seed, f"{name}.load").integer(0, 3_600_000))
        self._load_varies = plan.load is not None and plan.load.runs != "always"
        self._attention = Attention(device, sees_people=self._load_varies)
        self._felt_ms = 0
        self._link_quality = radio.link_quality(Stream(seed, f"{name}.linkquality"))
        self.load = self._appliance.load(0, occupied=False)
        self.around = self.surroundings()

    def is_called(self) -> bool:
        """Whether something around it has moved so far that it must look."""
        world, felt = self._world, self.around
        if self._attention.is_called(felt, world.indoors(self._room), world.outdoors):
            return True
        if not self._attention.follows_fixture or self._fixture is None:
            return False
        return self._attention.is_called_by(world.fixture(self._fixture), felt.fixture)

    def rests_until_ms(self) -> float:
        """When it must look again, also if nothing around it moves."""
        now_ms = self._stage.now_ms
        if self._attention.is_restless or (self._ailments.active and self._ailments.are_restless):
            return _next_multiple(self._device.sample_s * 1000, now_ms)
        if not self.instruments.are_settled:
            return _next_multiple(MINUTE_MS, now_ms)
        until_ms = now_ms + 1000 * self._attention.patience_s(self.values)
        turn_ms = self._appliance.next_turn_ms(now_ms) if self._load_varies else None
        return until_ms if turn_ms is None else min(turn_ms, until_ms)

    def refresh(self) -> None:
        """Sense what is around now, decide, and act."""
        self._catch_up()
        if self._load_varies:
            occupied = self._world.people_in(self._room) > 0
            self.load = self._appliance.load(self._stage.now_ms, occupied)
        self.around = self.surroundings()
        values = self.values
        self.instruments.feel(values, self.around, self._mechanism())
        for decide in self._decisions:
            values.update(decide(values))
        if self._acts:
            self._act()
        if self._fixture is not None:
            self.drive()

    def feel_riding(self) -> None:
        """Sense now what is only worth sensing by a device that speaks."""
        self.instruments.feel_riding(self.values, self.around, self._mechanism())

    def acts_otherwise(self) -> bool:
        """Whether it would do something else to the world than it does, as its mechanism is now."""
        return not self._present_effect().resembles(self._effect)

    def drive(self) -> None:
        """Move what it is fitted to; without power it stays where it is, but nothing is pumped."""
        if self._fixture is None:
            return
        if self.has_power:
            driven: Mapping[str, float] = self._device.driven(self._mechanism())
        else:
            driven = {**self._driven, "pumped_l_min": 0.0} if "pumped_l_min" in self._driven else self._driven
        if driven != self._driven:
            self._driven = driven
            self._stage.drive(self._fixture, driven, self._name)

    def take_power(self) -> bool:
        """See whether plug, mains and battery give power; True if that has changed."""
        had_power = self.has_power
        has_supply = self.is_plugged and self._world.utilities.has_power(self._name)
        self.has_power = has_supply and not self.battery_is_empty()
        return self.has_power != had_power

    def battery_is_empty(self) -> bool:
        """Whether there is a battery that has run out."""
        return self.battery.capacity_mah > 0 and self._charge() <= 0

    def own(self) -> dict[str, Scalar]:
        """What the device itself decides and remembers, without what follows from its surroundings."""
        sensed = self.instruments.sensed(self.values, self.around)
        return {name: value for name, value in self.values.items() if name not in sensed}

    def surroundings(self) -> Surroundings:
        """What it could feel at this instant."""
        world, now_ms = self._world, self._stage.now_ms
        # By position, as every look of every device comes by here.
        return Surroundings(
            now_ms,
            world.indoors(self._room),
            world.outdoors,
            _NO_FIXTURE if self._fixture is None else world.fixture(self._fixture),
            MAINS_V if self.has_power else 0.0,
            self.load if self.has_power else _NO_LOAD,
            self._charge() if self.battery.capacity_mah else 1.0,
            self._link_quality,
            world.utilities.share(self._name, now_ms) if self._has_pipe else 1.0,
        )

    def _catch_up(self) -> None:
        """Live through the time since the last look, in which nothing moved that it would have noticed."""
        unmoved_ms = self._world.unmoved_until_ms()
        if self._felt_ms < unmoved_ms:
            self.instruments.feel(self.values, self.around._replace(now_ms=unmoved_ms), self._mechanism())
        self._felt_ms = self._stage.now_ms

    def _act(self) -> None:
        effect = self._present_effect()
        if not effect.resembles(self._effect):
            self._effect = effect
            self._world.set_effect(self._room, self._name, effect)

    def _present_effect(self) -> Effect:
        if not self.has_power:
            return _NO_EFFECT
        effects = [act(self._mechanism(), self.load) for act in self._acts]
        return effects[0] if len(effects) == 1 else Effect.of_all(effects)

    def _mechanism(self) -> Values:
        """What relays, motors and valves are really like."""
        return self._ailments.mechanism(self.values) if self._ailments.active else self.values

    def _charge(self) -> float:
        now_ms = self._stage.now_ms
        charge = self.battery.charge(now_ms)
        return self._ailments.charge(charge, now_ms) if self._ailments.active else charge


def _next_multiple(length_ms: int, now_ms: int) -> int:
    return (now_ms // length_ms + 1) * length_ms
