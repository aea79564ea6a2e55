"""Faults and radio in a scenario: when they come, and how a mistake is named."""

import pytest

from simulator.actions import Break, Mend
from simulator.fault_plan import FaultRefused, diagnose
from simulator.mistakes import FileMistaken
from simulator.scenario import load_scenario
from tests.simulator.faults.hut import HOUR, MINUTE, Stay, hut
from tests.simulator.spoilt import assert_says, mistakes_in

DAY = 24 * HOUR
FILE = """\
title: {en: Test, fa: آزمون}
house:
  title: {en: Hut, fa: کلبه}
  rooms: {hall: {title: {en: Hall, fa: هال}, area_m2: 10}}
  devices:
    lamp: {model: LED1623G12, room: hall}
    climate: {model: WSDCGQ11LM, room: hall}
    other_climate: {model: WSDCGQ11LM, room: hall}
start: 2027-01-14T00:00
radio: {loss: fair, devices: {climate: poor}}
faults:
  - {device: climate, fault: bias, at: "10:00", by: 3}
"""
FAULT = 'device: climate, fault: bias, at: "10:00", by: 3'

# (what is replaced, by what, the field, what the sentence must hold)
MISTAKES = [
    (FAULT, 'device: climat, fault: bias, at: "10:00"', "faults.0.device", "did you mean climate"),
    (FAULT, 'device: climate, fault: biass, at: "10:00"', "faults.0.fault", "did you mean bias"),
    (FAULT, "device: climate, fault: bias", "faults.0.at", "required"),
    (FAULT, 'device: climate, fault: bias, at: "10:70"', "faults.0.at", "a time of day"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", lasts: 0s', "faults.0.lasts", "more than 0"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", lasts: 5', "faults.0.lasts", "a duration"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", every: week', "faults.0.every", "'day'"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", day: 0', "faults.0.day", "at least 1"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", by: much', "faults.0.by", "a number"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", bye: 3', "faults.0.bye", "did you mean by"),
    (FAULT, 'device: climate, fault: bias, at: "10:00", laasts: 3h', "faults.0.laasts", "did you mean lasts"),
    (
        FAULT,
        'device: climate, fault: bias, at: "10:00", property: temperatur',
        "faults.0.property",
        "did you mean temperature",
    ),
    (FAULT, 'device: lamp, fault: bias, at: "10:00"', "faults.0.device", "senses nothing"),
    (FAULT, 'device: lamp, fault: low_battery, at: "10:00"', "faults.0.device", "no battery"),
    (FAULT, 'device: climate, fault: welded, at: "10:00"', "faults.0.device", "no relay"),
    (FAULT, 'device: climate, fault: slow, at: "10:00"', "faults.0.device", "no command"),
    (FAULT, 'device: climate, fault: dropout, at: "10:00", share: 2', "faults.0.share", "at most 1"),
    (FAULT, 'device: climate, fault: noise, at: "10:00", deviation: 0', "faults.0.deviation", "more than 0"),
    (FAULT, 'device: climate, fault: lost, at: "10:00", loss: awful', "faults.0.loss", "good, fair, poor"),
    (
        FAULT,
        'device: climate, fault: swapped_names, at: "10:00", swapped_with: lamp',
        "faults.0.swapped_with",
        "other_climate",
    ),
    (FAULT, 'device: climate, fault: swapped_names, at: "10:00"', "faults.0.swapped_with", "required"),
    (
        FAULT,
        'device: climate, fault: rogue_device, at: "10:00", name: lamp',
        "faults.0.name",
        "choose another",
    ),
    ("loss: fair", "loss: fairly", "radio.loss", "did you mean fair"),
    ("loss: fair", "loss: {turns_bad: 2, turns_good: 1}", "radio.loss.turns_bad", "at most 1"),
    ("climate: poor", "climat: poor", "radio.devices.climat", "did you mean climate"),
]


@pytest.mark.parametrize(("right", "wrong", "field", "hint"), MISTAKES)
def test_a_mistake_names_line_field_and_what_would_be_right(tmp_path, right, wrong, field, hint):
    (mistake,) = mistakes_in(tmp_path, FILE, right, wrong)
    assert (mistake.line, mistake.field) == (12 if field.startswith("faults") else 10, field)
    assert_says(mistake, hint)


def test_the_file_without_a_mistake_is_taken(tmp_path):
    path = tmp_path / "test.yaml"
    path.write_text(FILE, encoding="utf-8")
    assert load_scenario(path).faults[0].parameters == {"by": 3}


def fault_events(**fault):
    stay = Stay(until_ms=3 * DAY, faults=[{"device": "lamp", "fault": "slow", **fault}])
    return [(event.at_ms, event.source, event.value) for event in stay.trace.events_of("lamp.fault")]


def test_a_fault_comes_once_and_stays():
    assert fault_events(at="10:00") == [(10 * HOUR, "hidden", "slow")]


def test_or_ends_after_a_while():
    assert fault_events(at="10:00", lasts="90m", announced=True) == [
        (10 * HOUR, "house", "slow"),
        (10 * HOUR + 90 * MINUTE, "house", None),
    ]


def test_or_comes_on_another_day():
    assert fault_events(at="10:00", day=2) == [(DAY + 10 * HOUR, "hidden", "slow")]


def test_or_comes_every_day():
    began = [at_ms for at_ms, _, value in fault_events(at="10:00", lasts="1h", every="day") if value]
    assert began == [10 * HOUR, DAY + 10 * HOUR, 2 * DAY + 10 * HOUR]


def test_a_fault_of_the_scenario_is_the_fault_of_a_hand():
    plan = {"device": "thermometer", "fault": "noise", "at": "01:00", "lasts": "1h", "deviation": 2}
    written = Stay(faults=[plan]).trace.sha256()
    by_hand = [
        (HOUR, Break("thermometer", "noise", {"deviation": 2})),
        (2 * HOUR, Mend("thermometer", "noise")),
    ]
    assert Stay(by_hand).trace.sha256() == written


def test_a_script_may_break_and_mend_too():
    script = [
        {"at": "01:00", "device": "lamp", "breaks": "slow", "with": {"by": "5s"}, "announced": True},
        {"when": {"path": "lamp.fault", "is": "slow", "for": "20m"}, "device": "lamp", "mends": "slow"},
    ]
    events = Stay(until_ms=2 * HOUR, script=script).trace.events_of("lamp.fault")
    assert [(event.at_ms, event.source, event.value) for event in events] == [
        (HOUR, "house", "slow"),
        (HOUR + 20 * MINUTE, "house", None),
    ]


@pytest.mark.parametrize(
    ("deed", "field"),
    [
        ({"device": "lamp", "breaks": "sloow"}, "breaks"),
        ({"device": "lamp", "breaks": "slow", "with": {"by": 5}}, "with.by"),
        ({"device": "lamp", "breaks": "slow", "with": {"bye": "5s"}}, "with.bye"),
        ({"device": "lamp", "breaks": "bias"}, "device"),
        ({"device": "lamp", "mends": "sloow"}, "mends"),
        ({"device": "limp", "mends": "slow"}, "device"),
    ],
)
def test_a_mistake_in_a_script_is_named_as_well(deed, field):
    with pytest.raises(FileMistaken) as caught:
        hut(script=[{"at": "01:00", **deed}])
    assert [mistake.field for mistake in caught.value.mistakes] == [f"script.0.{field}"]


def test_what_makes_no_sense_does_nothing_and_says_so_beforehand():
    nonsense = [Break("ghost", "bias"), Break("lamp", "bias"), Break("lamp", "ghost"), Mend("lamp", "slow")]
    sound = Stay(until_ms=HOUR).trace.sha256()
    assert Stay([(1000, action) for action in nonsense], until_ms=HOUR).trace.sha256() == sound
    with pytest.raises(FaultRefused, match="senses nothing"):
        diagnose(hut().house, "lamp", "bias", {})


def test_without_losses_the_radio_changes_nothing():
    assert Stay(radio={}).trace.sha256() == Stay().trace.sha256()


def test_a_poor_radio_delays_and_loses():
    poor, sound = Stay(radio={"loss": "poor"}, until_ms=DAY), Stay(until_ms=DAY)
    arrived, sent = (len([said for _, said in stay.heard]) for stay in (poor, sound))
    assert 0.8 * sent < arrived < sent
    delays = {at_ms - said.at_ms for name in ("plug", "motion") for at_ms, said in poor.reports(name)}
    assert {0, 1600} <= delays


def test_each_device_has_its_own_luck():
    one = Stay(radio={"devices": {"plug": "poor"}})
    all_of_them = Stay(radio={"loss": "poor"})
    assert one.reports("plug") == all_of_them.reports("plug")
    assert one.reports("motion") == Stay().reports("motion")
