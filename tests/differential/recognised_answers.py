"""Recognises mismatches of answers and endings: reason codes, refusals, and what is said before a close."""

from __future__ import annotations

from itertools import zip_longest

from simulator.broker.reasons import Reason
from tests.differential.comparison import Explains, Mismatch, Played
from tests.differential.conditions import CLIENTS
from tests.differential.script import Misbehave, Publish, Subscribe, Unsubscribe
from tests.differential.seen import Delivery, Notice

_REFUSED = (0x80, Reason.NOT_AUTHORIZED, Reason.NO_SUBSCRIPTION_EXISTED)


def is_answered(packet: str, *, ours: int, theirs: int) -> Explains:
    """By this reason code from us and that one from Mosquitto."""

    def explains(mismatch: Mismatch, _: Played) -> bool:
        return all(
            isinstance(mine, Notice)
            and isinstance(yours, Notice)
            and (mine.packet, mine.codes) == (packet, (ours,))
            and (yours.packet, yours.codes) == (packet, (theirs,))
            for mine, yours in zip_longest(mismatch.ours, mismatch.theirs)
        )

    return explains


def is_told_of_a_takeover(mismatch: Mismatch, _: Played) -> bool:
    """By us alone."""
    farewell = Notice("DISCONNECT", codes=(Reason.SESSION_TAKEN_OVER,))
    return (mismatch.ours, mismatch.theirs) == ((farewell,), ())


def is_farewell(mismatch: Mismatch, played: Played) -> bool:
    """What a client that broke the protocol is told; that it is closed is not part of it."""
    step = played.script[mismatch.number - 1]
    return mismatch.subject == "DISCONNECT" and isinstance(step, Misbehave)


def follows(*what: str) -> Explains:
    """From what somebody did wrong in this step: how it ends, and what others see of that."""

    def explains(mismatch: Mismatch, played: Played) -> bool:
        step = played.script[mismatch.number - 1]
        return isinstance(step, Misbehave) and step.what in what

    return explains


def is_refused_filter(mismatch: Mismatch, played: Played) -> bool:
    """All codes agree but those of filters with `$`, which we refuse and later do not know."""
    step = played.script[mismatch.number - 1]
    codes = [seen.codes for seen in mismatch.ours + mismatch.theirs if isinstance(seen, Notice)]
    is_answer = mismatch.subject in ("SUBACK", "UNSUBACK") and len(codes) == 2
    if not isinstance(step, Subscribe | Unsubscribe) or not is_answer:
        return False
    filters = [each.topic_filter for each in step.requests] if isinstance(step, Subscribe) else step.filters
    return all(
        mine == yours or (topic_filter.startswith("$") and mine in _REFUSED)
        for topic_filter, mine, yours in zip(filters, *codes, strict=True)
    )


def is_reserved_topic(mismatch: Mismatch, played: Played) -> bool:
    """A message on a topic with `$`: refused by us, passed on by Mosquitto."""
    step = played.script[mismatch.number - 1]
    if mismatch.client in CLIENTS and isinstance(step, Publish) and step.topic.startswith("$"):
        if mismatch.subject in ("PUBACK", "PUBREC"):
            return [seen.codes for seen in mismatch.ours if isinstance(seen, Notice)] == [
                (Reason.NOT_AUTHORIZED,)
            ]
        if mismatch.subject == "PUBCOMP":
            return not mismatch.ours
    publications = played.history.publications(mismatch.subject)
    is_reserved = any(publication.topic.startswith("$") for publication in publications)
    topics = {seen.topic for seen in mismatch.theirs if isinstance(seen, Delivery)}
    return is_reserved and not mismatch.ours and all(topic.startswith("$") for topic in topics)
