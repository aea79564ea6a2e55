from __future__ import annotations

import pytest

from benchmarks.live.errors import HouseFailed
from benchmarks.live.realtime import lateness_ms
from benchmarks.live.subscriber import introduction, messages_in
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import PacketType, Publish, Suback
from simulator.broker.stream import PacketStream

ACCOUNT = {"begins_s": 100.0, "settled_ms": 1000, "ended_ms": 3000, "due_ms": [0, 0, 1500, 2500, 3500]}


def test_an_update_is_late_by_what_lies_between_its_due_time_and_its_arrival() -> None:
    assert lateness_ms(ACCOUNT, [101.0, 101.0, 101.502, 102.525]) == pytest.approx([2.0, 25.0])


def test_what_was_said_before_the_house_had_settled_does_not_count() -> None:
    assert len(lateness_ms(ACCOUNT, [150.0, 150.0, 101.5, 102.5])) == 2


def test_what_was_said_afterwards_may_be_lost() -> None:
    assert len(lateness_ms(ACCOUNT, [101.0, 101.0, 101.5, 102.5, 103.5])) == 2
    assert len(lateness_ms(ACCOUNT, [101.0, 101.0, 101.5, 102.5])) == 2


@pytest.mark.parametrize("arrived_s", [[], [101.0] * 3])
def test_figures_of_updates_that_did_not_arrive_mean_nothing(arrived_s: list[float]) -> None:
    with pytest.raises(HouseFailed):
        lateness_ms(ACCOUNT, arrived_s)


def test_a_house_that_never_speaks_has_failed() -> None:
    with pytest.raises(HouseFailed):
        lateness_ms({**ACCOUNT, "due_ms": [0]}, [101.0])


def test_messages_are_counted_where_they_are_complete() -> None:
    message = encode(Publish(Message("lab/bench/zigbee2mqtt/a", b"{}"), False, 0))
    other = encode(Suback(1, (0,)))
    assert messages_in([other + message, message[:3], message[3:] + message]) == [0, 2, 2]


def test_the_introduction_is_a_connect_and_a_subscribe() -> None:
    kinds = [first >> 4 for first, _ in PacketStream(1000).feed(introduction("lab/bench/#"))]
    assert kinds == [PacketType.CONNECT, PacketType.SUBSCRIBE]
