"""What a trace keeps of a program's dealings with the broker."""

from exercises.lockstep.record import Record
from simulator.broker.message import Message
from simulator.broker.observation import Introduction, Observation


def connected(client, will=None):
    return Observation("connected", "student", client, introduction=Introduction(5, True, 60, 0, will))


def test_topics_are_relative_to_the_students_base_wherever_they_stand():
    record = Record("lab/s1")
    will = Message("lab/s1/sensor/status", b"offline", 1, True)
    assert record.value(connected("a", will))["will"] == {
        "topic": "sensor/status",
        "payload": "offline",
        "qos": 1,
        "retain": True,
    }
    properties = {"response_topic": "lab/s1/answers", "correlation_data": b"\x07\xff"}
    asked = Observation("published", "student", "a", "lab/s1/valve", b"open", properties=properties)
    value = record.value(asked)
    assert value["topic"] == "valve"
    assert value["properties"] == {"response_topic": "answers", "correlation_data": "07ff"}


def test_a_topic_outside_of_the_base_is_told_apart_from_the_same_topic_inside():
    record = Record("lab/s1")
    topics = ("lab/s1/lamp/set", "lamp/set")
    values = [record.value(Observation("denied", "student", "a", topic)) for topic in topics]
    assert [(value["topic"], value.get("outside")) for value in values] == [
        ("lamp/set", None),
        ("lamp/set", True),
    ]


def test_a_connection_without_a_will_says_so():
    assert Record("lab/s1").value(connected("a"))["will"] is None


def test_client_ids_stay_out_but_it_is_kept_whether_one_is_the_last_ones():
    record = Record("lab/s1")
    values = [record.value(connected(client)) for client in ("a", "a", "b")]
    assert [value.get("same_client") for value in values] == [None, True, False]
    assert not any("client_id" in value for value in values)


def test_properties_that_no_exercise_asks_for_stay_out():
    seen = Observation(
        "published", "student", "a", "lab/s1/t", b"", properties={"topic_alias": 3, "content_type": "json"}
    )
    assert Record("lab/s1").value(seen)["properties"] == {"content_type": "json"}
