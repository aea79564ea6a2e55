"""A small house for faults: each device alone in its room, so that none feels what another does."""

from simulator.actions import Break, Mend
from simulator.engine import Engine
from simulator.reports import Availability, Report
from simulator.scenario import Scenario

SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000
DEVICES = {
    "thermometer": {"model": "WSDCGQ11LM"},
    "other_thermometer": {"model": "WSDCGQ11LM"},
    "lamp": {"model": "LED1623G12"},
    "motion": {"model": "RTCGQ11LM"},
    "plug": {
        "model": "TS011F_plug_1",
        "load": {"title": {"en": "Kettle", "fa": "کتری"}, "power_w": 500},
        "values": {"state": "ON"},
    },
}


def hut(seed=1, **more):
    content = {
        "title": {"en": "Hut", "fa": "کلبه"},
        "start": "2027-04-01T00:00",
        "seed": seed,
        "house": {
            "title": {"en": "Hut", "fa": "کلبه"},
            "rooms": {
                f"{name}_room": {"title": {"en": name, "fa": "اتاق"}, "area_m2": 9} for name in DEVICES
            },
            "devices": {name: {**device, "room": f"{name}_room"} for name, device in DEVICES.items()},
        },
        **more,
    }
    return Scenario.parse(content, "hut")


class Stay:
    """A hut for some hours: what was done at which time, and all that was heard."""

    def __init__(self, actions=(), until_ms=6 * HOUR, seed=1, **scenario):
        self.engine = Engine(hut(seed, **scenario))
        self.heard = []
        self.engine.listen(lambda said: self.heard.append((self.engine.now_ms, said)))
        for at_ms, action in sorted(actions, key=lambda each: each[0]):
            self.engine.run_until(at_ms)
            self.engine.submit(action)
        self.engine.run_until(until_ms)
        self.trace = self.engine.trace

    def reports(self, device, since_ms=0, until_ms=1 << 50):
        return [
            (at_ms, said)
            for at_ms, said in self.heard
            if isinstance(said, Report) and said.device == device and since_ms <= at_ms < until_ms
        ]

    def told(self, device, name, since_ms=0, until_ms=1 << 50):
        """Each value of a property that was told in that time."""
        return [
            said.values[name] for _, said in self.reports(device, since_ms, until_ms) if name in said.changed
        ]

    def absences(self, device):
        return [
            (at_ms, said.online)
            for at_ms, said in self.heard
            if isinstance(said, Availability) and said.device == device
        ]

    def power_w(self, at_ms):
        return self.trace.signal("house.power").at(at_ms)


def broken(device, fault, since_ms=HOUR, until_ms=3 * HOUR, **parameters):
    """The actions that break a device, and mend it."""
    return [(since_ms, Break(device, fault, parameters)), (until_ms, Mend(device, fault))]
