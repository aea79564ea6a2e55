"""What stands beside a witness: where a replay begins, the signals of the rule, the messages nearby."""

import pytest

from devices.text import Text
from exercises.finding import Finding, Witness
from exercises.rule import Rule
from exercises.rulebook.question import Question
from exercises.surroundings import LONGEST_TEXT, MOST_MESSAGES, with_surroundings
from simulator.trace import Trace

WORDS = Text(en="late", fa="دیر")
RULE = {
    "id": "lights",
    "says": {"en": "x", "fa": "x"},
    "weight": 1,
    "response": {"trigger": {"each": {"sensor.motion": True}}, "then": {"lamp.state": "ON"}, "within": "5s"},
}
RULES = [Rule.model_validate({**RULE, "id": name}) for name in ("first", "lights")]


def traced(messages=()):
    trace = Trace()
    events = [(0, "lamp.state", "OFF"), (10_000, "sensor.motion", True), (20_000, "lamp.state", "ON")]
    events += [(at_ms, "mqtt.published", {"topic": "lamp/set", "payload": text}) for at_ms, text in messages]
    for at_ms, path, value in sorted(events, key=lambda event: event[0]):
        trace.record(at_ms, "student", path, value)
    return trace


def witness(trace, rules=RULES, **fields):
    seen = Witness(
        **{"from_s": 10, "to_s": 15, "clock": "00:00:20", "by_s": 5, "says": WORDS, "at_s": 20, **fields}
    )
    finding = Finding(
        rule="lights", outcome="violated", points=0, of=50, asks=WORDS, says=WORDS, witnesses=(seen,)
    )
    (placed,) = with_surroundings([finding], rules, Question(trace, {}, trace.end_ms))
    assert placed.rule_index == 1
    return placed.witnesses[0]


def test_a_replay_begins_three_seconds_before_and_never_before_the_run():
    assert witness(traced()).replay_from_s == 17
    assert witness(traced(), from_s=1, at_s=1).replay_from_s == 0


def test_what_was_expected_stands_beside_what_happened():
    motion, lamp = witness(traced()).signals
    assert (motion.path, motion.happened) == ("sensor.motion", True)
    assert lamp.path == "lamp.state"
    assert "lamp.state" in lamp.expected.en
    assert (lamp.before, lamp.happened) == ("OFF", "ON")


def test_two_questions_about_one_signal_are_both_told():
    band = {"all": [{"lamp.state": "ON"}, {"lamp.state": "on"}]}
    rule = Rule.model_validate({**RULE, "response": {**RULE["response"], "then": band}})
    told = [signal.expected.en for signal in witness(traced(), [RULES[0], rule]).signals]
    assert len(told) == 3
    assert len(set(told)) == 3


def test_a_signal_that_never_spoke_has_no_value():
    motion, lamp = witness(Trace()).signals
    assert (motion.happened, lamp.happened, lamp.before) == (None, None, None)


def test_messages_are_those_between_the_trigger_and_just_after_the_moment():
    told = witness(traced([(9_999, "a"), (10_000, "b"), (21_000, "c"), (21_001, "d")])).messages
    assert [(message.at_s, message.payload) for message in told] == [(10, "b"), (21, "c")]
    assert told[0].kind == "published"


def test_of_many_messages_the_nearest_are_kept_in_order_of_time():
    told = witness(traced([(10_000 + 100 * number, str(number)) for number in range(100)])).messages
    assert [message.payload for message in told] == [
        str(number) for number in range(100 - MOST_MESSAGES, 100)
    ]


def test_long_payloads_are_cut():
    assert len(witness(traced([(20_000, "x" * 10_000)])).messages[0].payload) == LONGEST_TEXT


@pytest.mark.parametrize("value", [None, {"nested": 1}])
def test_an_event_of_an_unknown_form_is_told_without_its_words(value):
    trace = traced()
    trace.record(20_500, "student", "mqtt.connected", value)
    (message,) = witness(trace).messages
    assert (message.kind, message.topic, message.detail) == ("connected", None, None)
