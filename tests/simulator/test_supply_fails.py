"""A device without electricity or water in a house: pumps stand still, chambers cool, machines wait."""

from simulator.actions import Handle, SetProperties
from simulator.engine import Engine
from simulator.scenario import Scenario

MINUTE_MS = 60_000
HOUSE = {
    "title": {"en": "Farm", "fa": "مزرعه"},
    "rooms": {"shed": {"title": {"en": "Shed", "fa": "انبار"}, "area_m2": 20}},
    "pipes": {
        "water": {"title": {"en": "Water", "fa": "آب"}},
        "well_pipe": {"title": {"en": "Well", "fa": "چاه"}, "from": "well", "fills": "roof_tank"},
    },
    "tanks": {
        "well": {"title": {"en": "Well", "fa": "چاه"}, "volume_l": 5000, "level_percent": 90},
        "roof_tank": {"title": {"en": "Roof tank", "fa": "مخزن بام"}, "volume_l": 5000, "level_percent": 0},
    },
    "devices": {
        "pump": {"model": "SQE-3-65", "room": "shed", "fitted_to": "well_pipe"},
        "valve": {"model": "FK_V02", "room": "shed", "fitted_to": "water"},
        "washer": {"model": "WAU28PH9", "room": "shed", "pipe": "water"},
        "heater": {"model": "Velis-WiFi-80", "room": "shed", "pipe": "water"},
    },
}


class Farm:
    def __init__(self):
        fields = {"title": {"en": "Day", "fa": "روز"}, "house": HOUSE, "seed": 1, "start": "2027-06-14T11:00"}
        self.engine = Engine(Scenario.model_validate(fields))

    def tell(self, device, **values):
        self.engine.submit(SetProperties(device, values))

    def hand(self, device, action):
        self.engine.submit(Handle(device, action))

    def pass_minutes(self, minutes):
        self.engine.run_until(self.engine.now_ms + minutes * MINUTE_MS)

    def last(self, path):
        return [event.value for event in self.engine.trace.events if event.path == path][-1]


def test_an_unplugged_pump_moves_no_water():
    farm = Farm()
    farm.tell("pump", state="ON")
    farm.pass_minutes(10)
    assert farm.last("house.well_pipe") == 50
    farm.hand("pump", "unplug")
    farm.pass_minutes(10)
    assert farm.last("house.well_pipe") == 0
    farm.hand("pump", "plug")
    farm.pass_minutes(2)
    assert farm.last("house.well_pipe") == 50


def test_an_unplugged_heater_heats_no_water():
    farm = Farm()
    farm.tell("heater", state="ON")
    farm.pass_minutes(10)
    farm.hand("heater", "unplug")
    farm.pass_minutes(5 * 60)
    farm.hand("heater", "plug")
    farm.pass_minutes(2)
    assert farm.last("heater.temperature") < 45, "five hours of heating would have made 60 °C"


def test_a_washing_machine_waits_for_water_behind_a_closed_valve():
    farm = Farm()
    farm.tell("valve", state="OFF")
    farm.pass_minutes(1)
    farm.tell("washer", command="start")
    farm.pass_minutes(30)
    assert farm.last("washer.process_phase") == "fill"
    assert farm.last("washer.water_alarm")
    farm.tell("valve", state="ON")
    farm.pass_minutes(10)
    assert farm.last("washer.process_phase") == "heat"
    assert not farm.last("washer.water_alarm")
