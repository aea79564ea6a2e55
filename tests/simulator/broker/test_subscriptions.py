"""The tree of subscriptions against the plain question of which filters match."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker import subscriptions
from simulator.broker.authority import User
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import encode_text
from simulator.broker.outgoing import Outgoing
from simulator.broker.packets import SubscriptionOptions
from simulator.broker.routes import Route, Subscription
from simulator.broker.subscriptions import Subscriptions
from simulator.broker.topics import matches

levels = st.sampled_from(["a", "b", "", "$SYS"])
topics = st.lists(levels, min_size=1, max_size=3).map("/".join).filter(bool)
filters = (
    st.lists(st.sampled_from(["a", "b", "", "+", "$SYS"]), min_size=1, max_size=3).map("/".join).filter(bool)
)
any_filter = st.one_of(filters, filters.map(lambda text: text + "/#"), st.just("#"))


HOUSE = User("house", "#")


@dataclass(eq=False)
class Listener:
    client_id: str
    user: User = HOUSE
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    is_present: bool = True
    is_remembered: bool = True

    def deliver(self, outgoing: Outgoing, route: Route) -> None:
        raise AssertionError("nothing is delivered here")


def wanted_at(qos: int) -> Subscription:
    return Subscription(SubscriptionOptions(qos))


steps = st.lists(st.tuples(st.booleans(), st.integers(0, 2), any_filter, st.integers(0, 2)), max_size=12)


@given(steps, st.lists(topics, max_size=5))
def test_the_tree_finds_exactly_the_subscribers_with_a_matching_filter(
    steps: list[tuple[bool, int, str, int]], asked: list[str]
) -> None:
    tree = Subscriptions()
    listeners = [Listener(str(number)) for number in range(3)]
    expected: dict[tuple[int, str], int] = {}
    for add, number, topic_filter, qos in steps:
        if add:
            tree.add(listeners[number], topic_filter, wanted_at(qos))
            expected[number, topic_filter] = qos
        else:
            was_there = expected.pop((number, topic_filter), None) is not None
            assert tree.remove(listeners[number], topic_filter) == was_there
        for topic in asked:
            best: dict[str, int] = {}
            for (who, wanted), granted in expected.items():
                if matches(wanted, topic):
                    best[str(who)] = max(granted, best.get(str(who), 0))
            found = {route.receiver.client_id: route.qos for route in tree.matching(topic)}
            assert found == best, f"{topic} with {expected}"


def test_subscribers_come_in_the_order_in_which_they_subscribed() -> None:
    tree = Subscriptions()
    first, second, third = Listener("first"), Listener("second"), Listener("third")
    tree.add(first, "#", wanted_at(0))
    tree.add(second, "a/b", wanted_at(0))
    tree.add(third, "a/+", wanted_at(0))
    assert [route.receiver for route in tree.matching("a/b")] == [first, second, third]


def test_nothing_of_a_removed_subscription_stays_in_memory() -> None:
    tree, listener = Subscriptions(), Listener("l")
    tree.add(listener, "a", wanted_at(0))
    tree.add(listener, "a/b/c/+/#", wanted_at(0))
    tree.remove_all(listener)
    assert tree._root.children == {}
    assert listener.subscriptions == {}


def test_a_subscriber_is_left_out_where_its_user_may_not_receive() -> None:
    tree = Subscriptions()
    tree.add(Listener("l", User("u1", "lab/u1")), "#", wanted_at(0))
    assert tree.matching("lab/u2/x") == ()
    assert len(tree.matching("lab/u1/x")) == 1


def test_the_memory_of_topics_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "_KNOWN_TOPICS", 100)
    tree = Subscriptions()
    for number in range(250):
        tree.matching(f"t/{number}")
    tree.matching("x" * 60_000)
    assert len(tree._destinations) <= 100
    assert "x" * 60_000 not in tree._destinations


def test_a_destination_has_the_topic_as_a_packet_holds_it() -> None:
    assert Subscriptions().destination("خانه/a").encoded_topic == encode_text("خانه/a")


@pytest.mark.parametrize("topic", ["", "a/+", "#", "a\0b", "x" * 70_000])
def test_what_is_no_topic_has_no_destination(topic: str) -> None:
    with pytest.raises(ProtocolError):
        Subscriptions().destination(topic)
