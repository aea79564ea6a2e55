"""Filling in: a student's own rooms and numbers stand wherever an exercise writes `$name`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from devices.text import Text
from exercises.filling import filled
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration

STUDENTS_OWN = {"room": "living", "target": 21}


class Plan(BaseModel):
    topic: str
    condition: Condition
    within: Duration
    others: tuple[Condition, ...] = ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("${room}_lamp.state", "living_lamp.state"),
        ("room.$room.temperature", "room.living.temperature"),
        ("$target", 21),
        ("at $target", "at 21"),
        ("$unknown/$room", "$unknown/living"),
        ({"${room}_lamp.state": "$target"}, {"living_lamp.state": 21}),
        (["$room", ("$target",)], ["living", (21,)]),
    ],
)
def test_names_are_replaced_wherever_they_stand(written, expected):
    assert filled(written, STUDENTS_OWN) == expected


def test_a_model_is_filled_to_its_depth():
    plan = Plan(
        topic="zigbee2mqtt/${room}_lamp",
        condition={"${room}_lamp.state": "ON"},
        within="$target + 5s",
        others=[{"$room.x": "$target"}],
    )
    own = filled(plan, STUDENTS_OWN)
    assert own.topic == "zigbee2mqtt/living_lamp"
    assert own.condition.paths == ("living_lamp.state",)
    assert own.others[0].paths == ("living.x",)
    assert own.within is plan.within, "durations work out their parameters themselves"


def test_sentences_are_left_alone():
    assert filled(Text(en="$room", fa="$room"), STUDENTS_OWN) == Text(en="$room", fa="$room")


@given(st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False) | st.text("ab{}"), st.lists))
def test_what_names_no_parameter_stays_the_very_same(value):
    assert filled(value, STUDENTS_OWN) is value
