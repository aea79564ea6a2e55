"""Random scripts, by what is special about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.differential.conditions import (
    CLIENTS,
    DISJOINT_FILTERS,
    DISJOINT_TOPICS,
    DOLLAR_FILTERS,
    DOLLAR_TOPICS,
    FILTERS,
    INFLIGHT,
    RETAINED_TOPICS,
    SHARED_FILTERS,
    TOPICS,
)
from tests.differential.random_steps import (
    all_answers,
    clearings,
    clients,
    connections,
    departures,
    misdeeds,
    never,
    publications,
    session_expiries,
    subscriptions,
    unsubscriptions,
    wills,
)
from tests.differential.script import (
    Answer,
    Answers,
    Connect,
    Drop,
    Publish,
    Request,
    Script,
    Sending,
    Step,
    Subscribe,
)


def _scripts(
    connections: SearchStrategy[Connect],
    subscriptions: SearchStrategy[Subscribe],
    *others: SearchStrategy[Step | tuple[Step, ...]],
) -> SearchStrategy[Script]:
    """Every client comes and subscribes; then anything happens; in the end all that waits and is kept comes out."""
    openings = st.tuples(*(_of(name, steps) for name in CLIENTS for steps in (connections, subscriptions)))
    steps = st.one_of(connections, subscriptions, *others)
    middle = st.integers(0, 40).flatmap(lambda length: st.lists(steps, min_size=length, max_size=length))
    return st.builds(lambda first, then: first + _flat(then) + _ENDING, openings, middle)


def _of(client: str, steps: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return steps.map(lambda step: replace(step, client=client))


_ENDING: Script = (
    *(Answer(client, Answers.ALL) for client in CLIENTS),
    *(Drop(client) for client in CLIENTS),
    *(Connect(client, clean_start=False) for client in CLIENTS),
    Subscribe(CLIENTS[0], (Request("#", 2),)),
)


def _flat(chosen: list[Step | tuple[Step, ...]]) -> Script:
    return tuple(step for each in chosen for step in (each if isinstance(each, tuple) else (each,)))


def prompt_scripts(*levels: int) -> SearchStrategy[Script]:
    """All acknowledge at once; filters overlap."""
    return _scripts(
        connections(
            levels,
            wills=wills(),
            session_expiry_interval=session_expiries,
            topic_alias_maximum=st.integers(0, 2),
        ),
        subscriptions(FILTERS, most=3),
        publications(TOPICS, Sending.ONCE),
        publications(TOPICS, *Sending),
        clearings(TOPICS),
        unsubscriptions(FILTERS),
        departures(),
        misdeeds(),
    )


def reluctant_scripts(*levels: int) -> SearchStrategy[Script]:
    """Acknowledgements are withheld, so that windows fill and messages wait; no topic matches two filters.

    Of the topics that a filter matches only one has a retained message, as the order of several is the broker's.
    No QoS 2 message is refused: for Mosquitto 2.0.11 these are under way for ever (it breaks 4.9 of MQTT 5). And no
    client takes more than our limit, which Mosquitto would then send.
    """

    def messages(*sendings: Sending) -> SearchStrategy[Publish]:
        return publications(DISJOINT_TOPICS, *sendings).map(_retained_on_one_topic)

    answers = st.sampled_from((Answers.ALL, Answers.RECEIPT_ONLY, Answers.NONE, Answers.QOS_1_REFUSED))
    return _scripts(
        connections(
            levels,
            answers=answers,
            session_expiry_interval=session_expiries,
            receive_maximum=st.integers(1, INFLIGHT),
        ),
        subscriptions(DISJOINT_FILTERS, most=2, no_local=never),
        *[messages(Sending.ONCE)] * 2,
        *[st.tuples(*[messages(Sending.ONCE)] * 3)] * 2,
        messages(Sending.ONCE, Sending.TWICE),
        clearings(DISJOINT_TOPICS),
        unsubscriptions(DISJOINT_FILTERS),
        departures(),
        st.builds(Answer, clients, answers),
        st.tuples(*(st.builds(Answer, st.just(client), all_answers) for client in CLIENTS)),
    )


def _retained_on_one_topic(step: Publish) -> Publish:
    return replace(step, retain=step.retain and step.topic in RETAINED_TOPICS)


def narrow_scripts(*levels: int) -> SearchStrategy[Script]:
    """Clients take small packets only, and those at QoS 0.

    For Mosquitto 2.0.11 larger ones of QoS 1 and 2 are under way for ever, though it never sends them (it breaks
    [MQTT-3.1.2-25]).
    """
    return _scripts(
        connections(levels, maximum_packet_size=st.integers(20, 60), topic_alias_maximum=st.integers(0, 2)),
        subscriptions(DISJOINT_FILTERS, most=2).map(_at_most_once),
        publications(TOPICS, Sending.ONCE),
        publications(TOPICS, Sending.ONCE),
        departures(),
    )


def _at_most_once(step: Subscribe) -> Subscribe:
    return replace(step, requests=tuple(replace(request, qos=0) for request in step.requests))


def dollar_scripts(*levels: int) -> SearchStrategy[Script]:
    """Topics and filters with `$`, which belong to the broker."""
    return _scripts(
        connections(levels, session_expiry_interval=session_expiries),
        subscriptions(DOLLAR_FILTERS, most=2),
        publications(DOLLAR_TOPICS, Sending.ONCE),
        clearings(DOLLAR_TOPICS),
        unsubscriptions(DOLLAR_FILTERS),
        departures(),
    )


def shared_scripts(*levels: int) -> SearchStrategy[Script]:
    """Some subscriptions are shared; no session outlives its connection, and all acknowledge at once."""
    return _scripts(
        connections(levels).map(lambda step: replace(step, clean_start=True)),
        subscriptions(SHARED_FILTERS, most=2, no_local=never),
        publications(TOPICS, Sending.ONCE),
        publications(TOPICS, Sending.ONCE, Sending.TWICE),
        unsubscriptions(SHARED_FILTERS),
        st.builds(Drop, clients),
    )


SCRIPTS: Final[dict[str, SearchStrategy[Script]]] = {
    "prompt, 3.1.1": prompt_scripts(4),
    "prompt, 5": prompt_scripts(5),
    "prompt, mixed": prompt_scripts(4, 5),
    "reluctant, 3.1.1": reluctant_scripts(4),
    "reluctant, 5": reluctant_scripts(5),
    "reluctant, mixed": reluctant_scripts(4, 5),
    "narrow, 5": narrow_scripts(5),
    "dollar, 3.1.1": dollar_scripts(4),
    "dollar, 5": dollar_scripts(5),
    "shared, 5": shared_scripts(5),
}
"""By what is special about them, and the protocol levels of their clients."""
