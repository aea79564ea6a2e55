"""Choices, words and filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.questions import answer_types
from exercises.quiz.lived import TOPICS, LivedDay
from simulator.trace import Trace
from tests.exercises.kinds.test_answers import DAY

OPTIONS = {name: {"en": name, "fa": "گزینه"} for name in ("zigbee", "wifi", "lora")}
EXAMPLES = {
    "choice": {"options": OPTIONS, "right": "zigbee"},
    "choices": {"options": OPTIONS, "right": ["zigbee", "lora"]},
    "filter": {"right": "home/+/light", "among": ["home/hall/light", "home/hall/door", "home/a/b/light"]},
    "number": {"right": 3, "within": 0.1},
    "words": {"right": ["retained", "پیام ماندگار"]},
}


def made(keyword):
    return answer_types()[keyword].model_validate(EXAMPLES[keyword])


def test_every_type_has_its_example_here():
    assert sorted(EXAMPLES) == list(answer_types())


@pytest.mark.parametrize("keyword", sorted(EXAMPLES))
def test_the_right_answer_is_right_and_the_worthless_one_is_not(keyword):
    asked = made(keyword)
    assert asked.judge(asked.right_answer(DAY), DAY).is_right
    wrong = asked.judge(asked.worthless_answer, DAY)
    assert not wrong.is_right
    assert wrong.says.en != wrong.says.fa


@pytest.mark.parametrize("keyword", sorted(EXAMPLES))
@given(given=st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.lists(st.text())))
def test_nothing_that_may_be_handed_in_breaks_it(keyword, given):
    made(keyword).judge(given, DAY)


@pytest.mark.parametrize(
    ("keyword", "given", "is_right"),
    [
        ("choice", " zigbee ", True),
        ("choice", "wifi", False),
        ("choices", ["lora", "zigbee"], True),
        ("choices", "lora, zigbee", True),
        ("choices", "lora، zigbee", True),
        ("choices", ["zigbee"], False),
        ("choices", ["zigbee", "lora", "wifi"], False),
        ("words", "Retained.", True),
        ("words", "پيام\u200cماندگار", True),
        ("words", "پیام  ماندگار", True),
        ("words", "kept", False),
        ("filter", "home/hall/light", True),
        ("filter", "+/hall/light", True),
        ("filter", "home/+/+", False),
        ("filter", "home/#", False),
        ("filter", "home/+light", False),
    ],
)
def test_answers_are_read_as_they_are_meant(keyword, given, is_right):
    assert made(keyword).judge(given, DAY).is_right is is_right


def test_a_filter_names_one_topic_that_it_misses_and_one_that_is_too_much():
    trace = Trace()
    trace.record(0, "house", TOPICS, {"home/kitchen/light": True, "home/kitchen/door": True})
    day = LivedDay(trace, DAY.start)
    says = made("filter").judge("+/kitchen/+", day).says.en
    assert "misses 1 topics that are wanted, such as home/hall/light" in says
    assert "matches 1 topics that are not wanted, such as home/kitchen/door" in says
