"""Holds what clients saw of two brokers against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from tests.differential.history import History
from tests.differential.script import Script
from tests.differential.seen import Delivery, Seen, Transcript

ORDER = "order"


@dataclass(frozen=True)
class Played:
    """A script and what came of it."""

    script: Script
    ours: Transcript
    theirs: Transcript

    @cached_property
    def history(self) -> History:
        """What the script led to, in our eyes."""
        return History(self.script, self.ours)


@dataclass(frozen=True)
class Mismatch:
    """What one client saw of one subject (a message, a kind of packet, or their order) in one step."""

    number: int
    client: str
    subject: str
    ours: tuple[Seen, ...]
    theirs: tuple[Seen, ...]


Explains = Callable[[Mismatch, Played], bool]
"""Whether something is the reason of a mismatch."""


def mismatches(played: Played) -> Iterator[Mismatch]:
    """Where the transcripts differ.

    Of the packets that a client receives in one step, only messages of one topic and QoS have an order that
    both brokers must keep [MQTT-4.6.0-6].
    """
    for number, (ours, theirs) in enumerate(zip(played.ours, played.theirs, strict=True), 1):
        for client in sorted(ours.keys() | theirs.keys()):
            yield from _mismatches(number, client, ours.get(client, ()), theirs.get(client, ()))


def _mismatches(
    number: int, client: str, ours: tuple[Seen, ...], theirs: tuple[Seen, ...]
) -> Iterator[Mismatch]:
    only_ours, only_theirs = _without(ours, theirs), _without(theirs, ours)
    for subject in dict.fromkeys(seen.subject for seen in (*only_ours, *only_theirs)):
        yield Mismatch(number, client, subject, _about(only_ours, subject), _about(only_theirs, subject))
    if not only_ours and not only_theirs:
        yield from _misorders(number, client, ours, theirs)


def _misorders(
    number: int, client: str, ours: tuple[Seen, ...], theirs: tuple[Seen, ...]
) -> Iterator[Mismatch]:
    for stream in dict.fromkeys(map(_stream, ours)):
        mine, yours = (tuple(seen for seen in side if _stream(seen) == stream) for side in (ours, theirs))
        if stream is not None and [seen.subject for seen in mine] != [seen.subject for seen in yours]:
            yield Mismatch(number, client, ORDER, mine, yours)


def _without(these: tuple[Seen, ...], those: tuple[Seen, ...]) -> tuple[Seen, ...]:
    return tuple((Counter(these) - Counter(those)).elements())


def _about(everything: tuple[Seen, ...], subject: str) -> tuple[Seen, ...]:
    return tuple(seen for seen in everything if seen.subject == subject)


def _stream(seen: Seen) -> tuple[str, int] | None:
    """What it keeps its order with; None when with nothing."""
    return (seen.topic, seen.qos) if isinstance(seen, Delivery) else None


def side_by_side(played: Played) -> str:
    """Both transcripts, step by step."""
    lines = []
    for number, step in enumerate(played.script, 1):
        lines.append(f"{number}. {step}")
        ours, theirs = played.ours[number - 1], played.theirs[number - 1]
        for client in sorted(ours.keys() | theirs.keys()):
            pairs = zip_longest(ours.get(client, ()), theirs.get(client, ()), fillvalue="-")
            lines += [f"     {client:12} {_words(left):62} | {_words(right)}" for left, right in pairs]
    return "\n".join(lines)


def _words(seen: Seen | str) -> str:
    match seen:
        case str():
            return seen
        case Delivery():
            flags = " retain" * seen.retain + " dup" * seen.duplicate
            words = [f"PUBLISH {seen.topic} {seen.payload.decode()!r} QoS {seen.qos}{flags}"]
        case _:
            words = [seen.packet, seen.about, " ".join(f"{code:#04x}" for code in seen.codes)]
    words += [f"{name}={value!r}" for name, value in seen.properties]
    return " ".join(word for word in words if word)
