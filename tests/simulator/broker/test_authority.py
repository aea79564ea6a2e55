"""Which topics and filters a user reaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker.authority import User
from simulator.broker.errors import BaseInvalid
from simulator.broker.topics import matches

U1 = User("u1", "lab/u1")
HOUSE = User("house", "#")

levels = st.sampled_from(["lab", "u1", "u2", "+", "", "$share", "x"])
filters = st.lists(levels, min_size=1, max_size=4).map("/".join).filter(bool)
topics = filters.map(lambda text: text.replace("+", "y"))


@given(filters | filters.map(lambda text: text + "/#"), topics)
def test_a_granted_filter_matches_nothing_outside_but_the_base_itself(topic_filter: str, topic: str) -> None:
    if U1.may_subscribe(topic_filter) and matches(topic_filter, topic):
        assert U1.may_receive(topic) or topic == "lab/u1"


@pytest.mark.parametrize("topic_filter", ["lab/u1/#", "lab/u1/+", "lab/u1/x", "lab/u1/+/y/#", "lab/u1/"])
def test_a_user_reaches_what_is_below_its_base(topic_filter: str) -> None:
    assert U1.may_subscribe(topic_filter)


@pytest.mark.parametrize(
    "topic_filter",
    ["#", "+/+/+", "lab/#", "lab/+/x", "lab/u2/#", "lab/u1", "lab/u11/#", "lab/u1x", "/lab/u1/#", "LAB/u1/#"],
)
def test_a_user_reaches_nothing_else(topic_filter: str) -> None:
    assert not U1.may_subscribe(topic_filter)
    assert not U1.may_publish(topic_filter)
    assert not U1.may_receive(topic_filter)


@pytest.mark.parametrize("topic", ["#", "lab/u1/#", "+", "a/b"])
def test_base_hash_reaches_all(topic: str) -> None:
    assert HOUSE.may_subscribe(topic)
    assert HOUSE.may_receive(topic)


@pytest.mark.parametrize("topic_filter", ["$share/g/$queue/x", "$queue/x", "$exclusive/x", "$x"])
@pytest.mark.parametrize("user", [U1, HOUSE])
def test_filters_of_special_meaning_are_refused_to_everybody(user: User, topic_filter: str) -> None:
    assert not user.may_subscribe(topic_filter)


def test_a_shared_subscription_is_judged_by_the_filter_in_it() -> None:
    assert U1.may_subscribe("$share/g/lab/u1/#")
    assert not U1.may_subscribe("$share/g/lab/u2/#")
    assert not U1.may_subscribe("$share/g/#")
    assert HOUSE.may_subscribe("$share/g/#")


def test_a_watcher_listens_and_says_nothing() -> None:
    watcher = User("teacher", None, reads=("lab/u1", "lab/u2"))
    assert watcher.may_subscribe("lab/u1/#")
    assert watcher.may_receive("lab/u2/x")
    assert not watcher.may_publish("lab/u1/x")
    for topic_filter in ("#", "lab/#", "lab/u3/#", "lab/+/x"):
        assert not watcher.may_subscribe(topic_filter)


@pytest.mark.parametrize("topic", ["$SYS/x", "$share/g/x"])
def test_nobody_publishes_to_the_brokers_own_topics(topic: str) -> None:
    assert not HOUSE.may_publish(topic)


@pytest.mark.parametrize("base", ["", "lab/+", "lab/#", "+", "lab/u1/", "/lab", "$SYS", "a\0b", "##"])
def test_a_base_must_be_a_plain_topic(base: str) -> None:
    with pytest.raises(BaseInvalid):
        User("u", base)
    with pytest.raises(BaseInvalid):
        User("u", None, reads=(base,))
