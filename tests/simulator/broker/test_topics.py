"""Which topics and filters are valid, and which filter matches which topic; examples: tests/conformance."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker.errors import ProtocolError
from simulator.broker.packets import MQTT_3_1_1
from simulator.broker.topics import (
    MOST_BYTES,
    MOST_LEVELS,
    check_filter,
    check_shared,
    check_topic,
    matches,
    split_shared,
)

levels = st.sampled_from(["", "a", "b", "ab", "$SYS", "خانه"])
topics = st.lists(levels, min_size=1, max_size=4).map("/".join).filter(bool)


@st.composite
def filters(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(levels, st.just("+")), max_size=4))
    if not parts or draw(st.booleans()):
        parts.append("#")
    return "/".join(parts) or "+"


def naive_match(topic_filter: str, topic: str) -> bool:
    """The standard's prose as a regular expression."""
    if topic[0] == "$" and topic_filter[0] != "$":
        return False
    pattern = re.escape(topic_filter).replace(r"\+", "[^/]*").replace(r"/\#", "(/.*)?").replace(r"\#", ".*")
    return re.fullmatch(pattern, topic, re.DOTALL) is not None


@given(filters(), topics)
def test_matching_agrees_with_the_prose_of_the_standard(topic_filter: str, topic: str) -> None:
    assert matches(topic_filter, topic) == naive_match(topic_filter, topic)


@pytest.mark.parametrize("topic_filter", ["#", "+", "a/#", "+/a/+", "/", "a//b", "/#", "خانه/+"])
def test_wildcards_that_fill_a_level_are_valid(topic_filter: str) -> None:
    check_filter(topic_filter)


@pytest.mark.parametrize("check", [check_topic, check_filter])
def test_too_deep_topics_are_refused(check: Callable[[str], None]) -> None:
    check("/" * (MOST_LEVELS - 1))
    with pytest.raises(ProtocolError):
        check("/" * MOST_LEVELS)


@pytest.mark.parametrize("check", [check_topic, check_filter])
@pytest.mark.parametrize(("character", "length"), [("x", 1), ("خ", 2), ("🏠", 4)])
def test_too_long_topics_are_refused(check: Callable[[str], None], character: str, length: int) -> None:
    check(character * (MOST_BYTES // length))
    with pytest.raises(ProtocolError, match=r"4\.7\.3-3"):
        check(character * (MOST_BYTES // length + 1))


@pytest.mark.parametrize("check", [check_topic, check_filter])
def test_half_a_character_is_no_text(check: Callable[[str], None]) -> None:
    with pytest.raises(ProtocolError, match=r"1\.5\.3-1"):
        check("a\ud800")


@pytest.mark.parametrize(
    ("topic_filter", "group", "shared"),
    [
        ("$share/g/a", "g", "a"),
        ("$share/g/#", "g", "#"),
        ("$share/گروه/+/b", "گروه", "+/b"),
        ("$share/g//a", "g", "/a"),
        ("$share/g/$SYS/#", "g", "$SYS/#"),
        ("$share/g/$share/h/a", "g", "$share/h/a"),
    ],
)
def test_a_shared_subscription_has_a_group_and_a_filter(topic_filter: str, group: str, shared: str) -> None:
    check_filter(topic_filter)
    check_shared(topic_filter)
    assert split_shared(topic_filter) == (group, shared)


@pytest.mark.parametrize(
    "topic_filter",
    ["$share/", "$share/g", "$share/g/", "$share//a", "$share/+/a", "$share/#", "$share/#/a", "$share/a+/b"],
)
def test_the_group_has_a_name_without_wildcards_and_a_filter_follows(topic_filter: str) -> None:
    """[MQTT-4.8.2-1] [MQTT-4.8.2-2]"""
    assert split_shared(topic_filter) is None
    with pytest.raises(ProtocolError, match=r"4\.8\.2"):
        check_filter(topic_filter)


@pytest.mark.parametrize("topic_filter", ["$share/", "$share/g", "$share//a", "$share/+/a"])
def test_before_mqtt_5_the_word_share_asks_for_nothing(topic_filter: str) -> None:
    check_filter(topic_filter, MQTT_3_1_1)


@pytest.mark.parametrize("topic_filter", ["$share/g/a#", "$share/g/#/a", "$share/g/+a"])
def test_the_filter_of_a_shared_subscription_must_be_valid_too(topic_filter: str) -> None:
    with pytest.raises(ProtocolError, match=r"4\.7\.1"):
        check_filter(topic_filter)


@pytest.mark.parametrize("topic_filter", ["$share", "$shared/g/a", "share/g/a", "/$share/g/a", "$SHARE/+/a"])
def test_other_filters_are_not_shared(topic_filter: str) -> None:
    check_filter(topic_filter)
    assert split_shared(topic_filter) is None
    with pytest.raises(ProtocolError):
        check_shared(topic_filter)
