"""The graded house behind a bad network: what its trace holds, and that it is the same each time."""

from __future__ import annotations

from exercises.lockstep.graded_house import GradedHouse
from exercises.lockstep.guest.frames import CLOSE
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import Connect, Packet, Publish, Subscribe, SubscriptionOptions
from simulator.scenario import load_scenario
from simulator.trace import Trace

HOUR_MS = 3_600_000


def play(seed: int) -> Trace:
    """A program that listens to everything, publishes, and comes again whenever it is disconnected."""
    house = GradedHouse(load_scenario("bad-radio").with_seed(seed), "lab/s")
    connection = 0

    def send(*packets: Packet) -> None:
        house.receive(connection, b"".join(map(encode, packets)))

    while house.now_ms < 18 * HOUR_MS:
        closed = any(item.kind == CLOSE for item in house.take_output())
        if closed or not connection:
            connection += 1
            house.open(connection, "localhost:1883")
            send(Connect("c"), Subscribe(1, (("lab/s/#", SubscriptionOptions(1)),)))
        for qos in (0, 1):
            send(Publish(Message("lab/s/x", b"", qos), packet_id=qos))
        house.run_until(house.now_ms + 60_000)
    return house.trace


def test_the_trace_holds_all_that_befell_the_program() -> None:
    trace = play(seed=1)
    assert [event.value for event in trace.events_of("mqtt.network")] == [
        {"detail": "good"},
        {"detail": "bad"},
        {"detail": "good"},
    ]
    assert [event.at_ms for event in trace.events_of("mqtt.broker")] == [
        12 * HOUR_MS,
        12 * HOUR_MS + 30_000,
        16 * HOUR_MS,
        16 * HOUR_MS + 120_000,
    ]
    lost = [event.value for event in trace.events_of("mqtt.lost")]
    assert {"topic": "x", "qos": 0, "payload": "", "retain": False, "detail": "to_broker"} in lost
    assert {event.value["detail"] for event in trace.events_of("mqtt.doubled")} == {"to_broker", "to_client"}
    ends = [event.value["detail"] for event in trace.events_of("mqtt.disconnected")]
    assert ends.count("restart") == 2
    assert "network" in ends
    assert [event.value["detail"] for event in trace.events_of("mqtt.refused")].count("unreachable") >= 2
    bad = [event.at_ms for event in trace.events if event.path in ("mqtt.lost", "mqtt.doubled")]
    assert min(bad) >= 9 * HOUR_MS
    assert max(bad) <= 17 * HOUR_MS + 1_000_000, "the last of what was sent while it was bad"


def test_the_same_seed_leaves_the_same_trace_and_another_one_another() -> None:
    first, second, other = play(1), play(1), play(2)
    assert first.sha256() == second.sha256()
    assert first.sha256() != other.sha256()
