"""The contract that every fault of `simulator/faults/` keeps."""

import os
import re
import subprocess
import sys
from functools import cache

import pytest

from simulator.actions import SetProperties
from simulator.fault_plan import FaultPlan
from simulator.faults import fault_names, faults
from simulator.quantities import SECOND_MS
from tests.simulator.faults.hut import DEVICES, HOUR, MINUTE, Stay, broken

EXAMPLES = {
    "bias": ("thermometer", {"by": 4}),
    "clock_skew": ("thermometer", {"ahead_s": 90}),
    "delayed": ("thermometer", {"by": "45s"}),
    "drift": ("thermometer", {"per_hour": 2}),
    "dropout": ("thermometer", {"share": 1}),
    "duplicated": ("thermometer", {"share": 1}),
    "flapping": ("thermometer", {"away_for": "2m", "back_for": "3m"}),
    "jammed": ("lamp", {}),
    "lost": ("plug", {"loss": {"turns_bad": 1, "turns_good": 0, "lost_when_bad": 1}}),
    "low_battery": ("thermometer", {"percent": 2}),
    "noise": ("thermometer", {"deviation": 3}),
    "offline": ("plug", {}),
    "rogue_device": ("plug", {"interval": "10m"}),
    "slow": ("lamp", {"by": "30s"}),
    "spike": ("thermometer", {"interval": "5m", "size": 10}),
    "stuck_at": ("thermometer", {"value": 33}),
    "swapped_names": ("thermometer", {"swapped_with": "other_thermometer"}),
    "welded": ("plug", {}),
    "wrong_unit": ("thermometer", {}),
}
"""For each fault a device that can have it, and parameters with which it shows within two hours."""

MEANWHILE = [
    (30 * MINUTE, SetProperties("lamp", {"state": "OFF"})),
    (90 * MINUTE, SetProperties("lamp", {"state": "ON"})),
    (91 * MINUTE, SetProperties("plug", {"state": "OFF"})),
    (5 * HOUR, SetProperties("lamp", {"state": "OFF"})),
    (5 * HOUR, SetProperties("plug", {"state": "ON"})),
]
SOUND = Stay(MEANWHILE)


@pytest.fixture(params=fault_names())
def name(request):
    return request.param


@cache
def case(name):
    assert name in EXAMPLES, f"write an example of {name} here"
    device, parameters = EXAMPLES[name]
    return device, Stay([*MEANWHILE, *broken(device, name, **parameters)])


def concerned(name):
    device, parameters = EXAMPLES[name]
    return {device, parameters.get("swapped_with", device)}


def footprint(stay, since_ms, until_ms, *devices):
    """What was heard of devices, and what they drew, in a span of time."""
    heard = [
        (at_ms, said)
        for at_ms, said in stay.heard
        if since_ms <= at_ms < until_ms and {said.device, getattr(said, "like", None)} & set(devices)
    ]
    return heard, [stay.power_w(at_ms) for at_ms in range(since_ms, until_ms, MINUTE)]


def test_a_fault_is_named_like_its_file_and_explained_in_both_languages(name):
    fault = faults()[name]
    assert fault.name == name
    for text in (fault.title, fault.says):
        assert re.search("[A-Za-z]", text.en)
        assert re.search("[\u0600-\u06ff]", text.fa)
        assert not re.search("[يك]", text.fa), "Persian letters, not Arabic ones"
    assert fault.says.en.endswith(".")
    assert fault.says.fa.endswith(".")


def test_parameters_have_defaults_unless_nothing_could_be_meant(name):
    fields = faults()[name].parameters.model_fields
    assert [field for field, each in fields.items() if each.is_required()] == (
        ["swapped_with"] if name == "swapped_names" else []
    )


def test_no_parameter_has_the_name_of_a_field_that_every_fault_has(name):
    assert not set(faults()[name].parameters.model_fields) & set(FaultPlan.model_fields)


def test_it_shows_while_it_lasts(name):
    device, stay = case(name)
    assert footprint(stay, HOUR, 3 * HOUR, device) != footprint(SOUND, HOUR, 3 * HOUR, device)


def test_until_it_begins_everything_is_as_it_would_be_without(name):
    device, stay = case(name)
    assert footprint(stay, 0, HOUR, device) == footprint(SOUND, 0, HOUR, device)


def test_other_devices_are_as_they_would_be_without(name):
    _, stay = case(name)
    others = set(DEVICES) - concerned(name)
    paths = tuple(f"{other}." for other in others)
    events, sound = (
        [event for event in each.trace.events if event.path.startswith(paths)] for each in (stay, SOUND)
    )
    assert events == sound
    assert [said for _, said in stay.heard if said.device in others] == [
        said for _, said in SOUND.heard if said.device in others
    ]


def test_it_ends_when_it_is_mended(name):
    """An hour later everything has been told anew, but for the noise of each measurement."""
    device, stay = case(name)
    for affected in concerned(name):
        (_, last), (_, sound) = (each.reports(affected)[-1] for each in (stay, SOUND))
        for told, would_be in ((last.values[each], sound.values[each]) for each in sound.values):
            assert told == (
                pytest.approx(would_be, rel=0.05, abs=20)
                if isinstance(would_be, float | int) and not isinstance(would_be, bool)
                else would_be
            )
        assert last.values.get("temperature", 0) == pytest.approx(sound.values.get("temperature", 0), abs=0.6)
        absences = stay.absences(affected)
        assert not absences or absences[-1] == (absences[-1][0], True)
        assert all(at_ms <= 3 * HOUR for at_ms, _ in absences)
    assert stay.power_w(6 * HOUR) == SOUND.power_w(6 * HOUR)
    assert all(said.like is None for at_ms, said in stay.reports(f"{device}_2") if at_ms > 3 * HOUR)


def test_it_stands_in_the_trace_from_its_beginning_to_its_end_and_is_heard_by_nobody(name):
    device, stay = case(name)
    events = [(event.at_ms, event.source, event.value) for event in stay.trace.events_of(f"{device}.fault")]
    assert events == [(HOUR, "hidden", name), (3 * HOUR, "hidden", None)]
    assert all("fault" not in getattr(said, "values", {}) for _, said in stay.heard)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_gives_the_same_trace(hash_seed):
    program = "from tests.contracts.test_faults import all_together; print(all_together().trace.sha256())"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    ).stdout.strip()
    assert printed == all_together().trace.sha256()


def test_another_seed_gives_another_trace():
    assert all_together(seed=2).trace.sha256() != all_together().trace.sha256()


@cache
def all_together(seed=1):
    """Every fault at once, two minutes apart."""
    actions = list(MEANWHILE)
    for index, (name, (device, parameters)) in enumerate(EXAMPLES.items()):
        begin_ms = HOUR + index * 120 * SECOND_MS
        actions += broken(device, name, begin_ms, begin_ms + HOUR, **parameters)
    return Stay(actions, until_ms=4 * HOUR, seed=seed)
