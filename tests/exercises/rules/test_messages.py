"""Rules about messages, wills, connections and subscriptions."""

import pytest
from pydantic import ValidationError

from exercises.evaluation import judge
from exercises.rule import Rule
from exercises.rulebook.question import Question
from simulator.trace import Trace


def trace_of(*events):
    trace = Trace()
    for at_s, what, value in events:
        trace.record(at_s * 1000, "student", f"mqtt.{what}", value)
    trace.end_ms = 600_000
    return trace


def sent(at_s, topic, payload="{}", qos=0, retain=False, **more):
    return at_s, "published", {"topic": topic, "qos": qos, "payload": payload, "retain": retain, **more}


def found(rule, *events, **modifiers):
    says = {"en": "It is so.", "fa": "چنین است."}
    made = Rule.model_validate({"id": "it", "says": says, "weight": 1, **rule, **modifiers})
    trace = trace_of(*events)
    return judge(made, Question(trace, {}, trace.end_ms), 100)


@pytest.mark.parametrize(
    ("asked", "message", "says"),
    [
        ({"qos": 1}, sent(1, "a"), "its QoS should be 1, but is 0"),
        ({"retain": True}, sent(1, "a"), "it should be retained"),
        ({"retain": False}, sent(1, "a", retain=True), "it should not be retained"),
        ({"text": "on"}, sent(1, "a", "off"), "the payload should be on, but is off"),
        ({"payload": "number"}, sent(1, "a", "{"), "the payload is no valid JSON"),
        ({"properties": {"correlation_data": True}}, sent(1, "a"), "it has no correlation_data"),
        (
            {"properties": {"response_topic": "b"}},
            sent(1, "a", properties={"response_topic": "c"}),
            "its response_topic should be b, but is c",
        ),
    ],
)
def test_the_first_thing_wrong_with_a_message_is_told(asked, message, says):
    judged = found({"message": {"topic": "a", **asked}}, message)
    assert judged.points == 0
    assert judged.says.en == f"The message to a at 00:00:01 is not as it should be: {says}."


def test_each_message_earns_its_share_and_others_are_not_judged():
    judged = found(
        {"message": {"topic": "a/+", "qos": 1}}, sent(1, "a/1", qos=1), sent(2, "a/2"), sent(3, "b")
    )
    assert (judged.points, judged.occasions) == (50, 2)


def test_without_a_message_nothing_can_be_judged():
    assert found({"message": {"topic": "a", "qos": 1}}).outcome == "inconclusive"


def test_a_message_that_must_not_be_sent_costs_everything():
    rule = {"no_message": {"topic": "lock/set", "where": {"state": "UNLOCK"}}}
    assert found(rule, sent(1, "lock/set", '{"state": "LOCK"}')).points == 100
    assert found(rule, sent(1, "lock/set", "UNLOCK")).points == 100
    judged = found(
        rule, sent(1, "lock/set", '{"state": "UNLOCK"}'), sent(9, "lock/set", '{"state": "UNLOCK"}')
    )
    assert judged.points == 0
    assert "the first message of 2 came at 00:00:01" in judged.says.en


def test_what_the_broker_refused_inside_the_base_counts_and_outside_does_not():
    refused = {"topic": "lab_clock", "qos": 0, "payload": "1", "retain": False, "detail": "publish"}
    assert found({"no_message": "lab_clock"}, (1, "denied", refused)).points == 0
    assert found({"no_message": "lab_clock"}, (1, "denied", {**refused, "outside": True})).points == 100


def connected(at_s, **introduction):
    usual = {"level": 4, "clean_start": True, "keepalive_s": 60, "session_expiry_s": 0, "will": None}
    return at_s, "connected", {**usual, **introduction}


WILL = {"topic": "dev/status", "payload": "offline", "qos": 1, "retain": True}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"topic": "status"}, "its topic should be dev/status, but is status"),
        ({"payload": "bye"}, "it should say offline, but says bye"),
        ({"retain": False}, "it should be retained"),
        ({"qos": 0}, "its QoS should be 1, but is 0"),
    ],
)
def test_what_is_wrong_with_a_will_is_told(change, says):
    rule = {"will": {"topic": "dev/status", "text": "offline", "retain": True, "qos": 1}}
    assert found(rule, connected(1, will=WILL)).points == 100
    judged = found(rule, connected(1, will={**WILL, **change}))
    assert judged.says.en.endswith(f"is not as it should be: {says}.")


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ({"clean_start": False}, {"clean_start": False}, {}),
        ({"same_client": True}, {"same_client": True}, {"same_client": False}),
        ({"keepalive_s": {"at_most": 30}}, {"keepalive_s": 30}, {}),
        ({"session_expiry_s": {"at_least": 3600}}, {"session_expiry_s": 7200}, {}),
        ({"version": "5"}, {"level": 5}, {}),
    ],
)
def test_how_a_program_connects_is_judged_each_time(asked, right, wrong):
    assert found({"connects": asked}, connected(1, **right)).points == 100
    judged = found({"connects": asked}, connected(1, **right), connected(2, **wrong))
    assert (judged.points, judged.occasions) == (50, 2)


def test_connections_beyond_the_limit_are_not_met():
    judged = found({"connects": {"at_most": 2}}, *(connected(second) for second in (1, 2, 3, 4)))
    assert judged.points == 50
    assert "the connection of 00:00:03 was number 3" in judged.says.en


def test_connects_has_to_ask_for_something():
    with pytest.raises(ValidationError, match="at least one of"):
        found({"connects": {}})


def subscribed(at_s, topic_filter):
    return at_s, "subscribed", {"topic": topic_filter, "qos": 0}


def refused(at_s, topic_filter):
    return at_s, "denied", {"topic": topic_filter, "qos": 0, "detail": "subscribe", "outside": True}


@pytest.mark.parametrize(
    ("events", "points"),
    [
        ([subscribed(1, "a"), subscribed(2, "b/+")], 100),
        ([subscribed(1, "a"), subscribed(1, "a"), subscribed(2, "b/+")], 100),
        ([subscribed(1, "a")], 50),
        ([subscribed(1, "a"), subscribed(2, "b/+"), subscribed(3, "#")], 66.667),
        ([subscribed(1, "a"), subscribed(2, "b/+"), refused(3, "#")], 66.667),
        ([refused(1, "a"), subscribed(2, "b/+")], 33.333),
    ],
)
def test_exactly_these_filters_and_none_beside(events, points):
    assert found({"subscribes": ["a", "b/+"]}, *events).points == points


@pytest.mark.parametrize(
    ("topic_filter", "points"),
    [("room/+/temperature", 100), ("room/#", 66.667), ("room/1/temperature", 66.667)],
)
def test_filters_may_be_judged_by_the_topics_that_they_match(topic_filter, points):
    rule = {"covers": ["room/1/temperature", "room/2/temperature"], "spares": ["room/1/humidity"]}
    assert found({"subscribes": rule}, subscribed(1, topic_filter)).points == points


def test_a_subscription_needs_the_quality_that_is_asked_for():
    rule = {"subscribes": {"exactly": ["a"], "qos": 1}}
    assert found(rule, (1, "subscribed", {"topic": "a", "qos": 2})).points == 100
    judged = found(rule, subscribed(1, "a"))
    assert judged.says.en == "The subscription to a at 00:00:01 has QoS 0; at least 1 is needed."


def test_a_state_changes_only_as_it_may():
    rule = {"transitions": {"path": "mqtt.state", "allowed": {"off": ["on"], "on": ["off", "alarm"]}}}
    events = [(1, "state", "off"), (2, "state", "on"), (3, "state", "alarm"), (4, "state", "off")]
    judged = found(rule, *events)
    assert (judged.occasions, judged.met) == (3, 2)
    assert "from alarm it may change to: –" in judged.says.en


def test_what_the_program_did_at_the_broker_triggers_other_rules():
    refused_twice = [
        (at_s, "refused", {"detail": detail}) for at_s, detail in ((1, "unreachable"), (2, "will"))
    ]
    trigger = {"observed": "refused", "where": {"detail": "unreachable"}}
    rule = {"bounded_existence": {"trigger": trigger, "at_most": 0}}
    judged = found(rule, *refused_twice)
    assert judged.points == 0
    assert [witness.at_s for witness in judged.witnesses] == [1.0]


def test_a_program_that_never_subscribed_cannot_be_judged():
    assert found({"subscribes": {"spares": ["a"]}}).outcome == "inconclusive"


def test_messages_trigger_other_rules():
    rule = {"response": {"trigger": {"published": "ask"}, "then": {"mqtt.x": 1}, "within": "5s"}}
    trace = trace_of(sent(10, "ask"), sent(20, "other"))
    operator = Rule.model_validate({"id": "it", "says": {"en": "a", "fa": "ب"}, "weight": 1, **rule}).operator
    assert [check.from_ms for check in operator.checks(Question(trace, {}, trace.end_ms))] == [10_000]


def test_whether_a_program_trusted_a_certificate_can_be_asked():
    trigger = {"observed": "tls", "where": {"port": 8884, "detail": "established"}}
    rule = {"bounded_existence": {"trigger": trigger, "at_most": 0}}
    assert found(rule, (1, "tls", {"port": 8884, "detail": "failed"})).points == 100
    assert found(rule, (1, "tls", {"port": 8884, "detail": "established"})).points == 0
