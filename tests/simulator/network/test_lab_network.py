"""What a bad network does to programs, and what it never does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.broker.endings import CREDENTIALS
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Connack, Disconnect, Pingreq, Puback, Publish
from tests.simulator.network.lab import Lab

WILL = Message("lab/u/gone", b"gone")
DAY_MS = 86_400_000


def pair(lab: Lab, qos: int, **fields) -> tuple:
    """One client that publishes, and one that has subscribed to it at that QoS."""
    listener = lab.connect("listener", **fields)
    listener.subscribe("x", qos)
    lab.advance(10_000)
    return lab.connect("speaker"), listener


def test_a_packet_takes_its_time_in_each_direction() -> None:
    lab = Lab(network={"latency": ["100ms", "100ms"]})
    client = lab.client()
    lab.advance(1000)
    (at_ms, connack), *_ = client.came
    assert isinstance(connack, Connack)
    assert at_ms == 200, "100 ms for CONNECT and 100 ms for CONNACK"


packets = st.lists(st.tuples(st.integers(0, 300), st.sampled_from([0, 1])), min_size=1, max_size=30)
networks = st.fixed_dictionaries(
    {"latency": st.sampled_from([["0ms", "0ms"], ["50ms", "400ms"], ["1ms", "2s"]])},
    optional={
        "loss": st.sampled_from([0.1, 0.5, 1]),
        "duplicates": st.sampled_from([0.1, 1]),
        "disconnects_every": st.sampled_from(["20s", "20m"]),
    },
)


def play(network: dict, seed: int, said: list[tuple[int, int]]) -> tuple[Lab, list, list[tuple[int, bytes]]]:
    """Numbered messages through the network: the lab, what the listener got when, and what was sent when."""
    lab = Lab(network=network, seed=seed)
    speaker, listener = pair(lab, qos=1)
    sent = []
    for number, (pause_ms, qos) in enumerate(said):
        lab.advance(pause_ms)
        sent.append((lab.now_ms, b"%d" % number))
        speaker.publish("x", b"%d" % number, qos, packet_id=number + 1)
    lab.advance(600_000)
    return lab, [(at, each) for at, each in listener.came if isinstance(each, Publish)], sent


@given(networks, st.integers(0, 99), packets)
@settings(max_examples=40, deadline=None)
def test_messages_keep_their_order_and_none_comes_before_it_was_sent(network, seed, said) -> None:
    _, got, sent = play(network, seed, said)
    sent_ms = {payload: at for at, payload in sent}
    numbers = [int(publish.message.payload) for _, publish in got]
    assert numbers == sorted(numbers)
    for at_ms, publish in got:
        assert at_ms >= sent_ms[publish.message.payload]


@given(st.sampled_from([["0ms", "0ms"], ["50ms", "400ms"]]), st.integers(0, 99), packets)
@settings(max_examples=30, deadline=None)
def test_without_loss_and_duplicates_everything_arrives_exactly_once(latency, seed, said) -> None:
    _, got, sent = play({"latency": latency}, seed, said)
    assert [publish.message.payload for _, publish in got] == [payload for _, payload in sent]


@given(networks, st.integers(0, 99), packets)
@settings(max_examples=15, deadline=None)
def test_the_same_seed_is_the_same_luck(network, seed, said) -> None:
    first, second = (play(network, seed, said) for _ in range(2))
    assert first[1] == second[1]
    assert first[0].observations == second[0].observations


def test_another_seed_is_other_luck() -> None:
    said = [(100, 0)] * 50
    lots = {tuple(play({"loss": 0.5}, seed, said)[1]) for seed in (1, 2, 3)}
    assert len(lots) == 3


def test_a_message_of_qos_0_is_lost_and_a_message_of_qos_1_comes_late() -> None:
    for qos in (0, 1):
        lab = Lab(network={"loss": 0.2})
        speaker, listener = pair(lab, qos=1)
        for number in range(100):
            lab.advance(1000)
            speaker.publish("x", b"%d" % number, qos, packet_id=number + 1)
        lab.advance(100_000)
        lost = lab.details("lost")
        if qos:
            assert [int(payload) for payload in listener.payloads()] == list(range(100))
            assert not lost, "a message of QoS 1 is never lost"
        else:
            assert len(listener.payloads()) == 100 - len(lost)
            assert set(lost) == {"to_broker", "to_client"}


def test_a_lost_packet_is_repeated_after_a_time_that_doubles() -> None:
    lab = Lab(network={"loss": 1, "repeated_after": "1s"})
    client = lab.client()
    lab.advance(200_000)
    assert client.came[0][0] == 2 * 63_000, "1 + 2 + 4 + 8 + 16 + 32 s each way, then it gets through"


def test_a_lost_message_still_tells_its_topic_alias() -> None:
    lab = Lab(network={"loss": 0.5})
    speaker = lab.connect("speaker", level=MQTT_5)
    for _ in range(20):
        speaker.send(Publish(Message("lab/u/x", b"", properties={"topic_alias": 1})))
        speaker.send(Publish(Message("", b"", properties={"topic_alias": 1})))
        lab.advance(1000)
    assert "to_broker" in lab.details("lost")
    assert not speaker.is_closed, "the broker knows the alias of every message that it was not sent"
    assert {seen.topic for _, seen in lab.observations if seen.kind == "lost"} == {"lab/u/x"}


@pytest.mark.parametrize("level", [4, MQTT_5])
def test_a_message_of_qos_1_may_come_twice_and_is_marked(level) -> None:
    lab = Lab(network={"duplicates": 1})
    house = lab.house()
    listener = lab.connect("listener", level=level)
    listener.subscribe("x", 1)
    house.publish(Message("lab/u/x", b"once", 1))
    lab.advance(0)
    assert [publish.duplicate for publish in listener.packets(Publish)] == [False, True]
    assert len({publish.packet_id for publish in listener.packets(Publish)}) == 1
    assert lab.details("doubled") == ["to_client"]


def test_what_a_program_publishes_at_qos_1_may_arrive_twice_and_is_acknowledged_once() -> None:
    lab = Lab(network={"duplicates": 1})
    heard = []
    lab.house(heard.append).subscribe("lab/u/x")
    speaker = lab.connect("speaker")
    speaker.publish("x", b"once", 1)
    assert [message.payload for message in heard] == [b"once", b"once"]
    assert len(speaker.packets(Puback)) == 1


@pytest.mark.parametrize("qos", [0, 2])
def test_only_qos_1_is_ever_doubled(qos) -> None:
    lab = Lab(network={"duplicates": 1})
    heard = []
    house = lab.house(heard.append)
    house.subscribe("lab/u/x")
    listener = lab.connect("listener")
    listener.subscribe("y", 2)
    lab.connect("speaker").publish("x", b"once", qos)
    house.publish(Message("lab/u/y", b"once", qos))
    lab.advance(0)
    assert len(heard) == 1
    assert len(listener.packets(Publish)) == 1


def test_connections_break_without_farewell_so_that_wills_are_published() -> None:
    lab = Lab(network={"disconnects_every": "20m"})
    heard = []
    lab.house(heard.append).subscribe("lab/u/gone")
    client = lab.connect(will=WILL, level=MQTT_5)
    lab.advance(DAY_MS)
    assert client.is_closed
    assert lab.details("disconnected") == ["network"]
    assert not client.packets(Disconnect)
    assert [message.payload for message in heard] == [b"gone"]


def test_the_mean_time_between_disconnects_is_as_the_scenario_says() -> None:
    lab = Lab(network={"disconnects_every": "20m"})
    breaks = 0
    while lab.now_ms < 20 * DAY_MS:
        client = lab.connect()
        while not client.is_closed:
            lab.step()
        breaks += 1
    assert 1200 <= breaks <= 1680, "20 days hold 1,440 times 20 minutes"


def test_what_a_client_said_before_it_hung_up_arrives_first() -> None:
    lab = Lab(network={"latency": ["50ms", "400ms"]})
    heard = []
    lab.house(heard.append).subscribe("lab/u/#")
    client = lab.connect(will=WILL)
    client.publish("x", b"last words")
    client.send(Disconnect())
    client.hang_up()
    assert not heard
    lab.advance(1000)
    assert [message.payload for message in heard] == [b"last words"], "and no will after a farewell"
    assert lab.details("disconnected") == ["disconnect"]


def test_a_token_that_ends_while_it_is_on_its_way_is_refused() -> None:
    lab = Lab(network={"latency": ["1s", "1s"]})
    client = lab.client(password=b"old")
    lab.ended_tokens.add(b"old")
    lab.broker.expel("u")
    lab.advance(1000)
    assert client.packets(Connack)[0].code == CREDENTIALS.code


def test_other_users_of_the_broker_have_their_own_network() -> None:
    lab = Lab(network={"latency": ["1s", "1s"]})
    assert lab.client(user="v").came, "a client of another user is answered at once"
    assert not lab.client(user="u").came


def test_a_window_of_the_page_looks_on_undisturbed() -> None:
    lab = Lab(network={"latency": ["1s", "1s"]}, script=[{"at": "00:30", "broker": "restart"}])
    page = lab.client(user="u", password=b"page")
    assert page.came, "it is answered at once"
    lab.advance(3_600_000)
    assert not page.is_closed, "it sees the broker's restart"


def test_a_client_that_says_too_much_at_once_is_disconnected() -> None:
    lab = Lab(network={"latency": ["10s", "10s"]})
    client = lab.connect()
    for _ in range(9):
        client.publish("x", bytes(1_000_000))
    assert client.is_closed
    assert lab.details("disconnected") == ["byte_rate"]


def test_many_empty_packets_are_too_much_as_well() -> None:
    lab = Lab(network={"latency": ["10s", "10s"]})
    client = lab.connect()
    client.send(*[Pingreq()] * 100_000)
    assert client.is_closed
    assert lab.details("disconnected") == ["byte_rate"]


def test_what_is_on_its_way_to_a_client_is_bounded() -> None:
    lab = Lab(network={"latency": ["10s", "10s"]})
    house = lab.house()
    listener = lab.connect("listener")
    listener.subscribe("x")
    lab.advance(20_000)
    for _ in range(20):
        house.publish(Message("lab/u/x", bytes(1_000_000)))
    lab.advance(20_000)
    assert 8 <= len(listener.payloads()) < 12
    assert set(lab.details("dropped")) == {"slow_reader"}
    house.publish(Message("lab/u/x", b"next"))
    lab.advance(20_000)
    assert listener.payloads()[-1] == b"next", "there is room again once everything has arrived"
