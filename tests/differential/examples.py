"""The shortest script that shows each difference."""

from __future__ import annotations

from typing import Final

from tests.differential.differences import MISBEHAVIOUR
from tests.differential.script import (
    Connect,
    Drop,
    Misbehave,
    Publish,
    Request,
    Script,
    Sending,
    Subscribe,
    Will,
)
from tests.differential.seen import Facts

LASTING: Facts = (("session_expiry_interval", 1_000),)

MESSAGES: Final[dict[str, Script]] = {
    "QoS 2 is delivered on receipt": (
        Connect("ada"),
        Connect("bob"),
        Subscribe("bob", (Request("t"),)),
        Publish("ada", "t", qos=2, sending=Sending.INTERRUPTED),
    ),
    "a will is published at a takeover": (
        Connect("ada", clean_start=False, will=Will("t/w")),
        Connect("bob"),
        Subscribe("bob", (Request("t/w"),)),
        Connect("ada", clean_start=False),
    ),
    "one's own will at a takeover": (
        Connect("ada", will=Will("t/w")),
        Subscribe("ada", (Request("t/w"),)),
        Connect("ada", clean_start=False),
    ),
    "the highest QoS of overlapping subscriptions": (
        Connect("ada"),
        Subscribe("ada", (Request("t", 0), Request("#", 1))),
        Publish("ada", "t", qos=2),
    ),
    "one copy for overlapping subscriptions": (
        Connect("ada", 5),
        Subscribe("ada", (Request("t", 0),), identifier=1),
        Subscribe("ada", (Request("#", 1),), identifier=2),
        Publish("ada", "t", qos=2),
    ),
    "options of a subscription that is replaced": (
        Connect("ada", 5),
        Subscribe("ada", (Request("t", no_local=True),)),
        Subscribe("ada", (Request("t"),)),
        Publish("ada", "t"),
        Connect("bob", 5),
        Subscribe("bob", (Request("t"),)),
        Subscribe("bob", (Request("t", retain_as_published=True),)),
        Publish("ada", "t", retain=True),
    ),
    "retain as published, resumed in 3.1.1": (
        Connect("ada", 5, properties=LASTING),
        Subscribe("ada", (Request("t", 1, retain_as_published=True),)),
        Connect("ada", clean_start=False),
        Publish("ada", "t", qos=1, retain=True),
        Publish("ada", "t", qos=0, retain=True),
    ),
    "one byte above the maximum packet size": (
        Connect("ada", 5, properties=(("maximum_packet_size", 20),)),
        Subscribe("ada", (Request("t"),)),
        Publish("ada", "t", properties=(("content_type", "ten bytes."),)),
        Publish("ada", "t", properties=(("content_type", "eleven byte"),)),
        Publish("ada", "t", properties=(("content_type", "twelve bytes"),)),
    ),
    "another member of a group": (
        Connect("ada", 5),
        Subscribe("ada", (Request("$share/g/t"),)),
        Connect("bob", 5),
        Subscribe("bob", (Request("$share/g/t"),)),
        Connect("cyd", 5),
        Subscribe("cyd", (Request("$share/g/t"),)),
        Publish("ada", "t"),
        Drop("ada"),
        Publish("bob", "t"),
    ),
    "retained messages for a group": (
        Connect("ada", 5),
        Publish("ada", "t", retain=True),
        Subscribe("ada", (Request("$share/g/t"),)),
    ),
}

ANSWERS: Final[dict[str, Script]] = {
    "no subscribers, known at once": (
        Connect("ada", 5),
        Publish("ada", "t", qos=2),
    ),
    "PUBREL of an unknown identifier": (
        Connect("ada", 5),
        Misbehave("ada", "PUBREL of nothing"),
    ),
    "PUBREC of an unknown identifier": (
        Connect("ada", 5),
        Misbehave("ada", "PUBREC of nothing"),
    ),
    "told of a takeover": (
        Connect("ada", 5),
        Connect("ada", 5),
    ),
    "told what was wrong": (
        Connect("ada", 5),
        Misbehave("ada", "PUBLISH to a filter"),
    ),
    "the broker's own filters": (
        Connect("ada"),
        Subscribe("ada", (Request("$lab/#"), Request("t"))),
        Connect("bob", 5),
        Subscribe("bob", (Request("$queue/t"), Request("t"))),
    ),
    "the broker's own topics": (
        Connect("ada"),
        Subscribe("ada", (Request("$lab/#"),)),
        Connect("bob", 5),
        Publish("bob", "$lab/x", qos=1),
    ),
}

EXAMPLES: Final[dict[str, Script]] = (
    MESSAGES
    | ANSWERS
    | {
        difference.name: (
            Connect("bob"),
            Subscribe("bob", (Request("#"),)),
            Connect("ada", 5, will=Will("t/w")),
            Misbehave("ada", difference.name),
        )
        for difference in MISBEHAVIOUR
    }
)

MENDED: Final[dict[str, Script]] = {
    "a filter twice in one SUBSCRIBE": (
        Connect("ada"),
        Publish("ada", "t", qos=2, retain=True),
        Subscribe("ada", (Request("t", 2), Request("t", 0))),
    ),
    "an alias that makes a packet too large": (
        Connect("ada", 5, properties=(("maximum_packet_size", 20), ("topic_alias_maximum", 1))),
        Subscribe("ada", (Request("t"),)),
        Publish("ada", "t", properties=(("content_type", "ten bytes."),)),
    ),
}
"""What random scripts have found to be our own fault."""
