"""Rules about messages read what a graded house records of a program that really speaks MQTT."""

import pytest

from exercises.evaluation import judge
from exercises.lockstep.graded_house import GradedHouse
from exercises.rule import Rule
from exercises.rulebook.question import Question
from exercises.signal_plan import SignalPlan, deriver
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import Connect, Publish, Subscribe, SubscriptionOptions
from simulator.scenario import load_scenario

MQTT_5 = 5
WILL = Message("lab/s/me/status", b"offline", 1, True)
ASKED = Message(
    "lab/s/valve", b'{"open": true}', 0, False, {"response_topic": "lab/s/answers", "correlation_data": b"7"}
)


@pytest.fixture(scope="module")
def trace():
    """A program that connects at 1 s, goes at 5 s, and comes back at 8 s as somebody else, with a clean start."""
    house = GradedHouse(load_scenario("corridor-day"), "lab/s")

    def play(at_ms, connection, *packets):
        house.run_until(at_ms)
        if house.now_ms in (1000, 8000):
            house.open(connection, "localhost:1883")
        house.receive(connection, b"".join(encode(packet, MQTT_5) for packet in packets))
        house.take_output()

    filters = [("lab/s/zigbee2mqtt/corridor_motion", SubscriptionOptions(1)), ("#", SubscriptionOptions(0))]
    keeping = {"session_expiry_interval": 3600}
    play(
        1000,
        1,
        Connect("me", False, 30, will=WILL, level=MQTT_5, properties=keeping),
        Subscribe(1, tuple(filters)),
    )
    play(2000, 1, Publish(ASKED), Publish(Message("lab/s/me/state", b"21.5", 1, True), packet_id=2))
    play(3000, 1, Publish(Message("elsewhere/me/state", b"1")))
    house.run_until(5000)
    house.close(1)
    play(8000, 2, Connect("other", True, 60, level=MQTT_5))
    house.run_until(10_000)
    return house.trace


def found(rule, trace, **signals):
    made = Rule.model_validate(
        {"id": "it", "says": {"en": "a", "fa": "ب"}, "weight": 1, "grace": "0s", **rule}
    )
    plans = {name: SignalPlan.model_validate(plan) for name, plan in signals.items()}
    return judge(made, Question(trace, {}, trace.end_ms, derive=deriver(plans)), 100)


@pytest.mark.parametrize(
    ("rule", "met", "occasions"),
    [
        ({"message": {"topic": "me/state", "qos": 1, "retain": True, "payload": "number"}}, 1, 1),
        (
            {
                "message": {
                    "topic": "valve",
                    "properties": {"response_topic": "answers", "correlation_data": True},
                }
            },
            1,
            1,
        ),
        ({"message": {"topic": "me/+", "text": "offline"}}, 1, 2),
        ({"no_message": "elsewhere/#"}, 1, 1),
        ({"no_message": "valve"}, 0, 1),
        ({"will": {"topic": "me/status", "text": "offline", "retain": True, "qos": 1}}, 1, 2),
        ({"connects": {"same_client": True}}, 1, 2),
        ({"connects": {"clean_start": False}}, 1, 2),
        ({"connects": {"keepalive_s": 30, "session_expiry_s": 3600, "version": "5"}}, 1, 2),
        ({"connects": {"at_most": 1}}, 1, 2),
        ({"subscribes": {"exactly": ["zigbee2mqtt/corridor_motion"], "qos": 1}}, 1, 2),
        ({"subscribes": {"covers": ["zigbee2mqtt/corridor_motion"], "spares": ["zigbee2mqtt/x"]}}, 2, 2),
        ({"bounded_existence": {"trigger": {"observed": "disconnected"}, "at_most": 0}}, 0, 1),
        (
            {
                "bounded_existence": {
                    "trigger": {"published": "valve", "where": {"open": True}},
                    "at_least": 1,
                }
            },
            1,
            1,
        ),
    ],
)
def test_a_rule_finds_in_the_record_what_it_asks_for(rule, met, occasions, trace):
    judged = found(rule, trace)
    assert (judged.met, judged.occasions) == (met, occasions), judged.says.en


@pytest.mark.parametrize(
    ("plan", "values"),
    [
        ({"connected": "state"}, {0: False, 1000: True, 5000: False, 8000: True}),
        ({"subscribed": "zigbee2mqtt/corridor_motion"}, {0: False, 1000: True, 5000: False, 8000: False}),
        ({"published": "me/state"}, {1999: None, 2000: 21.5}),
        ({"count": {"of": {"published": "#"}}}, {1999: 0, 2000: 2, 9000: 3}),
    ],
)
def test_a_signal_is_made_of_the_record(plan, values, trace):
    derive = deriver({"it": SignalPlan.model_validate(plan)})
    signal = Question(trace, {}, trace.end_ms, derive=derive).signal("signal.it")
    assert {at_ms: signal.at(at_ms) for at_ms in values} == values
