"""A broker that is restarted while programs are at work."""

from __future__ import annotations

import pytest

from simulator.broker.endings import UNREACHABLE
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Connack, Disconnect, Publish
from simulator.broker.reasons import Reason
from tests.simulator.network.lab import Client, Lab

MINUTE_MS = 60_000


def restart(**fields) -> list[dict]:
    return [{"at": "00:10", "broker": "restart", **fields}]


def code(client: Client) -> int:
    (connack,) = client.packets(Connack)
    return int(connack.code)


def test_all_connections_end_and_no_will_is_published() -> None:
    lab = Lab(script=restart())
    heard = []
    lab.house(heard.append).subscribe("lab/u/#")
    clients = [lab.connect(name, will=Message("lab/u/gone", b"gone")) for name in "ab"]
    lab.advance(11 * MINUTE_MS)
    assert all(client.is_closed for client in clients)
    assert lab.details("disconnected") == ["restart", "restart"]
    assert not heard, "a broker that stops says nobody's will"


def test_a_client_of_mqtt_5_is_told() -> None:
    lab = Lab(script=restart())
    client = lab.connect(level=MQTT_5)
    lab.advance(11 * MINUTE_MS)
    (farewell,) = client.packets(Disconnect)
    assert farewell.code == Reason.SERVER_SHUTTING_DOWN


@pytest.mark.parametrize(
    ("level", "expected"), [(4, UNREACHABLE.code), (MQTT_5, UNREACHABLE.reason)], ids=["3.1.1", "5"]
)
def test_nobody_is_let_in_until_the_broker_is_back(level, expected) -> None:
    lab = Lab(script=restart(**{"for": "30s"}))
    lab.advance(10 * MINUTE_MS + 29_999)
    assert code(lab.client(level=level)) == expected
    assert lab.details("refused") == ["unreachable"]
    lab.advance(1)
    assert code(lab.client(level=level)) == 0
    assert lab.details("broker") == ["stopped", "started"]


def test_other_users_notice_nothing() -> None:
    lab = Lab(script=restart())
    other = lab.connect(user="v")
    lab.advance(10 * MINUTE_MS)
    assert not other.is_closed
    assert code(lab.client("more", user="v")) == 0


def kept_after(**fields) -> tuple[Lab, Client]:
    """A session with a message waiting in it, retained messages, and a restart; the client is back."""
    lab = Lab(script=restart(**fields))
    house = lab.house()
    client = lab.connect(clean_start=False)
    client.subscribe("x", 1)
    client.send(Publish(Message("lab/u/mine", b"mine", retain=True)))
    house.publish(Message("lab/u/yours", b"yours", retain=True))
    lab.advance(10 * MINUTE_MS)
    house.publish(Message("lab/u/x", b"meanwhile", 1))
    lab.advance(MINUTE_MS)
    back = lab.connect(clean_start=False)
    back.subscribe("mine")
    back.subscribe("yours")
    return lab, back


def test_sessions_and_retained_messages_outlive_a_restart() -> None:
    lab, back = kept_after()
    assert back.packets(Connack)[0].session_present
    assert back.payloads() == [b"meanwhile", b"mine", b"yours"]
    assert lab.details("broker") == ["stopped", "started"]


def test_a_broker_that_forgets_has_nothing_left_but_what_the_house_says_again() -> None:
    lab, back = kept_after(forgets=True)
    assert not back.packets(Connack)[0].session_present
    assert back.payloads() == [b"yours"]
    assert lab.details("broker") == ["forgot", "started"]


def test_a_broker_that_forgets_forgets_wills_that_wait() -> None:
    lab = Lab(script=restart(forgets=True))
    heard = []
    lab.house(heard.append).subscribe("lab/u/#")
    will = Message("lab/u/gone", b"gone", properties={"will_delay_interval": 3600})
    client = lab.connect(will=will, level=MQTT_5, properties={"session_expiry_interval": 7200})
    client.hang_up()
    lab.advance(3 * 60 * MINUTE_MS)
    assert not heard


def test_the_script_comes_round_every_day() -> None:
    lab = Lab(script=restart())
    lab.advance(3 * 24 * 60 * MINUTE_MS)
    assert lab.details("broker") == ["stopped", "started"] * 3


def test_the_script_turns_the_network_bad_and_good() -> None:
    lab = Lab(
        network={"latency": ["5s", "5s"], "begins": "good"},
        script=[{"at": "00:10", "network": "bad"}, {"at": "00:20", "network": "good"}],
    )
    waits = []
    for _ in range(3):
        since_ms = lab.now_ms
        lab.connect()
        waits.append(lab.now_ms - since_ms)
        lab.advance(10 * MINUTE_MS - waits[-1])
    assert waits == [0, 10_000, 0]
    assert lab.details("network") == ["good", "bad", "good"]


def test_what_is_on_its_way_when_the_network_turns_good_is_not_overtaken() -> None:
    lab = Lab(network={"latency": ["5s", "5s"]}, script=[{"at": "00:10", "network": "good"}])
    house = lab.house()
    listener = lab.connect()
    listener.subscribe("x")
    lab.advance(10 * MINUTE_MS - lab.now_ms - 1000)
    house.publish(Message("lab/u/x", b"first"))
    lab.advance(2000)
    house.publish(Message("lab/u/x", b"second"))
    assert not listener.payloads()
    lab.advance(10_000)
    assert listener.payloads() == [b"first", b"second"]


def test_in_a_paused_lab_nothing_waits() -> None:
    lab = Lab(network={"latency": ["5s", "5s"], "loss": 1}, script=restart())
    client = lab.client()
    assert not client.came
    lab.pause()
    assert code(client) == 0, "what was on its way arrives"
    client.publish("x", b"", 1)
    assert len(client.came) == 2, "and what is said now arrives at once"
    lab.network.resume()
    client.publish("x", b"", 1)
    assert len(client.came) == 2, "until time goes on"


def test_in_a_paused_lab_a_broker_that_is_down_lets_programs_in() -> None:
    lab = Lab(script=restart())
    lab.advance(10 * MINUTE_MS)
    lab.pause()
    assert code(lab.client()) == 0


def test_when_the_house_is_closed_everything_arrives() -> None:
    lab = Lab(network={"latency": ["5s", "5s"]})
    client = lab.client()
    lab.network.close()
    lab.flush()
    assert code(client) == 0
    assert lab.client("another").came, "nothing lies between any more"
