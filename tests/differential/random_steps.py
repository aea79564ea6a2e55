"""Random steps: few names and topics, so that a lot of things happen to the same ones."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.differential import differences, misbehaviour
from tests.differential.conditions import CLIENTS, TOPIC_ALIASES, WILL_TOPICS
from tests.differential.script import (
    Answers,
    Connect,
    Disconnect,
    Drop,
    Misbehave,
    Publish,
    Request,
    Sending,
    Step,
    Subscribe,
    Unsubscribe,
    Will,
)
from tests.differential.seen import Facts


def _facts(properties: dict[str, object]) -> Facts:
    return tuple(sorted(properties.items()))


clients = st.sampled_from(CLIENTS)
qualities = st.sampled_from((0, 1, 1, 2, 2))
never = st.just(False)
nothing = st.none()
all_answers = st.just(Answers.ALL)
rarely = st.sampled_from((False, False, False, True))

message_properties: SearchStrategy[Facts] = st.fixed_dictionaries(
    {},
    optional={
        "payload_format_indicator": st.integers(0, 1),
        "content_type": st.sampled_from(("", "text/plain")),
        "response_topic": st.just("t/answer"),
        "correlation_data": st.sampled_from((b"", b"\0\1")),
        "user_properties": st.sampled_from(((("k", "v"),), (("k", "2"), ("a", ""), ("k", "1")))),
    },
).map(_facts)

session_expiries = st.sampled_from((0, 1_000, 1_000))


def connections(
    levels: Sequence[int],
    wills: SearchStrategy[Will | None] = nothing,
    answers: SearchStrategy[Answers] = all_answers,
    **properties: SearchStrategy[object],
) -> SearchStrategy[Connect]:
    """New connections; `properties` are those that CONNECT may have."""
    return st.builds(
        Connect,
        clients,
        st.sampled_from(levels),
        rarely,
        wills,
        st.sampled_from((60, 600)),
        st.fixed_dictionaries({}, optional=properties).map(_facts),
        answers,
    )


def wills() -> SearchStrategy[Will | None]:
    """A will, or none."""
    return st.none() | st.builds(
        Will, st.sampled_from(WILL_TOPICS), qualities, st.booleans(), message_properties
    )


def subscriptions(
    filters: Sequence[str], most: int, no_local: SearchStrategy[bool] = rarely
) -> SearchStrategy[Subscribe]:
    """SUBSCRIBE with up to so many filters."""
    requests = st.builds(
        Request, st.sampled_from(filters), qualities, no_local, st.booleans(), st.integers(0, 2)
    )
    chosen = st.lists(requests, min_size=1, max_size=most).map(tuple)
    return st.builds(Subscribe, clients, chosen, st.none() | st.integers(1, 3))


def unsubscriptions(filters: Sequence[str]) -> SearchStrategy[Unsubscribe]:
    """UNSUBSCRIBE from one or two filters."""
    return st.builds(
        Unsubscribe, clients, st.lists(st.sampled_from(filters), min_size=1, max_size=2).map(tuple)
    )


def publications(topics: Sequence[str], *sendings: Sending) -> SearchStrategy[Publish]:
    """Messages that go out in one of these ways."""
    return st.builds(
        Publish,
        clients,
        st.sampled_from(topics),
        qualities,
        retain=st.booleans(),
        properties=message_properties,
        alias=st.none() | st.integers(1, TOPIC_ALIASES),
        sending=st.sampled_from(sendings),
    )


def clearings(topics: Sequence[str]) -> SearchStrategy[Publish]:
    """Empty retained messages."""
    retained, empty = st.just(True), st.just(True)
    return st.builds(Publish, clients, st.sampled_from(topics), qualities, retain=retained, empty=empty)


def departures() -> SearchStrategy[Step]:
    """Goodbyes and lost networks."""
    return st.builds(Drop, clients) | st.builds(
        Disconnect, clients, st.booleans(), st.none() | session_expiries
    )


def misdeeds() -> SearchStrategy[Misbehave]:
    """Of those that both brokers close the connection for."""
    return st.builds(Misbehave, clients, st.sampled_from(misbehaviour.EITHER_LEVEL).filter(_ends_alike))


def _ends_alike(what: str) -> bool:
    return what not in differences.ENDS_DIFFERENTLY
