"""The store of retained messages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.broker.message import Message
from simulator.broker.retained import Retained
from simulator.broker.topics import matches

topics = st.lists(st.sampled_from(["a", "b", "", "$SYS"]), min_size=1, max_size=3).map("/".join).filter(bool)
filters = st.one_of(
    topics, topics.map(lambda topic: topic + "/#"), st.sampled_from(["#", "+", "+/+", "a/+", "+/b/#"])
)


def keep(store: Retained, topic: str, payload: bytes = b"x", messages: int = 100, size: int = 1000) -> bool:
    return store.keep(Message(topic, payload, retain=True), "owner", messages, size)


@given(st.lists(st.tuples(topics, st.sampled_from([b"", b"1", b"22"])), max_size=12), filters)
def test_it_holds_the_last_message_of_each_topic_in_order_of_publishing(
    published: list[tuple[str, bytes]], topic_filter: str
) -> None:
    store = Retained()
    expected: dict[str, bytes] = {}
    for topic, payload in published:
        assert keep(store, topic, payload)
        expected.pop(topic, None)
        if payload:
            expected[topic] = payload
    kept = store.matching(topic_filter, now_ms=0)
    found = [(each.message.topic, each.message.payload) for each in kept]
    assert found == [(topic, payload) for topic, payload in expected.items() if matches(topic_filter, topic)]


def test_an_empty_payload_leaves_nothing_behind() -> None:
    store = Retained()
    keep(store, "a/b/c")
    keep(store, "a/b/c", b"")
    assert store.matching("#", now_ms=0) == []
    assert len(store) == 0
    assert store._root.children == {}


def test_an_owner_keeps_no_more_messages_than_allowed() -> None:
    store = Retained()
    assert keep(store, "a", messages=2)
    assert keep(store, "b", messages=2)
    assert not keep(store, "c", messages=2)
    assert keep(store, "a", b"newer", messages=2), "a newer message takes the place of the older"
    assert store.keep(Message("d", b"x"), "another", 2, 1000), "another owner has a share of its own"


def test_an_owner_keeps_no_more_bytes_than_allowed() -> None:
    store = Retained()
    assert keep(store, "a", b"12345", size=8)
    assert not keep(store, "b", b"6789", size=8)
    keep(store, "a", b"")
    assert keep(store, "b", b"6789", size=8), "what is cleared makes room"


def test_a_message_that_is_out_of_date_is_not_found_and_takes_no_room() -> None:
    store = Retained()
    assert store.keep(Message("a", b"x"), "owner", 1, 1000, expires_ms=500)
    assert len(store.matching("a", now_ms=499)) == 1
    assert store.matching("#", now_ms=500) == []
    assert len(store) == 0
    assert keep(store, "b", messages=1)
