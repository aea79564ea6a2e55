"""Which topics and filters are valid, and which filter matches which topic; examples: tests/conformance."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.broker.errors import ProtocolError
from simulator.broker.topics import MOST_LEVELS, check_filter, check_topic, matches

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
