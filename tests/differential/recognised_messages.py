"""Recognises mismatches of messages: who gets which, how often, and with which QoS and flags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.differential import wire
from tests.differential.comparison import Mismatch, Played
from tests.differential.conditions import CLIENTS
from tests.differential.history import Publication, Subscription
from tests.differential.script import Publish, Sending, Subscribe
from tests.differential.seen import Delivery, Transcript


def is_sent_again_after_a_drop(mismatch: Mismatch, played: Played) -> bool:
    """A QoS 2 message that was not released when the network was dropped."""
    return any(
        isinstance(step := played.script[publication.number - 1], Publish)
        and step.sending is Sending.INTERRUPTED
        and step.qos == 2
        for publication in played.history.publications(mismatch.subject)
    )


def is_will_of_a_session_that_goes_on(mismatch: Mismatch, played: Played) -> bool:
    """The will of a connection that was taken over: ours alone; or what Mosquitto still retains in its place."""
    history = played.history
    if any(
        publication.number in history.taken_over for publication in history.publications(mismatch.subject)
    ):
        return not mismatch.theirs
    wills = [will for number in history.taken_over for will in history.publications(f"will {number}")]
    topics = {will.topic for will in wills if will.retain}
    kept = [seen for seen in mismatch.theirs if isinstance(seen, Delivery)]
    return not mismatch.ours and bool(kept) and all(seen.retain and seen.topic in topics for seen in kept)


def is_own_will(mismatch: Mismatch, played: Played) -> bool:
    """On the connection whose will it is, while that is taken over."""
    client = mismatch.client.removesuffix(", before")
    return client != mismatch.client and any(
        publication.client == client and publication.sent == mismatch.number
        for publication in played.history.publications(mismatch.subject)
    )


def has_another_quality(mismatch: Mismatch, played: Played) -> bool:
    """The client's subscriptions differ in QoS: ours is the highest, theirs another one of them."""
    ours = {seen.qos for seen in mismatch.ours if isinstance(seen, Delivery)}
    theirs = {seen.qos for seen in mismatch.theirs if isinstance(seen, Delivery)}
    for publication in played.history.publications(mismatch.subject):
        matching = played.history.before(publication.sent, mismatch.client).matching(publication.topic)
        granted = {min(held.request.qos, publication.qos) for held in matching}
        if len(granted) > 1 and ours <= {max(granted)} and theirs <= granted and (theirs or 0 in granted):
            return True
    return False


def is_copied(mismatch: Mismatch, played: Played) -> bool:
    """Their copies, as many as there are subscriptions, say together the same as ours."""
    ours, theirs = (_copies(side, mismatch) for side in (played.ours, played.theirs))
    subscriptions = len(list(_matching(mismatch, played)))
    if not len(ours) <= len(theirs) <= len(ours) * subscriptions:
        return False
    compares_retain = not (_has_changed_retain(mismatch, played) or _keeps_retain(mismatch, played))
    return _together(ours, compares_retain) == _together(theirs, compares_retain)


def has_changed_options(mismatch: Mismatch, played: Played) -> bool:
    """The client subscribed before with other options, and what differs is what they are about."""
    if any(
        publication.client == mismatch.client and held.first.no_local != held.request.no_local
        for publication, held in _matching(mismatch, played)
    ):
        return True
    ours, theirs = (_without_retain(side) for side in (mismatch.ours, mismatch.theirs))
    return _has_changed_retain(mismatch, played) and ours == theirs


def keeps_options_of_mqtt_5(mismatch: Mismatch, played: Played) -> bool:
    """The client of 3.1.1 has a subscription from when it spoke MQTT 5; only the retain flag differs."""
    ours, theirs = (_without_retain(side) for side in (mismatch.ours, mismatch.theirs))
    return ours == theirs and _keeps_retain(mismatch, played)


def is_one_byte_too_large(mismatch: Mismatch, played: Played) -> bool:
    """For the maximum packet size that the client has told: sent by Mosquitto, and by us not."""
    if mismatch.ours or played.history.level(mismatch.number, mismatch.client) < 5:
        return False
    introduction = played.history.after(mismatch.number, mismatch.client).introduction
    assert introduction is not None
    largest = dict(introduction.properties).get("maximum_packet_size")
    return all(wire.size(seen) - 1 == largest for seen in mismatch.theirs if isinstance(seen, Delivery))


def is_for_another_member(mismatch: Mismatch, played: Played) -> bool:
    """A subscription is shared, and as many copies reach all clients together."""
    is_shared = any(
        held.request.topic_filter.startswith("$share/") for _, held in _matching(mismatch, played, *CLIENTS)
    )
    ours, theirs = (_count(side, mismatch) for side in (played.ours, played.theirs))
    return is_shared and ours == theirs


def is_retained_for_a_group(mismatch: Mismatch, played: Played) -> bool:
    """Sent by Mosquitto alone to a client that has just subscribed with others."""
    step = played.script[mismatch.number - 1]
    return (
        isinstance(step, Subscribe)
        and any(request.topic_filter.startswith("$share/") for request in step.requests)
        and not mismatch.ours
        and all(seen.retain for seen in mismatch.theirs if isinstance(seen, Delivery))
    )


def _matching(
    mismatch: Mismatch, played: Played, *clients: str
) -> Iterator[tuple[Publication, Subscription]]:
    """What matched the message when it was sent, of these clients or the one that the mismatch is about."""
    for publication in played.history.publications(mismatch.subject):
        for client in clients or (mismatch.client,):
            situation = played.history.before(publication.sent, client)
            yield from ((publication, held) for held in situation.matching(publication.topic))


def _has_changed_retain(mismatch: Mismatch, played: Played) -> bool:
    return any(
        publication.retain and held.first.retain_as_published != held.request.retain_as_published
        for publication, held in _matching(mismatch, played)
    )


def _keeps_retain(mismatch: Mismatch, played: Played) -> bool:
    return played.history.level(mismatch.number, mismatch.client) == 4 and any(
        held.request.retain_as_published for _, held in _matching(mismatch, played)
    )


def _without_retain(side: tuple[object, ...]) -> list[object]:
    return [replace(seen, retain=False) if isinstance(seen, Delivery) else seen for seen in side]


def _copies(transcript: Transcript, mismatch: Mismatch) -> list[Delivery]:
    return [
        seen
        for seen in transcript[mismatch.number - 1].get(mismatch.client, ())
        if isinstance(seen, Delivery) and seen.subject == mismatch.subject
    ]


def _together(copies: list[Delivery], compares_retain: bool) -> tuple[object, ...]:
    properties: list[dict[str, Any]] = [dict(seen.properties) for seen in copies]
    identifiers = {each for some in properties for each in some.pop("subscription_identifiers", ())}
    return (
        {seen.topic for seen in copies},
        properties[:1],
        max((seen.qos for seen in copies), default=0),
        compares_retain and any(seen.retain for seen in copies),
        any(seen.duplicate for seen in copies),
        identifiers,
    )


def _count(transcript: Transcript, mismatch: Mismatch) -> int:
    return sum(
        isinstance(seen, Delivery) and seen.subject == mismatch.subject
        for everything in transcript[mismatch.number - 1].values()
        for seen in everything
    )
