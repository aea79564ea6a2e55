"""What a device says that does not belong to the house: the messages of a known one, under its own name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from simulator.broker.message import Message
from simulator.convention import Carrier, Scope
from simulator.reports import Report


def imitate(said: Report, known: str, carrier: Carrier, scope: Scope) -> Iterator[Message]:
    """What `carrier` would say if the device `known` spoke so, on topics of the stranger's name."""
    for message in carrier.translate(replace(said, device=known), scope):
        levels = message.topic.split("/")
        if known in levels:
            own = [said.device if level == known else level for level in levels]
            yield message._replace(topic="/".join(own))
