"""What the course wants to judge, said in rules: for each a run that must pass and one that must fail.

The runs last ten minutes, so that a minute stands for an hour.
"""

import pytest
from ruamel.yaml import YAML

from exercises.evaluation import find, score
from exercises.rule import Rule
from exercises.rulebook.example import played
from exercises.rulebook.question import Question

COURSE = {
    "12 compressor protection": (
        'min_duration: {condition: {compressor.state: "OFF"}, at_least: 3m}',
        {"compressor.state": {0: "ON", 60: "OFF", 240: "ON", 300: "OFF", 500: "ON"}},
        {"compressor.state": {0: "ON", 60: "OFF", 120: "ON", 300: "OFF", 500: "ON"}},
    ),
    "14 hysteresis: the band is held": (
        "{always: {room.lounge.temperature: [19, 21]}, scope: {after: 2m}, score: time}",
        {"room.lounge.temperature": {0: 16, 100: 19.5, 300: 20.5}},
        {"room.lounge.temperature": {0: 16, 100: 19.5, 300: 21.5}},
    ),
    "14 hysteresis: few switches, not a single threshold": (
        "bounded_existence: {trigger: {changes: heater.state}, at_most: 3, per: 2m}",
        {"heater.state": {0: "ON", 100: "OFF", 200: "ON", 300: "OFF"}},
        {"heater.state": {0: "ON", 100: "OFF", 110: "ON", 120: "OFF", 130: "ON", 140: "OFF"}},
    ),
    "15 alarm: an entry delay, then the siren": (
        "response: {trigger: {rise: {door.open: true}}, becomes: siren.state, within: [30s, 35s]}",
        {"door.open": {0: False, 60: True}, "siren.state": {0: "OFF", 91: "ON"}},
        {"door.open": {0: False, 60: True}, "siren.state": {0: "OFF", 61: "ON"}},
    ),
    "15 alarm: it sounds until it is disarmed": (
        "until: {trigger: {rise: siren.state}, holds: siren.state, until: {panel.mode: disarmed}}",
        {"panel.mode": {0: "armed", 300: "disarmed"}, "siren.state": {0: "OFF", 60: "ON", 301: "OFF"}},
        {"panel.mode": {0: "armed", 300: "disarmed"}, "siren.state": {0: "OFF", 60: "ON", 200: "OFF"}},
    ),
    "16 PID: settles, in good time": (
        "settles: {path: room.lounge.temperature, band: [20.5, 21.5], within: 2m, after: {changes: set.point}}",
        {"set.point": {0: 18, 60: 21}, "room.lounge.temperature": {0: 18, 120: 20, 150: 21}},
        {"set.point": {0: 18, 60: 21}, "room.lounge.temperature": {0: 18, 120: 22, 150: 21, 200: 22}},
    ),
    "17 gas: closes in two seconds": (
        "response: {trigger: {rise: gas.gas}, then: {valve.state: CLOSE}, within: 2s}",
        {"gas.gas": {0: False, 60: True}, "valve.state": {0: "OPEN", 61: "CLOSE"}},
        {"gas.gas": {0: False, 60: True}, "valve.state": {0: "OPEN", 70: "CLOSE"}},
    ),
    "17 gas: opened again only after a reset by hand": (
        "{precedence: {trigger: {rise: {valve.state: OPEN}}, needs: {reset.action: single}},"
        " scope: {after: {rise: gas.gas}}}",
        {
            "gas.gas": {0: False, 60: True, 90: False},
            "valve.state": {0: "OPEN", 61: "CLOSE", 300: "OPEN"},
            "reset.action": {0: "", 299: "single"},
        },
        {
            "gas.gas": {0: False, 60: True, 90: False},
            "valve.state": {0: "OPEN", 61: "CLOSE", 95: "OPEN"},
            "reset.action": {0: "single", 1: ""},
        },
    ),
    "17 gas: nothing is switched in gas": (
        "{bounded_existence: {trigger: {changes: fan.state}, at_most: 0}, scope: {while: gas.gas}}",
        {"gas.gas": {0: False, 60: True, 200: False}, "fan.state": {0: "OFF", 210: "ON"}},
        {"gas.gas": {0: False, 60: True, 200: False}, "fan.state": {0: "OFF", 65: "ON"}},
    ),
    "18 fail-safe: a sensor that is gone counts as an alarm": (
        "response: {trigger: {fall: {leak.online: true}}, then: {valve.state: CLOSE}, within: 10s}",
        {"leak.online": {0: True, 60: False}, "valve.state": {0: "OPEN", 65: "CLOSE"}},
        {"leak.online": {0: True, 60: False}, "valve.state": {0: "OPEN"}},
    ),
    "23 peak shift: not by spoiling the goods": (
        "{always: {room.cold.temperature: {at_most: 4}}, fatal: true}",
        {"room.cold.temperature": {0: 2, 200: 3.9}},
        {"room.cold.temperature": {0: 2, 200: 6.5, 260: 3}},
    ),
    "24 solar: no charging from the grid at the peak": (
        '{never: {all: [{battery.power: {above: 0}}, {grid.power: {above: 0}}]}, scope: {daily: ["00:03", "00:06"]}}',
        {"battery.power": {0: 500, 170: 0, 370: 500}, "grid.power": {0: 800}},
        {"battery.power": {0: 500}, "grid.power": {0: 800, 200: 0, 300: 700}},
    ),
    "27 saffron dryer: does not linger under 60 °C": (
        "max_duration: {condition: {chamber.temperature: {below: 60}}, at_most: 2m}",
        {"chamber.temperature": {0: 20, 100: 65, 300: 58, 330: 64}},
        {"chamber.temperature": {0: 20, 100: 65, 300: 58, 450: 64}},
    ),
    "28 greenhouse: actuators do not fight": (
        "mutual_exclusion: [{vent.position: {above: 20}}, mist.state, heater.state]",
        {"vent.position": {0: 50, 100: 0}, "mist.state": {0: "OFF", 101: "ON"}, "heater.state": {0: "OFF"}},
        {"vent.position": {0: 50}, "mist.state": {0: "OFF", 101: "ON"}, "heater.state": {0: "OFF"}},
    ),
    "29 qanat: the pump rests while the level is stale": (
        "response_invariance: {trigger: {rise: {level.online: false}}, then: {pump.state: OFF}, during: [5s, 1m]}",
        {"level.online": {0: True, 100: False}, "pump.state": {0: "ON", 103: "OFF"}},
        {"level.online": {0: True, 100: False}, "pump.state": {0: "ON"}},
    ),
    "29 qanat: each field has its turn": (
        "recurrence: {trigger: {rise: valve.state}, every: 4m}",
        {"valve.state": {0: "OFF", 100: "ON", 150: "OFF", 320: "ON", 350: "OFF", 500: "ON"}},
        {"valve.state": {0: "OFF", 100: "ON", 150: "OFF", 450: "ON"}},
    ),
    "30 diesel: low oil pressure is flagged only while the engine runs": (
        "{never: {fault.code: P0520}, scope: {while: {engine.rpm: {below: 400}}}}",
        {"engine.rpm": {0: 0, 60: 900}, "oil.pressure": {0: 0}, "fault.code": {0: "none", 70: "P0520"}},
        {"engine.rpm": {0: 0, 60: 900}, "oil.pressure": {0: 0}, "fault.code": {0: "none", 10: "P0520"}},
    ),
}


def judged(written, steps):
    says = {"en": "So.", "fa": "چنین."}
    rule = Rule.model_validate(
        {"id": "it", "says": says, "weight": 1, "grace": "1s", **YAML(typ="safe").load(written)}
    )
    trace = played(steps)
    return find([rule], Question(trace, {}, trace.end_ms))


@pytest.mark.parametrize("point", COURSE)
def test_a_right_run_passes(point):
    written, right, _ = COURSE[point]
    (finding,) = judged(written, right)
    assert finding.outcome == "satisfied", finding.says.en
    assert score([finding]) == 100


@pytest.mark.parametrize("point", COURSE)
def test_a_wrong_run_fails_and_is_told_why(point):
    written, _, wrong = COURSE[point]
    (finding,) = judged(written, wrong)
    assert finding.outcome == "violated", finding.says.en
    assert score([finding]) < 100
    assert finding.witnesses[0].says.en != finding.witnesses[0].says.fa
